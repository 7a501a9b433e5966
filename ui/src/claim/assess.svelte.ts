//! Saying what a claim comes to: the form as it is typed, what the rules give for it now, and what the clerk takes.
import { asCommandError } from "../backend/backend";
import type { AlternativeView, AssessingForm, AssessmentView, ClaimForm, CommandError } from "../backend/contract";
import type { DeskBackend } from "../backend/backend";
import type { After } from "../shared/state/autosave";
import { Latest } from "../shared/state/latest";

/** What the clerk takes where nothing is owed. */
export const NOTHING = "";

/** How long after the last key the rules are asked again. */
const PAUSE_MS = 250;

export class Assess {
  form: ClaimForm;
  /** What the rules give; while the newest form cannot be read it is that of the last one that could. */
  assessment = $state.raw<AssessmentView>()!;
  /** Why the rules give nothing for what is typed. */
  failure = $state<CommandError>();
  /** What the clerk chose by hand; none: whatever is proposed. */
  #picked = $state<string>();
  departure = $state("");
  words = $state("");
  /** Grows when everything is typed anew, so that fields with words of their own are made anew too. */
  round = $state(0);
  /** The amount stands above the one before it: the clerk must say why. */
  asksWhy = $state(false);
  /** The form as the ticket has it. */
  #start = $state.raw<string>("");
  /** The form that `assessment` is the answer to. */
  #answeredTo = $state.raw<string>("");
  readonly #look: Latest<ClaimForm, AssessmentView>;

  constructor(id: string, form: ClaimForm, assessment: AssessmentView, backend: Pick<DeskBackend, "lookAtClaim">, after?: After) {
    const own = $state(structuredClone(form));
    this.form = own;
    this.assessment = assessment;
    this.#start = this.#answeredTo = JSON.stringify(form);
    this.#look = new Latest<ClaimForm, AssessmentView>(
      (form) => backend.lookAtClaim(id, form),
      (answer, asked) => {
        this.assessment = answer;
        this.#answeredTo = JSON.stringify(asked);
        this.failure = undefined;
      },
      (error) => (this.failure = asCommandError(error)),
      PAUSE_MS,
      after,
    );
  }

  /** Whether what is shown is of what is typed. */
  get isCurrent(): boolean {
    return this.#answeredTo === JSON.stringify(this.form);
  }

  /** Whether anything was typed that is not saved. */
  get isTouched(): boolean {
    return this.#start !== JSON.stringify(this.form) || this.words.trim() !== "";
  }

  /** Whether the rules no longer give the measure that was chosen by hand. */
  get isPickGone(): boolean {
    return !!this.#picked && this.taken !== this.#picked;
  }

  get proposed(): AlternativeView | undefined {
    return this.assessment.alternatives.find((alternative) => alternative.proposed);
  }

  /** The measure that is taken: the one chosen by hand while the rules still give it, else the proposed one; `NOTHING` where nothing is owed. */
  get taken(): string | undefined {
    const isThere = this.#picked === NOTHING || this.assessment.alternatives.some((alternative) => alternative.measure === this.#picked);
    return isThere ? this.#picked : this.proposed?.measure;
  }

  take(measure: string): void {
    this.#picked = measure;
  }

  /** The form was changed: the rules are asked again. */
  changed(): void {
    this.#look.ask($state.snapshot(this.form));
  }

  /** Asks again at once what could not be answered. */
  again(): void {
    this.changed();
  }

  /** Goes back to what the ticket says. */
  startOver(form: ClaimForm, assessment: AssessmentView): void {
    this.#look.drop();
    Object.assign(this.form, structuredClone(form));
    this.assessment = assessment;
    this.#start = this.#answeredTo = JSON.stringify(form);
    this.failure = undefined;
    this.#picked = undefined;
    this.departure = this.words = "";
    this.asksWhy = false;
    this.round += 1;
  }

  /** What is saved. */
  assessing(): AssessingForm {
    return { claim: $state.snapshot(this.form), measure: this.taken || null, departure: this.departure || null, words: this.words.trim() };
  }
}
