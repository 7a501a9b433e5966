//! The investigation of an open ticket: read, and written to. What fails stands where it was tried.
import { asCommandError } from "../backend/backend";
import type { AdjudicationForm, CommandError, EvidenceForm, FindingForm, ImprovementForm, InvestigationView, TaskAnswerForm, TaskForm, TicketView } from "../backend/contract";
import type { Desk } from "../desk/desk.svelte";
import type { OpenTicket } from "../ticket/ticket.svelte";

/** What is written down there; each has a form of its own, and one is open at most. */
export type InvestigationPlace = "task" | "answer" | "evidence" | "finding" | "adjudication" | "improvement";

export class OpenInvestigation {
  view = $state<InvestigationView>();
  /** Why it could not be read. */
  error = $state<unknown>();
  /** Why the last thing done failed, and where; stands until the next try. */
  failure = $state<{ place: InvestigationPlace; error: CommandError }>();
  readonly ticket: OpenTicket;
  readonly #desk: Desk;
  #asked = 0;
  #shown = 0;

  constructor(ticket: OpenTicket, desk: Desk) {
    this.ticket = ticket;
    this.#desk = desk;
  }

  get isBusy(): boolean {
    return this.ticket.isBusy;
  }

  async read(): Promise<void> {
    const asked = ++this.#asked;
    try {
      const view = await this.#desk.backend.lookAtInvestigation(this.ticket.id);
      // An answer never takes the place of one that was asked for later.
      if (asked < this.#shown) return;
      this.#shown = asked;
      this.view = view;
      this.error = undefined;
    } catch (error) {
      if (asked >= this.#shown) this.error = error;
    }
  }

  /** Why the last try at `place` failed. */
  at(place: InvestigationPlace): CommandError | undefined {
    return this.failure?.place === place ? this.failure.error : undefined;
  }

  /** Forgets what failed: the clerk has gone on. */
  clear(): void {
    this.failure = undefined;
  }

  setTask(setting: TaskForm): Promise<boolean> {
    return this.#do("task", "task-was-set", (id) => this.#desk.backend.setTask(id, setting));
  }

  answerTask(answer: TaskAnswerForm): Promise<boolean> {
    return this.#do("answer", "task-was-answered", (id) => this.#desk.backend.answerTask(id, answer));
  }

  /** Notes evidence; it can be taken back for as long as the toast stands. */
  async noteEvidence(noted: EvidenceForm): Promise<boolean> {
    const before = new Set(this.view?.evidence.map((there) => there.event));
    if (!(await this.#do("evidence", undefined, (id) => this.#desk.backend.noteEvidence(id, noted)))) return false;
    await this.read();
    const added = this.view?.evidence.find((there) => !before.has(there.event));
    this.#desk.toasts.show("evidence-was-noted", added && { undo: () => this.takeBack(added.event) });
    return true;
  }

  async takeBack(event: string): Promise<void> {
    // Its form is closed: what fails is told where it is seen.
    if (!(await this.#do("evidence", undefined, (id) => this.#desk.backend.retract(id, event))) && this.failure) this.#desk.fail(this.failure.error);
  }

  find(finding: FindingForm): Promise<boolean> {
    return this.#do("finding", "finding-was-made", (id) => this.#desk.backend.makeFinding(id, finding));
  }

  adjudicate(adjudication: AdjudicationForm): Promise<boolean> {
    return this.#do("adjudication", "adjudicated", (id) => this.#desk.backend.adjudicate(id, adjudication));
  }

  improve(improvement: ImprovementForm): Promise<boolean> {
    return this.#do("improvement", "improvement-was-noted", (id) => this.#desk.backend.noteImprovement(id, improvement));
  }

  /** The ticket as it is afterwards; whoever shows the investigation reads it again with it. */
  async #do(place: InvestigationPlace, told: string | undefined, work: (id: string) => Promise<TicketView>): Promise<boolean> {
    if (this.ticket.isBusy) return false;
    this.ticket.isBusy = true;
    this.failure = undefined;
    try {
      this.ticket.view = await work(this.ticket.id);
      if (told) this.#desk.toasts.show(told);
      return true;
    } catch (error) {
      this.failure = { place, error: asCommandError(error) };
      return false;
    } finally {
      this.ticket.isBusy = false;
    }
  }
}
