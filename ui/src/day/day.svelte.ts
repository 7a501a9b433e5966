//! The counter's day: its figures as they will print, and its opening and closing.
import type { CountForm, DayPaper, DayScope, DaySpan, DayState, PaperLanguage, PaperSize, PrintResult, RowsFormat } from "../backend/contract";
import type { Desk } from "../desk/desk.svelte";
import { tellPrint } from "../desk/printed";

const DAY_MS = 86_400_000;

export class Day {
  state = $state<DayState>();
  /** Any day of the period that is shown; none until Rust has said which day it is. */
  day = $state<string>();
  span = $state<DaySpan>("day");
  scope = $state<DayScope>("counter");
  size = $state<PaperSize>("a4");
  language = $state<PaperLanguage>("zh");
  paper = $state<DayPaper>();
  error = $state<unknown>();
  isReading = $state(false);
  busy = $state<"print" | "rows" | "day" | "waiting">();
  printed = $state<PrintResult>();
  printError = $state<unknown>();
  savedRows = $state<string>();
  #round = 0;
  readonly #desk: Desk;

  constructor(desk: Desk) {
    this.#desk = desk;
    this.language = desk.app.settings.paperLanguage === "en" ? "en" : "zh";
  }

  get isToday(): boolean {
    return this.state !== undefined && this.day !== undefined && this.paper !== undefined && this.paper.first <= this.state.day && this.state.day <= this.paper.last;
  }

  async begin(): Promise<void> {
    try {
      this.state = await this.#desk.backend.dayState();
      this.day ??= this.state.day;
    } catch (error) {
      this.error = error;
      return;
    }
    await this.read();
  }

  async read(): Promise<void> {
    const { day, span, scope, size, language } = this;
    if (!day) return;
    const round = ++this.#round;
    this.isReading = true;
    try {
      const paper = await this.#desk.backend.dayPaper({ day, span, scope }, size, language);
      if (round !== this.#round) return;
      this.paper = paper;
      this.error = undefined;
    } catch (error) {
      if (round === this.#round) this.error = error;
    } finally {
      if (round === this.#round) this.isReading = false;
    }
  }

  choose(changes: Partial<Pick<Day, "day" | "span" | "scope" | "size" | "language">>): void {
    Object.assign(this, changes);
    this.printed = this.printError = this.savedRows = undefined;
    void this.read();
  }

  /** One period back or on; never into the future. */
  turn(step: 1 | -1): void {
    if (!this.paper || !this.state) return;
    const from = step < 0 ? this.paper.first : this.paper.last;
    const turned = plusDays(from, step < 0 ? -1 : 1);
    if (turned > this.state.day) return;
    this.choose({ day: turned });
  }

  get mayTurnOn(): boolean {
    return this.paper !== undefined && this.state !== undefined && plusDays(this.paper.last, 1) <= this.state.day;
  }

  async print(): Promise<void> {
    const { day, span, scope, size, language } = this;
    if (!day || this.busy) return;
    this.busy = "print";
    this.printed = this.printError = undefined;
    try {
      this.printed = await this.#desk.backend.printDay({ day, span, scope }, size, language);
    } catch (error) {
      this.printError = error;
    } finally {
      this.busy = undefined;
    }
  }

  async saveRows(format: RowsFormat): Promise<void> {
    const { day, span, scope, language } = this;
    if (!day || this.busy) return;
    this.busy = "rows";
    this.savedRows = undefined;
    try {
      this.savedRows = await this.#desk.backend.saveDayRows({ day, span, scope }, format, language);
    } catch (error) {
      this.#desk.fail(error, () => void this.saveRows(format), "rows");
    } finally {
      this.busy = undefined;
    }
  }

  /** The paper of what waits for whom, on the size that stands here. */
  async printWaiting(): Promise<void> {
    if (this.busy) return;
    this.busy = "waiting";
    try {
      const print = await this.#desk.backend.printWaitingList(this.size, this.language);
      tellPrint(this.#desk, print, "waiting_list");
    } catch (error) {
      this.#desk.fail(error, () => void this.printWaiting(), "waiting");
    } finally {
      this.busy = undefined;
    }
  }

  async open(): Promise<void> {
    await this.#mark(() => this.#desk.backend.openDay());
  }

  async close(counts: CountForm[]): Promise<void> {
    await this.#mark(() => this.#desk.backend.closeDay(counts));
  }

  async #mark(act: () => Promise<DayState>): Promise<void> {
    if (this.busy) return;
    this.busy = "day";
    try {
      this.state = await act();
      await this.read();
    } catch (error) {
      this.#desk.fail(error, () => void this.#mark(act), "day");
    } finally {
      this.busy = undefined;
    }
  }
}

/** A local date some days later, as a text; it knows no zone. */
export function plusDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

