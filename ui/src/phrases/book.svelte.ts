//! The phrases of this counter, read when a field first offers them.
import type { DeskBackend } from "../backend/backend";
import type { Phrase } from "../backend/contract";

export class PhraseBook {
  all = $state.raw<readonly Phrase[]>([]);
  /** Why they could not be read. */
  error = $state<unknown>();
  readonly #backend: DeskBackend;
  #reading: Promise<void> | undefined;

  constructor(backend: DeskBackend) {
    this.#backend = backend;
  }

  /** Reads them, unless they are there or on their way. */
  read(): Promise<void> {
    return (this.#reading ??= this.#read());
  }

  async #read(): Promise<void> {
    try {
      this.all = await this.#backend.phrases();
      this.error = undefined;
    } catch (error) {
      this.error = error;
      this.#reading = undefined;
    }
  }
}
