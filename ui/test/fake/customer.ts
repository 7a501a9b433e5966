//! What the customer's window is shown in tests, and hands that follow it.
import type { CustomerBackend } from "../../src/backend/customer";
import type { CustomerPage, ReadBack, TicketForm } from "../../src/backend/contract";
import { LISTS } from "./lists";
import { PROMISES } from "./tickets";

/** A form as Rust reads it back. */
export function readBackOf(form: TicketForm): ReadBack {
  const who = form.sender.name ? [`${form.sender.name[0]}**`, "138******00"] : [];
  return {
    number: null,
    kind: form.kind,
    category: LISTS.categories.flatMap((group) => group.categories).find(({ code }) => code === form.category)?.name ?? null,
    waybill: form.waybill,
    carrier: form.waybill.startsWith("SF") ? { zh: "顺丰速运", en: "SF Express" } : null,
    who,
    story: form.story || null,
    demands: form.demands.length ? [{ zh: "赔偿", en: "Compensation" }] : [],
    demandText: form.demandText || null,
    claimedFen: form.claimed ? 150_000 : null,
    itemsKept: form.itemsKept ? form.itemsKept.split("\n") : [],
    photos: 2,
    attachments: 1,
    owed: [{ zh: "外箱六面", en: "All sides of the box" }],
    answerBy: { zh: "电话", en: "Phone" },
    promises: PROMISES,
  };
}

/** A customer who is shown pages, and whose answers are kept. */
export class FakeCounter implements CustomerBackend {
  readonly answers: boolean[] = [];
  readonly signed: [number, number][][][] = [];
  /** What signing fails with. */
  failure: unknown;
  show: (page: CustomerPage) => void = () => undefined;

  async follow(heard: (page: CustomerPage) => void): Promise<void> {
    this.show = heard;
    heard({ page: "idle", carrier: { zh: "通达快递", en: "Tongda Express" }, branch: "五常网点" });
  }

  async answer(isRight: boolean): Promise<void> {
    this.answers.push(isRight);
  }

  async sign(strokes: [number, number][][]): Promise<void> {
    this.signed.push(strokes);
    if (this.failure !== undefined) throw this.failure;
  }
}
