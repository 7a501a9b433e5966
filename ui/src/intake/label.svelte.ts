//! The waybill on the photos of a draft: read behind the clerk's back, offered, and never in the way.
import type { Draft, DraftPhoto } from "../backend/contract";
import type { Desk } from "../desk/desk.svelte";

/** The slot whose photos are read unasked. */
const LABEL = "label";

type Read = readonly string[] | "failed";

export class Label {
  isReading = $state(false);
  /** The clerk asked for every photo to be read, and has an answer coming. */
  isAsked = $state(false);
  #read = $state.raw<ReadonlyMap<string, Read>>(new Map());
  #id: string | undefined;
  #waiting: DraftPhoto[] = [];
  readonly #desk: Desk;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  /** What the photos say, the label's first, each once. */
  said(photos: readonly DraftPhoto[]): string[] {
    const labels = photos.filter((photo) => photo.slot === LABEL);
    const others = photos.filter((photo) => photo.slot !== LABEL);
    const waybills = [...labels, ...others].flatMap((photo) => {
      const read = this.#read.get(photo.sha256);
      return read === undefined || read === "failed" ? [] : read;
    });
    return [...new Set(waybills)];
  }

  /** Whether a photo could not be read at all. */
  hasFailed(photos: readonly DraftPhoto[]): boolean {
    return photos.some((photo) => this.#read.get(photo.sha256) === "failed");
  }

  /** Reads the label's photos of a draft, as far as that was not done. */
  follow(draft: Pick<Draft, "id" | "photos">): void {
    if (this.#id !== draft.id) this.#forget(draft.id);
    this.#ask(draft.photos.filter((photo) => photo.slot === LABEL && !photo.attachment && !this.#read.has(photo.sha256)));
  }

  /** Reads every photo of a draft, also those that failed before. */
  askAll(draft: Pick<Draft, "id" | "photos">): void {
    if (this.#id !== draft.id) this.#forget(draft.id);
    this.isAsked = true;
    this.#ask(draft.photos.filter((photo) => !photo.attachment && !Array.isArray(this.#read.get(photo.sha256))));
  }

  #forget(id: string): void {
    this.#id = id;
    this.#read = new Map();
    this.#waiting = [];
    this.isAsked = false;
  }

  #ask(photos: readonly DraftPhoto[]): void {
    const fresh = photos.filter((photo) => !this.#waiting.some((other) => other.sha256 === photo.sha256));
    this.#waiting.push(...fresh);
    if (!this.isReading && this.#waiting.length) void this.#work();
  }

  /** One photo after another: reading is work, and the counter has other things to do. */
  async #work(): Promise<void> {
    this.isReading = true;
    for (let photo = this.#waiting[0]; photo; photo = this.#waiting[0]) {
      const id = this.#id;
      const read = await this.#readOne(photo.sha256);
      if (this.#id !== id) continue;
      this.#waiting.shift();
      this.#read = new Map(this.#read).set(photo.sha256, read);
    }
    this.isReading = false;
  }

  async #readOne(sha256: string): Promise<Read> {
    try {
      return await this.#desk.backend.readWaybills(this.#id ?? "", sha256);
    } catch {
      // It was an offer. Who asks for it is told.
      return "failed";
    }
  }
}

/** As numbers are compared: half width, upper case, no spaces. */
export function comparable(typed: string): string {
  return typed.normalize("NFKC").replace(/\s/g, "").toUpperCase();
}
