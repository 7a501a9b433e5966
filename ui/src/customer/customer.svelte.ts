//! What the customer's window shows, and the answers that leave it.
import type { CustomerBackend } from "../backend/customer";
import type { CustomerPage } from "../backend/contract";
import { asCommandError } from "../backend/backend";
import type { Stroke } from "../ticket/strokes";
import { words } from "../shared/words/words.svelte";

export class CustomerWindow {
  page = $state.raw<CustomerPage>();
  strokes = $state.raw<readonly Stroke[]>([]);
  isBusy = $state(false);
  /** The signature was none and may be drawn again. */
  isBlank = $state(false);
  readonly #backend: CustomerBackend;

  constructor(backend: CustomerBackend) {
    this.#backend = backend;
  }

  async follow(): Promise<void> {
    await this.#backend.follow((page) => this.turnTo(page));
  }

  turnTo(page: CustomerPage): void {
    this.page = page;
    this.strokes = [];
    this.isBlank = false;
    if ("language" in page) words().locale = page.language === "en" ? "en" : "zh-CN";
  }

  /** What they press is said once; what comes of it is the next page. */
  async answer(isRight: boolean): Promise<void> {
    await this.#do(() => this.#backend.answer(isRight));
  }

  async sign(): Promise<void> {
    const strokes = this.strokes.map((stroke) => stroke.map(([x, y]): [number, number] => [x, y]));
    await this.#do(() => this.#backend.sign(strokes));
  }

  async #do(work: () => Promise<unknown>): Promise<void> {
    if (this.isBusy) return;
    this.isBusy = true;
    this.isBlank = false;
    try {
      await work();
    } catch (error) {
      // Whatever else went wrong stands on the clerk's screen, and here the page that goes with it.
      if (asCommandError(error).code === "signature_empty") {
        this.isBlank = true;
        this.strokes = [];
      }
    } finally {
      this.isBusy = false;
    }
  }
}
