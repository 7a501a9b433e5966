//! Saving what is typed while it is typed: soon, one at a time, never an older text over a newer one.

/** Runs `then` after `ms`; answers how to call it off. */
export type After = (ms: number, then: () => void) => () => void;

export const afterReal: After = (ms, then) => {
  const timer = setTimeout(then, ms);
  return () => clearTimeout(timer);
};

/** Waits for `work`, whether it succeeds or fails, but never longer than `ms`. */
export function atMost(ms: number, work: Promise<unknown>, after: After = afterReal): Promise<void> {
  return new Promise((done) => {
    const callOff = after(ms, done);
    const settled = () => {
      callOff();
      done();
    };
    work.then(settled, settled);
  });
}

/** Saves the latest value within `delayMs` of its first unsaved change. */
export class Autosave<Value> {
  #pending: { value: Value } | undefined;
  #callOff: (() => void) | undefined;
  #running: Promise<void> | undefined;
  readonly #save: (value: Value) => Promise<void>;
  readonly #failed: (error: unknown) => void;
  readonly #delayMs: number;
  readonly #after: After;

  constructor(save: (value: Value) => Promise<void>, failed: (error: unknown) => void, delayMs = 400, after: After = afterReal) {
    this.#save = save;
    this.#failed = failed;
    this.#delayMs = delayMs;
    this.#after = after;
  }

  /** Notes a change. The first one sets the clock: somebody who never stops typing is saved all the same. */
  change(value: Value): void {
    this.#pending = { value };
    if (this.#callOff || this.#running) return;
    this.#callOff = this.#after(this.#delayMs, () => void this.flush());
  }

  /** Whether something typed is not saved yet. */
  get isDirty(): boolean {
    return this.#pending !== undefined || this.#running !== undefined;
  }

  /** Saves now whatever is not saved, and waits until it is. */
  async flush(): Promise<void> {
    this.#callOff?.();
    this.#callOff = undefined;
    if (!this.#running) this.#running = this.#drain().finally(() => (this.#running = undefined));
    await this.#running;
  }

  /** Drops what was not saved and waits for a save that is under way. */
  async stop(): Promise<void> {
    this.#pending = undefined;
    this.#callOff?.();
    this.#callOff = undefined;
    await this.#running;
    // A save that was under way may have failed and put its value back.
    this.#pending = undefined;
  }

  async #drain(): Promise<void> {
    while (this.#pending) {
      const { value } = this.#pending;
      this.#pending = undefined;
      try {
        await this.#save(value);
      } catch (error) {
        // Kept for the next change or flush, unless something newer is already waiting.
        this.#pending ??= { value };
        this.#failed(error);
        return;
      }
    }
  }
}
