// What the screens ask of Rust, and what Rust tells them. Provisional hand-written form of the generated bindings:
// the shell generates the same names and shapes into `bindings.ts`.
// Conventions: instants are RFC 3339 UTC strings, dates `YYYY-MM-DD`, money in integer fen, hashes lower-case hex, ids UUID strings.

export type Kind = 'enquiry' | 'trace' | 'complaint' | 'suggestion' | 'claim';
export type Language = 'zh' | 'en';
export type PaperLanguage = 'zh' | 'en' | 'both';
export type PaperSize = 'a5' | 'roll80' | 'roll58';
export interface Bilingual { zh: string; en: string }

/** Every failed call rejects with this. The screen translates by `code`; nobody matches message text. */
export interface CommandError { code: string; message: string; hint: string | null; details: Record<string, string> }

/** The lists of the policy in force. */
export interface Choice { code: string; name: Bilingual }
export interface CategoryGroup { code: string; name: Bilingual; categories: Choice[] }
export interface Lists {
  policy: string;
  categories: CategoryGroup[];
  channels: Choice[]; answerBy: Choice[]; demands: Choice[]; roles: Choice[]; parcelStatuses: Choice[]; skipReasons: Choice[]; slots: Choice[]; carriers: Choice[];
}

export interface AppState {
  enrolment: 'none' | 'practice' | 'enrolled' | 'revoked';
  /** Null until enrolled. */
  place: { branchCode: string; branchName: string; counterLetter: string; counterName: string; carrierName: Bilingual } | null;
  person: { id: string; name: string; roles: string[] } | null;
  zone: string;
  version: string;
  /** Where the keys are kept: the system's key store, or its file form. */
  keyStore: 'system' | 'file';
  settings: Settings;
}
export interface Settings {
  screenLanguage: Language; paperLanguage: PaperLanguage; paperSize: PaperSize;
  printer: string | null;
  theme: 'system' | 'light' | 'dark' | 'contrast'; density: 'normal' | 'touch'; textScale: number;
  sounds: boolean;
}

/** The truthful status bar. */
export interface SyncState {
  headquarters: 'unknown' | 'reachable' | 'offline' | 'wrong_certificate' | 'captive_portal' | 'refused' | 'revoked' | 'not_enrolled' | 'trouble';
  unconfirmedEvents: number; unconfirmedPhotos: number; setAside: number;
  lastConfirmedAt: string | null; lastContactAt: string | null;
  /** Waiting lines do not move although headquarters can be reached. */
  stuck: boolean;
}
export interface PrinterState { state: 'ready' | 'busy' | 'stopped' | 'none' | 'unreachable' | 'unknown'; name: string | null; reasons: string[] }
export interface Printer { uri: string; name: string; isDefault: boolean; state: PrinterState }

export interface PartyForm { name: string; phone: string; otherContact: string; address: string }
export interface TicketForm {
  kind: Kind; category: string | null; channel: string; answerBy: string;
  role: string; sender: PartyForm; recipient: PartyForm; agent: PartyForm;
  waybill: string; carrier: string | null; postedOn: string | null; promisedOn: string | null;
  /** Money as typed; Rust parses ('1,500.00', full width). */
  freight: string; insured: string; declared: string; claimed: string;
  lastStatus: string | null; lastStatusAt: string | null; lastStatusFrom: string;
  demands: string[]; demandText: string; story: string; itemsKept: string;
  skipped: { slot: string; reason: string }[];
}
export interface DraftPhoto { sha256: string; slot: string; width: number; height: number; size: number; addedAt: string }
export interface Draft { id: string; form: TicketForm; photos: DraftPhoto[]; startedAt: string; savedAt: string; expiresAt: string }
export interface DraftSummary { id: string; kind: Kind; who: string; category: string | null; waybill: string; savedAt: string; photos: number }

/** What Rust notices about a form; never refuses a waybill or phone. `problems` block saving, `hints` do not. */
export interface FormView {
  problems: { field: string; code: string }[];
  hints: { field: string; code: string; details: Record<string, string> }[];
  carrierGuesses: { code: string; name: Bilingual; sure: boolean }[];
  /** Other tickets with the same waybill. */
  sameWaybill: TicketSummary[];
  slots: SlotView[];
}
export interface SlotView { slot: string; name: Bilingual; state: 'taken' | 'owed' | 'skipped' | 'optional'; required: boolean; photos: DraftPhoto[]; reason: string | null }
/** The living receipt: an SVG document a page, already escaped, drawn from the same layout as the PDF. */
export interface LivingReceipt { pages: string[]; substituted: string[] }

export interface TicketSummary {
  id: string; number: string; kind: Kind; category: string; categoryName: Bilingual; status: string; who: string; waybill: string;
  openedAt: string; nextDue: PromiseView | null; claimedFen: number | null; photos: number;
  /** All lines and photos confirmed by headquarters. */
  delivered: boolean; printed: boolean; practice: boolean; conflicts: number;
}
export interface PromiseView { step: string; what: Bilingual; dueOn: string | null; dueBy: string | null; dueAt: string; ground: Bilingual; byLaw: boolean; provisional: boolean }
export interface PhotoView { event: string; sha256: string; slot: string; slotName: Bilingual; size: number; takenAt: string; by: string | null; confirmed: boolean; present: boolean }
export interface PrintView { event: string; at: string; by: string | null; document: string; paper: string; language: string; copy: number; printer: string; outcome: string | null }
export interface StoryLine { event: string; at: string; by: string | null; origin: 'counter' | 'headquarters'; kind: string; details: Record<string, string>; applied: boolean; confirmed: boolean }
export interface TicketView {
  summary: TicketSummary;
  form: TicketForm;
  promises: PromiseView[]; photos: PhotoView[]; slots: SlotView[]; notes: { event: string; at: string; by: string | null; text: string | null }[];
  prints: PrintView[]; story: StoryLine[];
  actions: string[];
  conflicts: { kind: 'field' | 'not_applied'; name: string; values: string[] }[];
  forgotten: boolean;
}
export interface PrintResult { outcome: 'printed' | 'saved'; printer: string | null; path: string | null; copy: number }
export interface SavedTicket { ticket: TicketSummary; promises: PromiseView[] }

export type BoardList = 'overdue' | 'due_today' | 'waiting_customer' | 'waiting_headquarters' | 'to_be_told' | 'recent';
export interface Board { counts: Record<BoardList, number>; lists: Record<BoardList, TicketSummary[]> }

/** Commands. Binary photos go as bytes (invoke with a raw Uint8Array body, slot and draft in headers). */
export interface Backend {
  appState(): Promise<AppState>;
  lists(): Promise<Lists>;
  enrol(code: string): Promise<AppState>;
  startPractice(): Promise<AppState>;
  changeSettings(settings: Settings): Promise<Settings>;
  syncState(): Promise<SyncState>;
  syncNow(): Promise<SyncState>;
  printerState(): Promise<PrinterState>;
  listPrinters(): Promise<Printer[]>;

  startDraft(): Promise<Draft>;
  listDrafts(): Promise<DraftSummary[]>;
  draft(id: string): Promise<Draft>;
  saveDraft(id: string, form: TicketForm): Promise<FormView>;
  discardDraft(id: string): Promise<void>;
  restoreDraft(id: string): Promise<Draft>;
  addDraftPhoto(id: string, slot: string, bytes: Uint8Array): Promise<DraftPhoto>;
  removeDraftPhoto(id: string, sha256: string): Promise<void>;
  restoreDraftPhoto(id: string, sha256: string): Promise<void>;
  livingReceipt(id: string, form: TicketForm, size: PaperSize, language: PaperLanguage): Promise<LivingReceipt>;
  openTicket(id: string, form: TicketForm): Promise<SavedTicket>;

  board(): Promise<Board>;
  search(text: string): Promise<TicketSummary[]>;
  ticket(id: string): Promise<TicketView>;
  takeAction(id: string, action: string, words: string): Promise<TicketView>;
  addNote(id: string, text: string): Promise<TicketView>;
  addTicketPhoto(id: string, slot: string, bytes: Uint8Array): Promise<TicketView>;
  convert(id: string, kind: Kind): Promise<TicketView>;
  retract(id: string, event: string): Promise<TicketView>;
  printReceipt(id: string, size: PaperSize, language: PaperLanguage): Promise<PrintResult>;
}
/** Photos and thumbnails: <img src={photoUrl(sha256, 'thumb')}> through the custom scheme `photo`. */

/** Events from Rust: 'sync-changed' SyncState; 'tickets-changed' { ids: string[] }; 'app-changed' AppState; 'printer-changed' PrinterState. */
