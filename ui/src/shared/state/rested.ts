//! Asking once a hand has come to rest: while questions keep coming none is asked, and only the newest answer counts.
import { afterReal, type After } from "./autosave";

/** Asks `ask` for the newest question, `restMs` after it was the last to come. */
export class Rested<Question, Answer> {
  #callOff: (() => void) | undefined;
  #round = 0;
  readonly #ask: (question: Question) => Promise<Answer>;
  readonly #answered: (answer: Answer, question: Question) => void;
  readonly #failed: (error: unknown, question: Question) => void;
  readonly #restMs: number;
  readonly #after: After;

  constructor(
    ask: (question: Question) => Promise<Answer>,
    answered: (answer: Answer, question: Question) => void,
    failed: (error: unknown, question: Question) => void,
    restMs: number,
    after: After = afterReal,
  ) {
    this.#ask = ask;
    this.#answered = answered;
    this.#failed = failed;
    this.#restMs = restMs;
    this.#after = after;
  }

  ask(question: Question): void {
    this.drop();
    const round = this.#round;
    this.#callOff = this.#after(this.#restMs, () => void this.#put(question, round));
  }

  /** Forgets what waits; an answer still under way no longer counts. */
  drop(): void {
    this.#round += 1;
    this.#callOff?.();
    this.#callOff = undefined;
  }

  async #put(question: Question, round: number): Promise<void> {
    this.#callOff = undefined;
    try {
      const answer = await this.#ask(question);
      if (round === this.#round) this.#answered(answer, question);
    } catch (error) {
      if (round === this.#round) this.#failed(error, question);
    }
  }
}
