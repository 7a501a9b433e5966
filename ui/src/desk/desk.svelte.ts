//! What every screen shares: who and where we are, the present, where the clerk stands, and what went wrong.
import { getContext, setContext } from "svelte";
import type { DeskBackend } from "../backend/backend";
import type { AppState, Board, CustomerState, Lists, PrinterState, Settings, SyncState } from "../backend/contract";
import { PhraseBook } from "../phrases/book.svelte";
import { Toasts } from "../shared/state/toasts.svelte";
import type { KeyName } from "./keys";
import { Watch } from "./watch.svelte";
import { words } from "../shared/words/words.svelte";

/** Where the clerk stands. */
export type Place =
  /** With a draft that was started elsewhere, the one that stands there then. */
  | { screen: "intake"; draft?: string }
  | { screen: "board" }
  | { screen: "search"; query?: string }
  | { screen: "ticket"; id: string }
  | { screen: "tasks" }
  | { screen: "suggestions" }
  | { screen: "day" }
  | { screen: "settings" };

/**
 * What would be cut off if the program ended now: something being kept, a ticket begun at the intake, words there that
 * could not be kept, something typed elsewhere, or a customer before their own window.
 */
export type Unsaved = "busy" | "begun" | "not_kept" | "typed" | "customer";

/** A failure that stays until it is closed or gone. */
export interface Trouble {
  id: number;
  error: unknown;
  again: (() => void) | undefined;
}

const UNKNOWN_SYNC: SyncState = {
  headquarters: "unknown",
  unconfirmedEvents: 0,
  unconfirmedPhotos: 0,
  setAside: 0,
  incidents: 0,
  lastConfirmedAt: null,
  lastContactAt: null,
  stuck: false,
};

/** Reads the clock; tests hold it still. */
export type Clock = () => Date;

export class Desk {
  app: AppState = $state()!;
  lists: Lists = $state()!;
  sync = $state<SyncState>(UNKNOWN_SYNC);
  printer = $state<PrinterState>({ state: "unknown", name: null, reasons: [] });
  /** How the customer's window stands. */
  customer = $state<CustomerState>({ open: false, stage: "idle", about: null, trouble: null });
  board = $state<Board>();
  now = $state(new Date(0));
  place = $state<Place>({ screen: "intake" });
  troubles = $state<Trouble[]>([]);
  /** The last scan, for the header. */
  lastScan = $state("");
  /** Something on the screen is neither saved nor given up: scans wait. */
  isHeld = $state(false);
  /** Grows whenever tickets changed elsewhere, so that open screens read them again. */
  ticketsChanged = $state<{ round: number; ids: readonly string[] }>({ round: 0, ids: [] });
  /** Somebody came to the desk; the window makes it theirs. */
  comeIn: (app: AppState) => void = (app) => this.take(app);
  /** Saves what can be saved, and answers what would be cut off all the same; the window knows all that is open. */
  unsaved: () => Promise<Unsaved | undefined> = () => Promise.resolve(undefined);
  /** The open screen's answer to a key of its own; false when it has none. */
  screenKey: ((name: KeyName, event?: KeyboardEvent) => boolean) | undefined;
  readonly phrases: PhraseBook;
  /** Tasks and reminders. */
  readonly watch: Watch;
  readonly toasts: Toasts;
  readonly backend: DeskBackend;
  readonly #clock: Clock;
  readonly #trail: Place[] = [];
  #nextTrouble = 1;

  constructor(backend: DeskBackend, clock: Clock = () => new Date(), toasts = new Toasts()) {
    this.backend = backend;
    this.phrases = new PhraseBook(backend);
    this.watch = new Watch(backend);
    this.#clock = clock;
    this.toasts = toasts;
    this.now = clock();
  }

  /** Reads what must be known before anything is shown. */
  async load(): Promise<void> {
    // Asked in one go: the first picture waits for no second round.
    const needed = Promise.all([this.backend.appState(), this.backend.lists()]);
    // Where the desk is shut they fail with it.
    needed.catch(() => undefined);
    const failure = await this.backend.startFailure();
    if (failure) throw failure;
    const [app, lists] = await needed;
    this.lists = lists;
    this.take(app);
  }

  /** Reads what the first picture does without. */
  async follow(): Promise<void> {
    const board = this.isOpen ? Promise.all([this.readBoard(), this.watch.read()]) : undefined;
    const [sync, printer, customer] = await Promise.allSettled([this.backend.syncState(), this.backend.printerState(), this.backend.customerState()]);
    if (sync.status === "fulfilled") this.sync = sync.value;
    if (printer.status === "fulfilled") this.printer = printer.value;
    if (customer.status === "fulfilled") this.customer = customer.value;
    await board;
  }

  /** Hears what Rust tells. Answers how to stop. */
  async listen(): Promise<() => void> {
    const stops = await Promise.all([
      this.backend.listen("sync-changed", (sync) => (this.sync = sync)),
      this.backend.listen("printer-changed", (printer) => (this.printer = printer)),
      this.backend.listen("app-changed", (app) => this.take(app)),
      this.backend.listen("customer-changed", (customer) => (this.customer = customer)),
      this.backend.listen("tickets-changed", ({ ids }) => {
        // What is promised now is counted from now.
        this.tick();
        this.ticketsChanged = { round: this.ticketsChanged.round + 1, ids };
        void this.readBoard();
        void this.watch.read();
      }),
    ]);
    return () => stops.forEach((stop) => stop());
  }

  /** Lets time pass. */
  tick(): void {
    this.now = this.#clock();
  }

  take(app: AppState): void {
    this.app = app;
    words().locale = app.settings.screenLanguage === "en" ? "en" : "zh-CN";
  }

  /** Whether whoever is here may do something. Rust decides again when they do it. */
  may(act: string): boolean {
    return this.app.person?.acts.includes(act) ?? false;
  }

  /** Opens the customer's window, or closes it. */
  async turnCustomerWindow(): Promise<void> {
    try {
      const { open } = await this.backend.customerState();
      this.customer = await this.backend.openCustomerWindow(!open);
    } catch (error) {
      this.fail(error);
    }
  }

  /** Whether people show here who they are. */
  get hasPins(): boolean {
    return this.app.colleagues.some((colleague) => colleague.hasPin);
  }

  /** Reads who is here, as when Rust says that the desk is locked. */
  async readApp(): Promise<void> {
    try {
      this.take(await this.backend.appState());
    } catch (error) {
      this.fail(error, () => void this.readApp(), "app");
    }
  }

  /** Whether there is a desk to stand at: enrolled, practising, or revoked but still readable. */
  get isOpen(): boolean {
    return this.app.enrolment !== "none";
  }

  get zone(): string {
    return this.app.zone;
  }

  go(place: Place): void {
    if (JSON.stringify(place) === JSON.stringify(this.place)) return;
    this.#trail.push(this.place);
    if (this.#trail.length > 20) this.#trail.shift();
    this.place = place;
  }

  /** One step back to where the clerk came from; the intake is the bottom. */
  back(): void {
    this.place = this.#trail.pop() ?? { screen: "intake" };
  }

  /** Another person stands here: nothing of what the last one looked at. */
  startOver(): void {
    this.place = { screen: "intake" };
    this.#trail.length = 0;
    this.troubles = [];
    this.board = undefined;
    this.watch.clear();
    this.lastScan = "";
  }

  async readBoard(): Promise<void> {
    try {
      this.board = await this.backend.board();
      this.tick();
      this.#forget("board");
    } catch (error) {
      this.fail(error, () => void this.readBoard(), "board");
    }
  }

  async change(changes: Partial<Settings>): Promise<void> {
    const before = this.app.settings;
    this.take({ ...this.app, settings: { ...before, ...changes } });
    try {
      this.take({ ...this.app, settings: await this.backend.changeSettings($state.snapshot(this.app.settings)) });
    } catch (error) {
      this.take({ ...this.app, settings: before });
      this.fail(error);
    }
  }

  #named = new Map<string, number>();

  /** Shows a failure until it is closed. `again` tries once more; `name` keeps the same failure from standing twice. */
  fail(error: unknown, again?: () => void, name?: string): void {
    if ((error as { code?: unknown } | undefined)?.code === "locked") {
      void this.readApp();
      return;
    }
    if (name) this.#forget(name);
    const id = this.#nextTrouble++;
    if (name) this.#named.set(name, id);
    this.troubles.push({ id, error, again });
  }

  closeTrouble(id: number): void {
    this.troubles = this.troubles.filter((trouble) => trouble.id !== id);
  }

  #forget(name: string): void {
    const id = this.#named.get(name);
    if (id !== undefined) this.closeTrouble(id);
    this.#named.delete(name);
  }
}

const KEY = Symbol("desk");

export function provideDesk(desk: Desk): void {
  setContext(KEY, desk);
}

/** The desk that this component stands at. */
export function theDesk(): Desk {
  return getContext<Desk>(KEY);
}
