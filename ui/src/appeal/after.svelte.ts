//! Appeals and the rating of an open ticket: written down where they are shown. What fails stands where it was tried.
import { asCommandError } from "../backend/backend";
import type { AppealForm, AppealReportForm, CommandError, RatingForm, TicketView } from "../backend/contract";
import type { Desk } from "../desk/desk.svelte";
import type { OpenTicket } from "../ticket/ticket.svelte";

export type AfterPlace = "appeal" | "report" | "rating";

export class AfterWork {
  /** Why the last thing done failed, and where; stands until the next try. */
  failure = $state<{ place: AfterPlace; error: CommandError }>();
  readonly ticket: OpenTicket;
  readonly #desk: Desk;

  constructor(ticket: OpenTicket, desk: Desk) {
    this.ticket = ticket;
    this.#desk = desk;
  }

  at(place: AfterPlace): CommandError | undefined {
    return this.failure?.place === place ? this.failure.error : undefined;
  }

  clear(): void {
    this.failure = undefined;
  }

  recordAppeal(appeal: AppealForm): Promise<boolean> {
    return this.#do("appeal", "appeal-was-recorded", (id) => this.#desk.backend.recordAppeal(id, appeal));
  }

  reportAppeal(report: AppealReportForm): Promise<boolean> {
    return this.#do("report", "appeal-was-reported", (id) => this.#desk.backend.reportAppeal(id, report));
  }

  rate(rating: RatingForm): Promise<boolean> {
    return this.#do("rating", "rated", (id) => this.#desk.backend.rate(id, rating));
  }

  async #do(place: AfterPlace, told: string, work: (id: string) => Promise<TicketView>): Promise<boolean> {
    if (this.ticket.isBusy) return false;
    this.ticket.isBusy = true;
    this.failure = undefined;
    try {
      this.ticket.view = await work(this.ticket.id);
      this.#desk.toasts.show(told);
      return true;
    } catch (error) {
      this.failure = { place, error: asCommandError(error) };
      return false;
    } finally {
      this.ticket.isBusy = false;
    }
  }
}
