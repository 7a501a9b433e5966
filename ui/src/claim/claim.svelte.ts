//! What is done with the claim of an open ticket. What fails stands where it was tried.
import { asCommandError } from "../backend/backend";
import type { AssessingForm, CommandError, ContactForm, CorrectionForm, PaymentForm, ProofForm, TicketView } from "../backend/contract";
import type { Desk } from "../desk/desk.svelte";
import type { OpenTicket } from "../ticket/ticket.svelte";

/** Where on the screen something of a claim is done. */
export type ClaimPlace = "proof" | "assess" | "decision" | "pay" | "contact";

/** Where something can fail: there, or at a payment that is being corrected. */
export type FailurePlace = ClaimPlace | "correct";

export class OpenClaim {
  /** Why the last thing done failed, and where; stands until the next try. */
  failure = $state<{ place: FailurePlace; error: CommandError }>();
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
  at(place: FailurePlace): CommandError | undefined {
    return this.failure?.place === place ? this.failure.error : undefined;
  }

  /** Forgets what failed: the clerk has gone on. */
  clear(): void {
    this.failure = undefined;
  }

  noteProof(noted: ProofForm): Promise<boolean> {
    return this.#do("proof", (id) => this.#desk.backend.noteProof(id, noted));
  }

  saveAssessment(assessing: AssessingForm): Promise<boolean> {
    return this.#do("assess", async (id) => {
      const after = await this.#desk.backend.saveAssessment(id, assessing);
      this.#desk.toasts.show("assessed");
      return after;
    });
  }

  /** What the customer says to the decision. */
  answer(action: "accept" | "refuse" | "reopen", words: string): Promise<boolean> {
    return this.#do("decision", (id) => this.#desk.backend.takeAction(id, action, words.trim()));
  }

  pay(payment: PaymentForm): Promise<boolean> {
    return this.#do("pay", (id) => this.#desk.backend.pay(id, payment));
  }

  correctPayment(correction: CorrectionForm): Promise<boolean> {
    return this.#do("correct", async (id) => {
      const after = await this.#desk.backend.correctPayment(id, correction);
      this.#desk.toasts.show("payment-was-corrected");
      return after;
    });
  }

  recordContact(contact: ContactForm): Promise<boolean> {
    return this.#do("contact", async (id) => {
      const after = await this.#desk.backend.recordContact(id, contact);
      this.#desk.toasts.show("contacted");
      return after;
    });
  }

  async #do(place: FailurePlace, work: (id: string) => Promise<TicketView>): Promise<boolean> {
    if (this.ticket.isBusy) return false;
    this.ticket.isBusy = true;
    this.failure = undefined;
    try {
      this.ticket.view = await work(this.ticket.id);
      return true;
    } catch (error) {
      this.failure = { place, error: asCommandError(error) };
      return false;
    } finally {
      this.ticket.isBusy = false;
    }
  }
}
