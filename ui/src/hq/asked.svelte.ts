//! Something that is asked for, and how far it has come.
import { ApiFailure } from "./api";

/** How far something that is asked for has come. What was told before stays while it is asked for again. */
export class Asked<T> {
  told = $state.raw<T>();
  failure = $state.raw<ApiFailure>();
  isAsking = $state(false);
  #round = 0;

  /** Asks; of several questions under way only the newest counts. */
  async ask(question: () => Promise<T>): Promise<void> {
    const round = ++this.#round;
    this.isAsking = true;
    try {
      const told = await question();
      if (round !== this.#round) return;
      this.told = told;
      this.failure = undefined;
    } catch (error) {
      if (round !== this.#round) return;
      this.failure = error instanceof ApiFailure ? error : new ApiFailure("unreachable");
    } finally {
      if (round === this.#round) this.isAsking = false;
    }
  }

  /** Was told without asking; an answer that is under way is older than this. */
  tell(told: T): void {
    this.#round += 1;
    this.told = told;
    this.failure = undefined;
    this.isAsking = false;
  }

  forget(): void {
    this.#round += 1;
    this.told = undefined;
    this.failure = undefined;
    this.isAsking = false;
  }
}
