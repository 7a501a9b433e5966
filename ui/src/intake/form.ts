//! Looking at a ticket's form: who came, what is shown for a kind, whether anything was written. Pure.
import type { Kind, PartyForm, TicketForm } from "../backend/contract";

export const KINDS: readonly Kind[] = ["enquiry", "trace", "complaint", "suggestion", "claim"];

export type PartyName = "sender" | "recipient" | "agent";

/** Which party of the form is the person at the counter. */
export function whoCame(role: string): PartyName {
  return role === "sender" || role === "recipient" ? role : "agent";
}

/** The parties that are asked for besides the one who came. */
export function others(role: string): PartyName[] {
  if (role === "sender") return ["recipient"];
  if (role === "recipient") return ["sender"];
  return ["sender", "recipient"];
}

/** Changes the role and takes what was already typed about the person at the counter along. */
export function changeRole(form: TicketForm, role: string): void {
  const from = whoCame(form.role);
  const to = whoCame(role);
  form.role = role;
  if (from === to) return;
  const came: PartyForm = { ...form[from] };
  form[from] = { ...form[to] };
  form[to] = came;
}

/** Which parts of the form a kind needs; what is hidden keeps what was typed. */
export interface Parts {
  parcel: boolean;
  money: boolean;
  items: boolean;
  photos: boolean;
  demands: boolean;
  /** From where the parcel's status is known, and until when it was promised. */
  known: boolean;
}

export function partsOf(kind: Kind): Parts {
  const isMoney = kind === "claim" || kind === "complaint";
  return {
    parcel: kind !== "suggestion",
    money: isMoney,
    items: isMoney,
    photos: kind !== "enquiry" && kind !== "suggestion",
    demands: kind !== "enquiry" && kind !== "suggestion",
    known: kind !== "claim" && kind !== "suggestion",
  };
}

/** A form before the first question, as a new draft holds it. */
export function blankForm(): TicketForm {
  const party = (): PartyForm => ({ name: "", phone: "", otherContact: "", address: "" });
  return {
    kind: "claim",
    category: null,
    channel: "counter",
    answerBy: "phone",
    role: "sender",
    sender: party(),
    recipient: party(),
    agent: party(),
    waybill: "",
    carrier: null,
    postedOn: null,
    promisedOn: null,
    freight: "",
    insured: "",
    declared: "",
    claimed: "",
    lastStatus: null,
    lastStatusAt: null,
    lastStatusFrom: "",
    demands: [],
    demandText: "",
    story: "",
    itemsKept: "",
    skipped: [],
    sorted: null,
    kin: [],
  };
}

/** A draft's form with what was typed into a blank one meanwhile over it. */
export function typedOver(draft: TicketForm, typed: TicketForm): TicketForm {
  const blank = blankForm();
  const names = Object.keys(blank) as (keyof TicketForm)[];
  const touched = names.filter((name) => JSON.stringify(typed[name]) !== JSON.stringify(blank[name]));
  return { ...draft, ...Object.fromEntries(touched.map((name) => [name, typed[name]])) };
}

/** Whether nothing has been typed or chosen that a clerk would miss. */
export function isBlank(form: TicketForm): boolean {
  const texts = [form.waybill, form.freight, form.insured, form.declared, form.claimed, form.lastStatusFrom, form.demandText, form.story, form.itemsKept];
  const parties = [form.sender, form.recipient, form.agent].flatMap((party) => Object.values(party) as string[]);
  return (
    [...texts, ...parties].every((text) => text.trim() === "") &&
    !form.category &&
    !form.postedOn &&
    !form.lastStatus &&
    form.demands.length === 0 &&
    form.skipped.length === 0
  );
}

/** A date as people type it: 11-14, 11.14, 11月14日, 20261114, 2026-11-14. Without a year: the last one that was. */
export function readDate(typed: string, today: string): string | undefined {
  const plain = typed.normalize("NFKC").trim();
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(plain);
  const parts = compact ? compact.slice(1) : plain.split(/[^\d]+/).filter(Boolean);
  if (parts.length < 2 || parts.length > 3) return undefined;
  const [year, month, day] = parts.length === 3 ? parts.map(Number) : [Number(today.slice(0, 4)), ...parts.map(Number)];
  const made = iso(year ?? 0, month ?? 0, day ?? 0);
  if (!made) return undefined;
  return parts.length === 2 && made > today ? iso((year ?? 0) - 1, month ?? 0, day ?? 0) : made;
}

function iso(year: number, month: number, day: number): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  const isReal = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isReal && year >= 2000 && year < 2100 ? date.toISOString().slice(0, 10) : undefined;
}
