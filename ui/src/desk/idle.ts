//! Whether anybody is at the desk. Rust locks it by its own count; this says when somebody was seen, and locks on time.

/** At most so often Rust is told that somebody is here. */
export const TELL_EVERY_MS = 45_000;

export class Idle {
  readonly #now: () => number;
  readonly #tell: () => void;
  readonly #lock: () => void;
  #seenAt: number;
  #toldAt: number;

  constructor(now: () => number, tell: () => void, lock: () => void) {
    this.#now = now;
    this.#tell = tell;
    this.#lock = lock;
    this.#seenAt = this.#toldAt = now();
  }

  /** Somebody pressed a key or moved the mouse. */
  seen(): void {
    this.#seenAt = this.#now();
    if (this.#seenAt - this.#toldAt < TELL_EVERY_MS) return;
    this.#toldAt = this.#seenAt;
    this.#tell();
  }

  /** Looks whether nobody was seen for so long. */
  look(afterMinutes: number): void {
    if (this.#now() - this.#seenAt >= afterMinutes * 60_000) this.#lock();
  }
}
