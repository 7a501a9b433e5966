//! A backend for tests and for looking at the screens: answers from memory, fails when told to. Never in the product.
import type { DeskBackend, DeskEvents } from "../../src/backend/backend";
import type { AppState, Board, BoardList, CommandError, CustomerState, DayState, Draft, DraftPhoto, FormView, KinView, NotedPrint, Phrase, PhotoView, PrinterState, PrintResult, SlotView, Stick, SyncAccount, SyncState, TicketForm, TicketSummary, TicketView, UpdateState } from "../../src/backend/contract";
import { assessed, contacted, lookAt, moved, paid, proven } from "./claims";
import { HINTS, LISTS, photoSet } from "./lists";
import { kinAmong, linked, merged, PHRASES, previewOf, suggestionOf, TABLES, unsaidBy, weighed } from "./matters";
import { readBackOf } from "./customer";
import { FakeLife } from "./life";
import { lost } from "./losses";
import { blankForm, PROMISES, SUMMARIES, summary, view } from "./tickets";

const NO_UPDATE: UpdateState = { standing: "none", version: null, heldMib: null, sizeMib: null, notes: null, fault: null, way: "itself" };

/** How it stands with a new version: `fetching`, `ready`, or the code of what is wrong with it. */
export function updateState(word: string): UpdateState {
  const coming = { ...NO_UPDATE, version: "0.2.0", sizeMib: 87 };
  if (word === "fetching") return { ...coming, standing: "fetching", heldMib: 31 };
  const notes = { zh: "查找更快;客户屏可放大字号。", en: "Finding is quicker; the customer's window has larger letters." };
  return word === "ready" ? { ...coming, standing: "ready", notes } : { ...coming, sizeMib: null, standing: "refused", fault: word };
}

export function appState(changes: Partial<AppState> = {}): AppState {
  return {
    enrolment: "enrolled",
    place: { branchCode: "WC07", branchName: "五常网点", counterLetter: "A", counterName: "A 柜", carrierName: { zh: "通达快递", en: "Tongda Express" } },
    person: { id: "p1", name: "陈静", roles: ["clerk"], acts: ACTS },
    isLocked: false,
    lastPerson: null,
    colleagues: [{ id: "p1", name: "陈静", roles: ["clerk"], hasPin: false, mayChoose: true, isShutOut: false }],
    zone: "Asia/Shanghai",
    version: "0.1.0",
    update: NO_UPDATE,
    keyStore: "file",
    settings: { screenLanguage: "zh", paperLanguage: "both", paperSize: "a5", printer: null, paperPrinters: {}, sparePrinter: null, theme: "light", density: "normal", textScale: 1, sounds: true, lockAfterMinutes: 5, tried: [], isGuideClosed: false },
    mayEndPractice: false,
    enrolmentFailure: null,
    ...changes,
  };
}

/** Everybody's PIN here. */
export const PIN = "271828";
/** What headquarters gave a newcomer. */
export const FIRST_CODE = "7KPM4-2XWTP";

/** What a clerk may do. */
const ACTS = ["read_tickets", "take_in", "work_on", "tell_customer", "answer", "investigate", "reopen", "print", "keep_custody", "hand_over", "close_day", "change_settings"];

/** A counter where people have PINs: a clerk is here, a manager and a newcomer may come. */
export function withPins(changes: Partial<AppState> = {}): Partial<AppState> {
  const one = { roles: ["clerk"], hasPin: true, mayChoose: false, isShutOut: false };
  return {
    colleagues: [
      { ...one, id: "p1", name: "陈静", mayChoose: true },
      { ...one, id: "p2", name: "周敏", roles: ["manager"] },
      { ...one, id: "p3", name: "林一", hasPin: false },
      { ...one, id: "p4", name: "阿卜杜拉·买买提·吾斯曼江·阿卜杜热合曼江", roles: ["clerk", "back_office", "quality"], isShutOut: true },
    ],
    ...changes,
  };
}

const SYNC: SyncState = { headquarters: "offline", unconfirmedEvents: 2, unconfirmedPhotos: 5, setAside: 0, incidents: 0, lastConfirmedAt: "2026-11-21T06:02:00Z", lastContactAt: "2026-11-21T06:02:00Z", stuck: false };

const ACCOUNT: SyncAccount = {
  incidents: [],
  today: { day: "2026-11-21", events: 31, photos: 12, isComplete: false, countedAt: null, eventsHeld: 0, photosHeld: 0 },
  olderToCome: false,
  setAside: [],
};

/** What befell a log, and lines that were set aside, as headquarters and a counter tell them. */
export function troubledAccount(): SyncAccount {
  const line = { ticket: "0199-0001", number: "WC07-261121-A0001-T", kind: "NoteAdded", reason: "key_missing", byHeadquarters: true, at: "2026-11-21T03:10:00Z", filedAt: null };
  return {
    incidents: [
      { code: "copied", at: "2026-11-21T01:05:00Z" },
      { code: "headquarters_restored", at: "2026-11-21T02:00:00Z" },
    ],
    today: { ...ACCOUNT.today, countedAt: "2026-11-21T06:00:00Z", eventsHeld: 29, photosHeld: 12 },
    olderToCome: true,
    setAside: [
      { ...line, event: "e1" },
      { ...line, event: "e2", kind: "DecisionMade", reason: "line_field_of_tomorrow", byHeadquarters: false, ticket: null, number: null },
      { ...line, event: "e3", kind: "PhotoAdded", reason: "device_revoked", filedAt: "2026-11-21T05:00:00Z" },
    ],
  };
}

export function trouble(code: string, details: Record<string, string> = {}): CommandError {
  return { code, message: `message of ${code}`, hint: null, details };
}

/** Commands that fail, by name, with what they fail with. */
export type Failures = Partial<Record<keyof DeskBackend, unknown>>;

export class FakeBackend {
  app: AppState;
  sync: SyncState = SYNC;
  account: SyncAccount = ACCOUNT;
  drafts = new Map<string, Draft>();
  discarded = new Map<string, Draft>();
  tickets: TicketSummary[];
  views = new Map<string, TicketView>();
  failures: Failures = {};
  /** Commands that answer only after a promise. */
  gates: Partial<Record<keyof DeskBackend, Promise<void>>> = {};
  /** Why the desk could not be opened at all. */
  startFailure: CommandError | null = null;
  day: DayState = { day: "2026-11-21", openedAt: null, closedAt: null, isComplete: false, unconfirmedEvents: 0, unconfirmedPhotos: 0, paid: [] };
  silent: string[] = [];
  /** Where papers come out, and what failed before. */
  printed: Pick<PrintResult, "printer" | "insteadOf"> & { printer: string } = { printer: "EPSON A5", insteadOf: null };
  /** How the printer stands that papers go to; without one they become files. */
  printer: PrinterState = { state: "ready", name: "EPSON A5", reasons: [] };
  journal: NotedPrint[] = [];
  /** What the codes on a photo say, by its hash. */
  waybills: Record<string, string[]> = {};
  sticks: Stick[] = [{ name: "KINGSTON", folder: "/media/desk/KINGSTON" }];
  /** Tasks, appeals, ratings, reminders, suggestions. */
  readonly life = new FakeLife();
  customer: CustomerState = { open: false, stage: "idle", about: null, trouble: null };
  /** The hash of the receipt as it stands; another when the ticket changes. */
  shown = "5e".repeat(32);
  phrases: Phrase[] = PHRASES;
  /** Tickets that a matter may belong together with, where not those on the same waybill. */
  kin: KinView[] | undefined;
  calls: { command: string; given: unknown[] }[] = [];
  receiptSvg: string;
  #next = 1;
  /** A photo as it was before a layer of marks was laid, by the layer's event. */
  readonly #under = new Map<string, PhotoView>();
  #closing: (() => Promise<void>) | undefined;
  #heard: Partial<{ [Name in keyof DeskEvents]: (event: DeskEvents[Name]) => void }> = {};

  constructor(app: AppState = appState(), tickets: TicketSummary[] = SUMMARIES, receiptSvg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 148 210"><rect width="148" height="210" fill="white"/><text x="50" y="20">slip</text></svg>') {
    this.app = app;
    this.tickets = tickets;
    this.receiptSvg = receiptSvg;
  }

  /** Whether somebody listens. */
  get isHeard(): boolean {
    return Object.keys(this.#heard).length > 0;
  }

  /** Tells an event, as Rust would. */
  tell<Name extends keyof DeskEvents>(name: Name, event: DeskEvents[Name]): void {
    this.#heard[name]?.(event);
  }

  /** Closes the window as Tauri does: what the page wants done first is waited for. */
  async close(): Promise<void> {
    await this.#closing?.();
  }

  lay(form: TicketForm, photos: DraftPhoto[] = [], id = `draft-${this.#next++}`): Draft {
    const draft: Draft = { id, form, photos, startedAt: "2026-11-21T06:30:00Z", savedAt: "2026-11-21T06:31:00Z", expiresAt: "2026-11-28T06:31:00Z" };
    this.drafts.set(id, draft);
    return structuredClone(draft);
  }

  called(command: keyof DeskBackend): unknown[][] {
    return this.calls.filter((call) => call.command === command).map((call) => call.given);
  }

  slots(draft: Draft): SlotView[] {
    const { required, offered } = photoSet(draft.form.kind, draft.form.category);
    return [...required, ...offered].map((code) => {
      const photos = draft.photos.filter((photo) => photo.slot === code);
      const skipped = draft.form.skipped.find((skipped) => skipped.slot === code);
      const isRequired = required.includes(code);
      const name = LISTS.slots.find((slot) => slot.code === code)?.name ?? { zh: code, en: code };
      return { slot: code, name, hint: HINTS.get(code) ?? null, required: isRequired, photos, reason: skipped?.reason ?? null, state: photos.some((photo) => !isRequired || !photo.attachment || (photo.attachment === "pdf" && /proof/.test(code))) ? "taken" : skipped ? "skipped" : isRequired ? "owed" : "optional" };
    });
  }

  look(draft: Draft): FormView {
    const { form } = draft;
    const problems: FormView["problems"] = [];
    if (!form[form.role === "recipient" ? "recipient" : form.role === "sender" ? "sender" : "agent"].name) problems.push({ field: "name", code: "name_missing" });
    if (!form.category) problems.push({ field: "category", code: "category_missing" });
    if (!form.story) problems.push({ field: "story", code: "story_missing" });
    const hints: FormView["hints"] = form.waybill && !/^[A-Z]{2}\w{10,}/.test(form.waybill) ? [{ field: "waybill", code: form.waybill.length < 10 ? "waybill_too_short" : "waybill_no_pattern", details: {} }] : [];
    return {
      problems,
      hints,
      carrierGuesses: form.waybill.startsWith("SF") ? [{ code: "sf", name: { zh: "顺丰", en: "SF Express" }, sure: true }] : [],
      sameWaybill: form.waybill ? this.tickets.filter((ticket) => ticket.waybill === form.waybill) : [],
      slots: this.slots(draft),
    };
  }

  board(): Board {
    const lists: Record<BoardList, TicketSummary[]> = {
      overdue: this.tickets.filter((ticket) => ticket.id.startsWith("late")),
      due_today: this.tickets.filter((ticket) => ticket.id.startsWith("today")),
      waiting_customer: [],
      waiting_headquarters: [],
      to_be_told: this.tickets.filter((ticket) => ticket.id.startsWith("told")),
      recent: this.tickets.filter((ticket) => !/^(late|today|told)/.test(ticket.id)),
    };
    return { lists, counts: Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, list.length])) as Record<BoardList, number> };
  }

  #draft(id: string): Draft {
    const draft = this.drafts.get(id);
    if (!draft) throw trouble("no_draft");
    return draft;
  }

  #view(id: string): TicketView {
    const found = this.views.get(id) ?? (this.tickets.some((ticket) => ticket.id === id) ? view({ summary: this.tickets.find((ticket) => ticket.id === id) ?? summary() }) : undefined);
    if (!found) throw trouble("no_ticket");
    this.views.set(id, found);
    return found;
  }

  #see(id: string, after: TicketView): TicketView {
    this.views.set(id, after);
    return after;
  }

  /** The backend that screens hold. */
  #comeIn(person: string): AppState {
    const colleague = this.app.colleagues.find((colleague) => colleague.id === person);
    if (!colleague) throw trouble("no_such_person");
    const acts = colleague.roles.includes("manager") ? [...ACTS, "propose", "decline", "settle", "give_out_summary", "look_after_people"] : ACTS;
    return (this.app = { ...this.app, isLocked: false, lastPerson: null, person: { id: person, name: colleague.name, roles: colleague.roles, acts } });
  }

  get desk(): DeskBackend {
    const answers: DeskBackend = {
      appState: async () => this.app,
      startFailure: async () => this.startFailure,
      lists: async () => LISTS,
      enrol: async () => (this.app = { ...this.app, ...appState(), settings: this.app.settings }),
      recover: async () => {
        this.startFailure = null;
        return null;
      },
      installUpdate: async () => null,
      startPractice: async () => (this.app = { ...appState({ enrolment: "practice", mayEndPractice: this.app.enrolment === "enrolled" }), settings: this.app.settings }),
      endPractice: async () => (this.app = { ...appState(), settings: this.app.settings }),
      signIn: async (person, pin) => {
        if (pin !== PIN) throw trouble("pin_wrong", { left: "9" });
        return this.#comeIn(person);
      },
      choosePin: async (person, proof, pin) => {
        if (proof.by === "first_code" && proof.typed !== FIRST_CODE) throw trouble("pin_first_code");
        if (pin.length < 4) throw trouble("pin_shape");
        this.app = { ...this.app, colleagues: this.app.colleagues.map((colleague) => (colleague.id === person ? { ...colleague, hasPin: true, isShutOut: false } : colleague)) };
        return this.#comeIn(person);
      },
      letChoosePin: async (person) =>
        (this.app = { ...this.app, colleagues: this.app.colleagues.map((colleague) => (colleague.id === person ? { ...colleague, hasPin: false, mayChoose: true, isShutOut: false } : colleague)) }),
      lock: async () => (this.app = { ...this.app, isLocked: true, lastPerson: this.app.person?.id ?? null, person: null }),
      stillHere: async () => null,
      changeSettings: async (settings) => settings,
      syncState: async () => this.sync,
      syncNow: async () => this.sync,
      syncAccount: async () => this.account,
      listSticks: async () => this.sticks,
      carryOver: async () => ({ file: "counterfoil-WC07-A-2026-11-21-143512.carry", events: this.sync.unconfirmedEvents, photos: this.sync.unconfirmedPhotos, photosUnreadable: 0 }),
      closeToday: async () => (this.account = { ...this.account, today: { ...this.account.today, isComplete: true, countedAt: "2026-11-21T09:40:00Z" } }),
      seeIncidents: async () => (this.account = { ...this.account, incidents: [] }),
      retrySetAside: async (event) => (this.account = { ...this.account, setAside: this.account.setAside.filter((line) => line.event !== event) }),
      fileSetAside: async (event, isFiled) =>
        (this.account = {
          ...this.account,
          setAside: this.account.setAside.map((line) => (line.event === event ? { ...line, filedAt: isFiled ? "2026-11-21T09:41:00Z" : null } : line)),
        }),
      printerState: async () => this.printer,
      listPrinters: async () => this.printer.state === "none" ? [] : [
        { uri: "ipp://localhost/a5", name: "EPSON A5", isDefault: true, state: this.printer },
        { uri: "ipp://localhost/roll", name: "XP-80C", isDefault: false, state: { state: "stopped", name: "XP-80C", reasons: ["media-empty"] } },
      ],
      startDraft: async () => this.lay(blankForm()),
      listDrafts: async () =>
        [...this.drafts.values()].map(({ id, form, photos, savedAt }) => ({ id, kind: form.kind, who: form.sender.name || form.recipient.name, category: form.category, waybill: form.waybill, savedAt, photos: photos.length, of: null })),
      draft: async (id) => structuredClone(this.#draft(id)),
      saveDraft: async (id, form) => {
        const draft = this.#draft(id);
        draft.form = structuredClone(form);
        return this.look(draft);
      },
      discardDraft: async (id) => {
        this.discarded.set(id, this.#draft(id));
        this.drafts.delete(id);
      },
      restoreDraft: async (id) => {
        const draft = this.discarded.get(id);
        if (!draft) throw trouble("no_draft");
        this.drafts.set(id, draft);
        return structuredClone(draft);
      },
      addDraftPhoto: async (id, slot, bytes) => {
        const starts = (text: string) => new TextDecoder("latin1").decode(bytes.slice(0, 12)).includes(text);
        const attachment = starts("%PDF-") ? "pdf" : starts("ftyp") ? "video" : null;
        const photo: DraftPhoto = { sha256: String(bytes.length % 10).repeat(64), attachment, slot, width: 2048, height: 1536, size: bytes.length, addedAt: "2026-11-21T06:33:00Z" };
        this.#draft(id).photos.push(photo);
        return photo;
      },
      removeDraftPhoto: async (id, sha256) => {
        const draft = this.#draft(id);
        draft.photos = draft.photos.filter((photo) => photo.sha256 !== sha256);
      },
      restoreDraftPhoto: async () => undefined,
      readWaybills: async (_id, sha256) => this.waybills[sha256] ?? [],
      livingReceipt: async () => ({ pages: [this.receiptSvg], substituted: [] }),
      openTicket: async (id, form) => {
        const draft = this.#draft(id);
        this.drafts.delete(id);
        const ticket = summary({ id: `ticket-${id}`, kind: form.kind, waybill: form.waybill, photos: draft.photos.length, printed: false });
        this.tickets = [ticket, ...this.tickets];
        this.views.set(ticket.id, view({ summary: ticket, prints: [] }));
        return { ticket, promises: PROMISES };
      },
      suggest: async (text) => suggestionOf(text),
      phrases: async () => this.phrases,
      lookForKin: async (waybill, _phone, kind, category, ticket) => this.kin?.filter((kin) => kin.ticket !== ticket) ?? kinAmong(this.tickets, { waybill, kind, category, ticket }),
      startSplit: async (ticket) => {
        const { form, summary } = this.#view(ticket);
        return this.lay({ ...structuredClone(form), story: "", category: null, claimed: "", sorted: null, kin: [{ ticket, number: summary.number, kin: "split_from" }] }).id;
      },
      weighing: async () => TABLES,
      previewWeighing: async (impact, risk) => previewOf(impact, risk),
      weigh: async (ticket, impact, risk, seen) => this.#see(ticket, weighed(this.#view(ticket), impact, risk, seen)),
      link: async (ticket, to, kin, seen) => this.#see(ticket, linked(this.#view(ticket), this.#view(to).summary, kin, seen)),
      merge: async (ticket, into, seen) => this.#see(ticket, merged(this.#view(ticket), this.#view(into).summary, seen)),
      dayState: async () => this.day,
      dayPaper: async ({ day, span }) => ({ first: day, last: span === "day" ? day : "2026-11-22", pages: [this.receiptSvg], substituted: [], silent: this.silent }),
      printDay: async () => ({ outcome: "printed", printer: "HP A4", insteadOf: null, path: null, copy: 0 }),
      saveDayRows: async ({ day }, format) => `papers/${day}-counter.${format}`,
      openDay: async () => (this.day = { ...this.day, openedAt: "2026-11-21T00:30:00Z" }),
      closeDay: async (_counts) => (this.day = { ...this.day, closedAt: "2026-11-21T06:35:00Z", unconfirmedEvents: 2, unconfirmedPhotos: 5 }),
      printWaitingList: async () => ({ outcome: "printed", printer: "HP A4", insteadOf: null, path: null, copy: 0 }),
      printHandOver: async () => ({ outcome: "printed", printer: "HP A4", insteadOf: null, path: null, copy: 0 }),
      handOver: async (to, pin) => {
        if (pin !== PIN) throw trouble("pin_wrong", { left: "9" });
        return this.#comeIn(to);
      },
      board: async () => this.board(),
      search: async (text) => this.tickets.filter((ticket) => `${ticket.number} ${ticket.waybill} ${ticket.who}`.includes(text)),
      ticket: async (id) => this.#view(id),
      takeAction: async (id, action, words) => {
        const before = this.#view(id);
        const after = { ...moved(before, action), story: [...before.story, { event: `a-${before.story.length}`, at: "2026-11-21T06:35:00Z", by: "陈静", origin: "counter" as const, kind: "ActionTaken", details: { action, words }, applied: true, confirmed: false }] };
        this.views.set(id, after);
        return after;
      },
      addNote: async (id, text) => {
        const before = this.#view(id);
        const after = { ...before, notes: [...before.notes, { event: `n-${before.notes.length}`, at: "2026-11-21T06:35:00Z", by: "陈静", text }] };
        this.views.set(id, after);
        return after;
      },
      addTicketPhoto: async (id) => this.#view(id),
      amend: async (id, form) => {
        const before = this.#view(id);
        const after = { ...before, form, summary: { ...before.summary, waybill: form.waybill }, story: [...before.story, { event: `c-${before.story.length}`, at: "2026-11-21T06:36:00Z", by: "陈静", origin: "counter" as const, kind: "TicketAmended", details: {}, applied: true, confirmed: false }] };
        this.views.set(id, after);
        return after;
      },
      convert: async (id, kind) => {
        const before = this.#view(id);
        const after = { ...before, summary: { ...before.summary, kind } };
        this.views.set(id, after);
        return after;
      },
      turnIntoLoss: async (id, area, becomesClaim) => {
        const before = this.#view(id);
        if (!before.lossOffer) throw trouble("loss_not_offered");
        if (before.lossOffer.onlyFor.length && !before.lossOffer.onlyFor.includes(area ?? "")) throw trouble("area_unsaid");
        return this.#see(id, lost(before, becomesClaim));
      },
      settle: async (id, _field, event) => {
        const settled = { ...this.#view(id), conflicts: this.#view(id).conflicts.filter((conflict) => !conflict.values.some((value) => value.event === event)) };
        this.views.set(id, settled);
        return settled;
      },
      lookAtClaim: async (id, claim) => lookAt(claim, this.#view(id).claim.assessment.proofs),
      saveAssessment: async (id, assessing) => this.#see(id, assessed(this.#view(id), assessing)),
      noteProof: async (id, noted) => this.#see(id, proven(this.#view(id), noted)),
      pay: async (id, payment) => this.#see(id, paid(this.#view(id), payment)),
      recordContact: async (id, contact) => this.#see(id, contacted(this.#view(id), contact)),
      ...this.life.commands((id) => this.#view(id), (id, after) => this.#see(id, after)),
      retract: async (id, event) => {
        this.life.retract(id, event);
        const before = this.#view(id);
        const under = this.#under.get(event);
        const photos = before.photos.map((photo) => (photo.event === under?.event ? under : photo));
        return this.#see(id, { ...unsaidBy(before, event), photos, notes: before.notes.filter((note) => note.event !== event) });
      },
      saveAttachment: async (id, photo) => `Counterfoil/papers/${this.#view(id).summary.number}-${photo}.pdf`,
      annotatePhoto: async (id, photo, marks) => {
        const before = this.#view(id);
        const photos = before.photos.map((there) => (there.event === photo ? { ...there, marks, markedAt: "2026-11-21T06:35:00Z", markedBy: "陈静" } : there));
        const under = before.photos.find((there) => there.event === photo);
        if (under) this.#under.set(`m-${before.story.length}`, under);
        const slot = under?.slot ?? "";
        const story = [...before.story, { event: `m-${before.story.length}`, at: "2026-11-21T06:35:00Z", by: "陈静", origin: "counter" as const, kind: "PhotoAnnotated", details: { marks: String(marks.length), slot }, applied: true, confirmed: false }];
        const after = { ...before, photos, story };
        this.views.set(id, after);
        return after;
      },
      takeIntoCustody: async (id, item, place) => {
        const before = this.#view(id);
        const kept = { event: `c-${before.custody.length}`, tag: `${before.summary.number}/${before.custody.length + 1}`, item, place: place || null, since: "2026-11-21T06:35:00Z", by: "陈静", releasedAt: null, releasedTo: null };
        const after = { ...before, custody: [...before.custody, kept] };
        this.views.set(id, after);
        return after;
      },
      releaseFromCustody: async (id, custody, to) => {
        const before = this.#view(id);
        const after = { ...before, custody: before.custody.map((kept) => (kept.event === custody ? { ...kept, releasedAt: "2026-11-21T06:36:00Z", releasedTo: to } : kept)) };
        this.views.set(id, after);
        return after;
      },
      printCustodyTag: async () => ({ outcome: "printed", printer: "XP-80C", insteadOf: null, path: null, copy: 0 }),
      printTicketPaper: async (id, document) => {
        const before = this.#view(id);
        const copy = before.prints.filter((print) => print.document === document).length;
        if (this.printer.state === "none") return { outcome: "saved", printer: null, insteadOf: null, path: "Documents/WC07-261121-A0012-5.pdf", copy };
        const { printer, insteadOf } = this.printed;
        const print = { event: `print-${before.prints.length + 1}`, at: "2026-11-21T06:35:00Z", by: "陈静", document, paper: "a5", language: "both", copy, printer, outcome: "printed" };
        this.views.set(id, { ...before, prints: [...before.prints, print] });
        return { outcome: "printed", printer, insteadOf, path: null, copy };
      },
      printVoucher: async (id) => this.desk.printTicketPaper(id, "voucher", "a4", "zh"),
      showVoucher: async () => ({ pages: [this.receiptSvg], substituted: [] }),
      showTicketPaper: async () => ({ pages: [this.receiptSvg], substituted: [] }),
      printNotice: async () => ({ outcome: "printed", ...this.printed, path: null, copy: 0 }),
      printTestPage: async (printer) => ({ outcome: "printed", printer, insteadOf: null, path: null, copy: 0 }),
      listPrints: async () => this.journal,
      showForSignature: async () => ({ pages: [this.receiptSvg], substituted: [], shown: this.shown, role: "sender", name: "王小明" }),
      sign: async (id, signing) => {
        if (signing.shown !== this.shown) throw trouble("paper_changed");
        const before = this.#view(id);
        const event = `s-${before.signatures.length}`;
        const at = "2026-11-21T06:35:00Z";
        const { purpose, role, name, language } = signing;
        const told = { event, at, by: "陈静", origin: "counter" as const, kind: "SignatureGiven", details: { document: "receipt", role, name }, applied: true, confirmed: false };
        const after = { ...before, signatures: [...before.signatures, { event, at, purpose, document: "receipt", role, name, language, stands: true }], story: [...before.story, told] };
        this.views.set(id, after);
        return after;
      },
      customerState: async () => this.customer,
      openCustomerWindow: async (open) => (this.customer = { ...this.customer, open }),
      readBack: async (id) => readBackOf(this.#draft(id).form),
      showDraftToCustomer: async (id) => (this.customer = { ...this.customer, stage: "reading", about: id }),
      showTicketToCustomer: async (id) => (this.customer = { ...this.customer, stage: "reading", about: id }),
      endCustomer: async () => (this.customer = { ...this.customer, stage: "idle", about: null }),
      listen: async (name, heard) => {
        this.#heard[name] = heard as never;
        return () => delete this.#heard[name];
      },
      onClosing: async (prepare) => {
        this.#closing = prepare;
        return () => (this.#closing = undefined);
      },
      photoUrl: (sha256) => `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30"><rect width="40" height="30" fill="hsl(${(Number(sha256[0]) * 47) % 360} 25% 55%)"/><rect x="8" y="8" width="24" height="16" fill="hsl(${(Number(sha256[0]) * 47) % 360} 30% 40%)"/></svg>`)}`,
    };
    return new Proxy(answers, {
      get: (target, command: keyof DeskBackend) => {
        const answer = target[command] as (...given: unknown[]) => unknown;
        if (command === "photoUrl" || command === "listen" || command === "onClosing") return answer;
        return async (...given: unknown[]) => {
          this.calls.push({ command, given: structuredClone(given) });
          await this.gates[command];
          if (this.failures[command] !== undefined) throw this.failures[command];
          return answer(...given);
        };
      },
    });
  }
}
