//! Toasts: one thing that went well, with eight seconds to take it back. Nothing that failed is only a toast.
import { afterReal, type After } from "./autosave";

export const UNDO_MS = 8_000;

export interface Toast {
  id: number;
  words: string;
  /** Takes back what was done; offered while the toast stands. */
  undo?: () => void | Promise<void>;
  /** Runs once the time to undo has passed or the toast was closed. */
  settle?: () => void | Promise<void>;
}

export class Toasts {
  shown = $state<Toast[]>([]);
  #next = 1;
  readonly #callOff = new Map<number, () => void>();
  readonly #after: After;

  constructor(after: After = afterReal) {
    this.#after = after;
  }

  show(words: string, more: Pick<Toast, "undo" | "settle"> = {}): void {
    const toast = { id: this.#next++, words, ...more };
    this.shown.push(toast);
    this.#callOff.set(
      toast.id,
      this.#after(UNDO_MS, () => void this.close(toast.id)),
    );
  }

  /** Ends a toast: what it told stands. */
  async close(id: number): Promise<void> {
    const toast = this.#take(id);
    await toast?.settle?.();
  }

  async undo(id: number): Promise<void> {
    const toast = this.#take(id);
    await toast?.undo?.();
  }

  /** Undoes the newest toast that can be undone; false where there is none. */
  undoLast(): boolean {
    const toast = this.shown.findLast((toast) => toast.undo);
    if (!toast) return false;
    void this.undo(toast.id);
    return true;
  }

  #take(id: number): Toast | undefined {
    const toast = this.shown.find((toast) => toast.id === id);
    this.shown = this.shown.filter((toast) => toast.id !== id);
    this.#callOff.get(id)?.();
    this.#callOff.delete(id);
    return toast;
  }
}
