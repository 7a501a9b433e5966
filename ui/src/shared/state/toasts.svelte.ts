//! Toasts: one thing that went well, with a moment to take it back. Nothing that failed is only a toast.
import { getContext, setContext } from "svelte";
import type { Shortcut } from "../input/keys";
import type { Args } from "../words/words.svelte";
import { afterReal, type After } from "./autosave";

interface Told {
  toasts: Toasts;
  /** Takes back the newest that can be taken back. */
  undoKeys: Shortcut;
}

const TOLD = Symbol("toasts");

export function provideToasts(told: Told): void {
  setContext(TOLD, told);
}

/** What is told in this window; a window that tells nothing has none. */
export function theToasts(): Told | undefined {
  return getContext(TOLD);
}

/** How long what can be undone stands. */
export const UNDO_MS = 8_000;
/** How long what is only told stands. */
export const TOLD_MS = 4_000;
/** More than these nobody reads. */
export const MOST = 3;

export interface Toast {
  id: number;
  /** A message and what fills it, so that the words follow the language of the screen. One message stands once. */
  message: string;
  args: Args;
  /** Something went wrong: it stands until it is closed, or until there is news of it. */
  isTrouble: boolean;
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

  show(message: string, more: Partial<Omit<Toast, "id" | "message">> = {}): void {
    const toast: Toast = { id: this.#next++, message, args: {}, isTrouble: false, ...more };
    const earlier = this.shown.find((there) => there.message === message) ?? (this.shown.length >= MOST ? this.#leastMissed : undefined);
    if (earlier) void this.close(earlier.id);
    this.shown.push(toast);
    if (toast.isTrouble) return;
    this.#callOff.set(
      toast.id,
      this.#after(toast.undo ? UNDO_MS : TOLD_MS, () => void this.close(toast.id)),
    );
  }

  /** The oldest, but what went wrong last of all. */
  get #leastMissed(): Toast | undefined {
    return this.shown.find((toast) => !toast.isTrouble) ?? this.shown[0];
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
