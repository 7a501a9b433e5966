//! Asking again while an answer is under way: one question at a time, and only the latest answer counts.
import { afterReal, type After } from "./autosave";

/** Asks `ask` for the newest question, at most once every `everyMs`. */
export class Latest<Question, Answer> {
  #waiting: { question: Question } | undefined;
  #callOff: (() => void) | undefined;
  #isAsking = false;
  #round = 0;
  readonly #ask: (question: Question) => Promise<Answer>;
  readonly #answered: (answer: Answer, question: Question) => void;
  readonly #failed: (error: unknown) => void;
  readonly #everyMs: number;
  readonly #after: After;

  constructor(
    ask: (question: Question) => Promise<Answer>,
    answered: (answer: Answer, question: Question) => void,
    failed: (error: unknown) => void,
    everyMs = 100,
    after: After = afterReal,
  ) {
    this.#ask = ask;
    this.#answered = answered;
    this.#failed = failed;
    this.#everyMs = everyMs;
    this.#after = after;
  }

  ask(question: Question): void {
    this.#waiting = { question };
    if (this.#isAsking || this.#callOff) return;
    this.#callOff = this.#after(this.#everyMs, () => void this.#next());
  }

  /** Forgets what is waiting; an answer still under way no longer counts. */
  drop(): void {
    this.#round += 1;
    this.#waiting = undefined;
    this.#callOff?.();
    this.#callOff = undefined;
  }

  async #next(): Promise<void> {
    this.#callOff = undefined;
    const waiting = this.#waiting;
    if (!waiting) return;
    this.#waiting = undefined;
    this.#isAsking = true;
    const round = this.#round;
    try {
      const answer = await this.#ask(waiting.question);
      if (round === this.#round) this.#answered(answer, waiting.question);
    } catch (error) {
      if (round === this.#round) this.#failed(error);
    } finally {
      this.#isAsking = false;
      const again = this.#waiting as { question: Question } | undefined;
      if (again) this.ask(again.question);
    }
  }
}
