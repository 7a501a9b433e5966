//! A photo's layer while it is being drawn: what lies on it, what is chosen, and the way back.
import type { PhotoMark } from "../backend/contract";
import { areSame, inTheMiddle, isMeant, moved, MOST_MARKS, reaching, type Shape } from "./marks";

/** What was done last: the same again to the same mark is one step back, not twenty. */
interface Step {
  what: string;
  at: number;
}

export class Layer {
  marks = $state.raw<readonly PhotoMark[]>([]);
  /** The mark that keys and the eye are on. */
  chosen = $state<number>();
  #saved = $state.raw<readonly PhotoMark[]>([]);
  #before = $state.raw<readonly (readonly PhotoMark[])[]>([]);
  #last: Step | undefined;

  constructor(saved: readonly PhotoMark[]) {
    this.marks = saved;
    this.#saved = saved;
  }

  get isDirty(): boolean {
    return !areSame(this.marks, this.#saved);
  }

  get isFull(): boolean {
    return this.marks.length >= MOST_MARKS;
  }

  get canUndo(): boolean {
    return this.#before.length > 0;
  }

  /** Rust has this layer now, or somebody else wrote another; what is drawn here and not saved stays. */
  take(saved: readonly PhotoMark[]): void {
    if (areSame(saved, this.#saved)) return;
    const isKept = this.isDirty && !areSame(saved, this.marks);
    this.#saved = saved;
    if (isKept) return;
    this.marks = saved;
    if (this.chosen !== undefined && this.chosen >= saved.length) this.chosen = undefined;
  }

  /** Lays a mark in the middle, for those who draw by keys. */
  place(shape: Shape): void {
    this.draw(inTheMiddle(shape));
  }

  /** Adds a mark that was drawn; one that is too small to be meant is none. */
  draw(mark: PhotoMark): boolean {
    if (this.isFull || !isMeant(mark)) return false;
    this.#change([...this.marks, mark]);
    this.chosen = this.marks.length - 1;
    return true;
  }

  move(right: number, down: number): void {
    this.#alter("move", (mark) => moved(mark, right, down));
  }

  /** Moves the chosen mark's second point. */
  stretch(right: number, down: number): void {
    this.#alter("stretch", (mark) => reaching(mark, [mark.to[0] + right, mark.to[1] + down]));
  }

  /** Lays a mark otherwise, as a hand drags it; every drag is one step. */
  lay(at: number, mark: PhotoMark): void {
    const before = this.marks[at];
    if (!before || areSame([before], [mark])) return;
    this.#change(this.marks.map((other, place) => (place === at ? mark : other)));
  }

  remove(): void {
    const { chosen } = this;
    if (chosen === undefined || !this.marks[chosen]) return;
    this.#change(this.marks.filter((_, at) => at !== chosen));
    this.chosen = undefined;
  }

  undo(): void {
    const before = this.#before.at(-1);
    if (!before) return;
    this.#before = this.#before.slice(0, -1);
    this.#last = undefined;
    this.marks = before;
    if (this.chosen !== undefined && this.chosen >= before.length) this.chosen = undefined;
  }

  /** Everything as it was saved last. */
  discard(): void {
    if (this.isDirty) this.#change(this.#saved);
    this.chosen = undefined;
  }

  #alter(what: string, how: (mark: PhotoMark) => PhotoMark): void {
    const { chosen } = this;
    const mark = chosen === undefined ? undefined : this.marks[chosen];
    if (!mark || chosen === undefined) return;
    const altered = how(mark);
    if (areSame([mark], [altered])) return;
    const marks = this.marks.map((other, at) => (at === chosen ? altered : other));
    if (this.#last?.what === what && this.#last.at === chosen) this.marks = marks;
    else this.#change(marks);
    this.#last = { what, at: chosen };
  }

  #change(marks: readonly PhotoMark[]): void {
    this.#before = [...this.#before, this.marks];
    this.#last = undefined;
    this.marks = marks;
  }
}

