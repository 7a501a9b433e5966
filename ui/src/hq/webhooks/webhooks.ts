//! Other systems that are told of what happens, as headquarters tells of them.
import { tOr } from "../../shared/words/words.svelte";
import type { UnitChoice } from "../staff/staff";

export interface Webhook {
  id: string;
  name: string;
  url: string;
  kinds: string[];
  unit: string;
  unit_name: string;
  paused_at: string | null;
  /** `asked` by somebody, or `gone` where the receiver wants no more. */
  paused_why: string | null;
  created_at: string;
  created_by: string;
  former_secret_until: string | null;
  delivered_at: string | null;
  failing_since: string | null;
  waiting: number;
  oldest_waiting_at: string | null;
  given_up: number;
}

export interface Webhooks {
  webhooks: Webhook[];
  units: UnitChoice[];
  kinds: string[];
}

export interface WebhookForm {
  name: string;
  url: string;
  kinds: string[];
}

export type WebhookAct = ({ act: "change" } & WebhookForm) | { act: "pause" | "resume" | "renew_secret" | "remove" | "ping" } | { act: "try_again"; news?: string };

/** What was done; a secret that was made is told once. */
export interface WebhookDone {
  secret: string | null;
  ping: string | null;
  tried_again: number | null;
  webhooks: Webhooks;
}

export interface Delivery {
  id: string;
  kind: string;
  number: string | null;
  body: string;
  made_at: string;
  state: DeliveryState;
  due_at: string | null;
  settled_at: string | null;
  tries: { at: string; outcome: string; took_ms: number }[];
}

export type DeliveryState = "waiting" | "delivered" | "given_up";

export interface DeliveryPage {
  deliveries: Delivery[];
  next: string | null;
}

export const DELIVERY_STATES: readonly DeliveryState[] = ["waiting", "given_up", "delivered"];

/** A kind of news; one that this page has no word for is shown as it is told. */
export function newsName(kind: string): string {
  return tOr(`hq-news-${kind.replaceAll(/[._]/g, "-")}`, kind);
}

/** What came of a try: the status that was answered, or why none was. */
export function outcomeName(outcome: string): string {
  return /^\d+$/.test(outcome) ? `HTTP ${outcome}` : tOr(`hq-try-${outcome}`, outcome);
}

/** How a webhook stands, the worst first. */
export function standingOf(webhook: Webhook): "gone" | "paused" | "failing" | "good" | "new" {
  if (webhook.paused_at) return webhook.paused_why === "gone" ? "gone" : "paused";
  if (webhook.failing_since) return "failing";
  return webhook.delivered_at ? "good" : "new";
}
