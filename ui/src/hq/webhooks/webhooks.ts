//! Other systems that are told of what happens, as headquarters tells of them.
import { tOr } from "../../shared/words/words.svelte";
import type { Schemas } from "../api";

export type Webhook = Schemas["WebhookView"];

export type Webhooks = Schemas["WebhooksView"];

export type WebhookAct = Schemas["WebhookAct"];

export type NewWebhook = Schemas["NewWebhookForm"];

/** What a webhook is called, where it is told, and of what. */
export type WebhookForm = Omit<NewWebhook, "unit">;

/** What was done; a secret that was made is told once. */
export type WebhookDone = Schemas["WebhookDone"];

export type Delivery = Schemas["DeliveryView"];

export type DeliveryState = Schemas["DeliveryState"];

export type DeliveryPage = Schemas["DeliveriesView"];

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
