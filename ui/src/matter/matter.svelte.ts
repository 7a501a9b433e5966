//! What is said of an open ticket as a matter: how soon, how grave, and what it belongs together with. What fails stands where it was tried.
import { asCommandError } from "../backend/backend";
import type { CommandError, ImpactForm, KinView, LinkView, MergedView, RiskForm, TicketView } from "../backend/contract";
import type { Desk } from "../desk/desk.svelte";
import { whoCame } from "../intake/form";
import type { OpenTicket } from "../ticket/ticket.svelte";

/** Where on the screen it is done. */
export type MatterPlace = "weigh" | "kin";

export class OpenMatter {
  /** Why the last thing done failed, and where; stands until the next try. */
  failure = $state<{ place: MatterPlace; error: CommandError }>();
  /** Tickets that it may belong together with; none before it was looked. */
  found = $state.raw<readonly KinView[]>();
  /** Why it could not be looked. */
  findError = $state<unknown>();
  readonly ticket: OpenTicket;
  readonly #desk: Desk;

  constructor(ticket: OpenTicket, desk: Desk) {
    this.ticket = ticket;
    this.#desk = desk;
  }

  get isBusy(): boolean {
    return this.ticket.isBusy;
  }

  /** Why the last try at `place` failed. */
  at(place: MatterPlace): CommandError | undefined {
    return this.failure?.place === place ? this.failure.error : undefined;
  }

  clear(): void {
    this.failure = undefined;
  }

  /** Looks for tickets that this one may belong together with, beside those that are said already. */
  async look(): Promise<void> {
    const view = this.ticket.view;
    if (!view) return;
    const { form, summary } = view;
    try {
      this.found = await this.#desk.backend.lookForKin(form.waybill, form[whoCame(form.role)].phone, summary.kind, summary.category, summary.id);
      this.findError = undefined;
    } catch (error) {
      this.findError = error;
    }
  }

  weigh(impact: ImpactForm | null, risk: RiskForm | null): Promise<boolean> {
    return this.#do("weigh", async (id, seen) => {
      const after = await this.#desk.backend.weigh(id, impact, risk, seen);
      this.#desk.toasts.show("weighed");
      return after;
    });
  }

  link(to: string, kin: string): Promise<boolean> {
    return this.#do("kin", async (id, seen) => {
      const before = new Set(this.ticket.view?.links.map((link) => link.event));
      const after = await this.#desk.backend.link(id, to, kin, seen);
      const made = after.links.find((link) => !before.has(link.event));
      this.#desk.toasts.show("linked", made && { args: { number: made.number }, undo: () => this.unlink(made) });
      return after;
    });
  }

  merge(into: string): Promise<boolean> {
    return this.#do("kin", async (id, seen) => {
      const after = await this.#desk.backend.merge(id, into, seen);
      const made = after.mergedInto;
      if (made) this.#desk.toasts.show("merged", { args: { number: made.number }, undo: () => this.part(made) });
      return after;
    });
  }

  /** Takes a link back, in the ticket that says it. */
  async unlink(link: LinkView): Promise<void> {
    await this.#takeBack(link.isOurs ? this.ticket.id : link.ticket, link.event);
  }

  /** Lets this ticket go on by itself again. */
  async part(merged: MergedView): Promise<void> {
    await this.#takeBack(this.ticket.id, merged.event);
  }

  /** Lets a ticket that went on in this one go on by itself again. */
  async giveBack(absorbed: MergedView): Promise<void> {
    await this.#takeBack(absorbed.ticket, absorbed.event);
  }

  /** Starts a draft for a part of it and goes there. */
  async split(): Promise<void> {
    await this.#do("kin", async (id) => {
      const draft = await this.#desk.backend.startSplit(id);
      this.#desk.go({ screen: "intake", draft });
      return undefined;
    });
  }

  async #takeBack(holder: string, event: string): Promise<void> {
    await this.#do("kin", async (id) => {
      const after = await this.#desk.backend.retract(holder, event);
      return holder === id ? after : this.#desk.backend.ticket(id);
    });
    await this.look();
  }

  async #do(place: MatterPlace, work: (id: string, seen: string) => Promise<TicketView | undefined>): Promise<boolean> {
    if (this.ticket.isBusy) return false;
    this.ticket.isBusy = true;
    this.failure = undefined;
    try {
      const after = await work(this.ticket.id, this.ticket.view?.story.at(-1)?.event ?? "");
      if (after) this.ticket.view = after;
      return true;
    } catch (thrown) {
      const error = asCommandError(thrown);
      // Somebody else wrote to it: what they wrote stands here before it is tried again.
      if (error.code === "ticket_changed") await this.ticket.read();
      this.failure = { place, error };
      return false;
    } finally {
      this.ticket.isBusy = false;
    }
  }
}
