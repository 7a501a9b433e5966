//! The input-method guard: while Chinese is being composed, keys belong to the input method alone.
//!
//! Enter, Esc and shortcuts must not fire while a composition is open. WebKit fires `compositionend` before the
//! `keydown` of the Enter that committed it, so `isComposing` alone would let that Enter through.

/** Watches compositions on one window and hides their keys from everything below it. */
export class InputMethodGuard {
  #endedThisTick = false;
  readonly #later: (then: () => void) => void;

  /** `later` runs its argument in the next task; tests pass one of their own. */
  constructor(later: (then: () => void) => void = (then) => void setTimeout(then, 0)) {
    this.#later = later;
  }

  /** Whether this key belongs to the input method. */
  owns(event: KeyboardEvent): boolean {
    return event.isComposing || event.keyCode === 229 || this.#endedThisTick;
  }

  /** Listens in the capture phase, before any control or shortcut. Answers how to stop. */
  install(target: Window): () => void {
    const ended = () => {
      this.#endedThisTick = true;
      this.#later(() => {
        this.#endedThisTick = false;
      });
    };
    const key = (event: KeyboardEvent) => {
      if (!this.owns(event)) return;
      event.stopImmediatePropagation();
      // The Enter that committed the words must not also break the line or send the form.
      if (this.#endedThisTick && event.key === "Enter") event.preventDefault();
    };
    target.addEventListener("compositionend", ended, true);
    target.addEventListener("keydown", key, true);
    return () => {
      target.removeEventListener("compositionend", ended, true);
      target.removeEventListener("keydown", key, true);
    };
  }
}
