//! Webhooks: what was told of them, and what is being done.
import type { Api } from "../api";
import { Asked } from "../asked.svelte";
import { Doing } from "../staff/staff.svelte";
import type { DeliveryPage, DeliveryState, Webhook, WebhookAct, WebhookDone, WebhookForm, Webhooks } from "./webhooks";

/** The webhooks of one's unit. */
export class WebhooksDesk extends Doing {
  list = new Asked<Webhooks>();
  /** What is being typed: a new one, or another form of the one that is looked at. */
  form = $state<"new" | "change">();
  /** Told once: for which webhook. */
  secret = $state.raw<{ name: string; text: string; isNew: boolean }>();
  /** What was just done, in a word's key, with its number. */
  did = $state.raw<{ key: string; count: number }>();
  log = new Asked<DeliveryPage>();
  state = $state<DeliveryState>();
  #of = "";

  constructor(
    private readonly api: Api,
    onended: () => void,
  ) {
    super(onended);
  }

  find(id: string): Webhook | undefined {
    return this.list.told?.webhooks.find((webhook) => webhook.id === id);
  }

  /** Whether something stands open that is not to be disturbed. */
  get isHeld(): boolean {
    return this.isBusy || !!this.form || !!this.secret || (this.log.told?.deliveries.length ?? 0) > 50;
  }

  ask(): Promise<void> {
    return this.list.ask(() => this.api.webhooks());
  }

  /** Asks for one with its log. */
  async askOne(id: string): Promise<void> {
    if (this.#of !== id) {
      this.#of = id;
      this.log.forget();
      this.state = undefined;
      this.did = undefined;
    }
    await Promise.all([this.ask(), this.#askLog()]);
  }

  narrow(state: DeliveryState | undefined): Promise<void> {
    this.state = state;
    return this.#askLog();
  }

  async more(): Promise<void> {
    const shown = this.log.told;
    if (!shown?.next) return;
    const before = shown.next;
    await this.log.ask(async () => {
      const page = await this.api.deliveries(this.#of, this.state, before);
      return { deliveries: [...shown.deliveries, ...page.deliveries], next: page.next };
    });
  }

  open(form: "new" | "change"): void {
    this.form = form;
    this.failure = undefined;
  }

  close(): void {
    this.form = undefined;
    this.secret = undefined;
    this.failure = undefined;
  }

  async add(form: WebhookForm, unit: string): Promise<void> {
    const done = await this.do(() => this.api.addWebhook({ ...form, unit }));
    if (!done) return;
    this.list.tell(done.webhooks);
    this.form = undefined;
    if (done.secret) this.secret = { name: form.name, text: done.secret, isNew: true };
  }

  /** Answers whether it was done. */
  async act(webhook: Webhook, act: WebhookAct): Promise<boolean> {
    this.did = undefined;
    const done = await this.do(() => this.api.actWebhook(webhook.id, act));
    if (!done) return false;
    this.list.tell(done.webhooks);
    this.form = undefined;
    if (done.secret) this.secret = { name: webhook.name, text: done.secret, isNew: false };
    this.did = didOf(done);
    if (act.act !== "remove") await this.#askLog();
    return true;
  }

  forget(): void {
    this.list.forget();
    this.log.forget();
    this.close();
    this.did = undefined;
    this.#of = "";
  }

  #askLog(): Promise<void> {
    const of = this.#of;
    return this.log.ask(() => this.api.deliveries(of, this.state));
  }
}

function didOf(done: WebhookDone): { key: string; count: number } | undefined {
  if (done.ping) return { key: "hq-webhook-pinged", count: 1 };
  return done.tried_again === null ? undefined : { key: "hq-webhook-tried-again", count: done.tried_again };
}
