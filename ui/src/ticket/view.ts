//! Looking at tickets: how a due time ends, how a status looks, which words an action needs. Pure.
import type { PromiseView } from "../backend/contract";
import type { DueKind } from "../shared/time";

/** A promise names a date, or a date and an hour. */
export function dueKind(promise: Pick<PromiseView, "dueOn">): DueKind {
  return promise.dueOn ? "day" : "instant";
}

const FINISHED = new Set(["settled", "answered", "declined", "withdrawn", "closed"]);

/** Whether nothing is owed to the customer any more. */
export function isFinished(status: string): boolean {
  return FINISHED.has(status);
}

export type StatusLook = "plain" | "good" | "soon" | "late";

export function statusLook(status: string): StatusLook {
  if (status === "proposed" || status === "waiting_for_customer") return "soon";
  if (status === "agreed" || status === "settled" || status === "answered") return "good";
  if (status === "declined") return "late";
  return "plain";
}

const NEEDS_WORDS = new Set(["answer", "ask_customer", "propose", "decline", "withdraw", "refuse", "reopen"]);

/** Whether an action is nothing without words: what was answered, why it was declined. */
export function needsWords(action: string): boolean {
  return NEEDS_WORDS.has(action);
}

/** ¥1,500.00 */
export function yuan(fen: number): string {
  const sign = fen < 0 ? "-" : "";
  const whole = Math.trunc(Math.abs(fen) / 100).toString().replace(/\B(?=(\d{3})+$)/g, ",");
  return `${sign}¥${whole}.${String(Math.abs(fen) % 100).padStart(2, "0")}`;
}
