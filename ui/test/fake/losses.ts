//! A parcel that is so late that it may count as lost: the offer, and what taking it makes of the ticket.
import type { LossOfferView, PromiseView, StoryLine, TicketView } from "../../src/backend/contract";

const AT = "2026-11-21T06:35:00Z";

export const LOSS_OFFER: LossOfferView = {
  reason: { zh: "彻底延误，可按丢失办理", en: "Delay that counts as loss" },
  ground: { zh: "《快递服务》GB/T 27917.3 彻底延误", en: "GB/T 27917.3, total delay" },
  byLaw: false,
  since: "2026-11-20T16:00:00Z",
  onlyFor: [],
};

/** A delay, with the offer, and with a date that an announced calendar moved before. */
export function delayed(view: TicketView, onlyFor: string[] = []): TicketView {
  const settle = view.promises.find((promise) => promise.step === "settle") ?? view.promises[0]!;
  const earlier: PromiseView = { ...settle, dueOn: "2026-12-02", dueAt: "2026-12-02T16:00:00Z", provisional: false };
  return {
    ...view,
    conflicts: [],
    summary: { ...view.summary, kind: "complaint", category: "delay.transit", categoryName: { zh: "中转或运输延误", en: "In transit" } },
    lossOffer: { ...LOSS_OFFER, onlyFor },
    story: [...view.story, line("e-moved", "PromiseMade", {}, null)],
    moved: [{ event: "e-moved", before: settle, since: earlier, why: "rules" }],
  };
}

/** The same, turned into a loss. */
export function lost(view: TicketView, becomesClaim: boolean): TicketView {
  const proposal: PromiseView = { step: "proposal", what: { zh: "提出赔偿方案", en: "What we propose to pay" }, dueOn: "2026-12-21", dueBy: null, dueAt: "2026-12-21T16:00:00Z", ground: { zh: "快递服务标准", en: "Express service standard" }, byLaw: false, provisional: false };
  return {
    ...view,
    lossOffer: null,
    summary: { ...view.summary, kind: becomesClaim ? "claim" : view.summary.kind, category: "loss.whole", categoryName: { zh: "整件丢失", en: "Lost entirely" } },
    promises: [...view.promises, proposal],
    story: [...view.story, line("e-lost", "TicketAmended", { field: "category" }), line("e-lost-promised", "PromiseMade", {}), line("e-lost-search", "TaskSet", { task: "search" })],
    moved: [...view.moved, { event: "e-lost-promised", before: null, since: proposal, why: "became" }],
  };
}

function line(event: string, kind: string, details: Record<string, string>, by: string | null = "陈静"): StoryLine {
  return { event, at: AT, by, origin: "counter", kind, details, applied: true, confirmed: false };
}
