//! Taking in a ticket: the draft that grows, the receipt that grows with it, and what becomes of both.
import type {
  Draft,
  DraftPhoto,
  DraftSummary,
  FormView,
  PaperPages,
  PaperLanguage,
  PaperSize,
  PrintResult,
  SavedTicket,
  TicketForm,
} from "../backend/contract";
import type { Desk, Unsaved } from "../desk/desk.svelte";
import { Sorting } from "../matter/sorting.svelte";
import { bytesOf, fittingSlot } from "../photos/attachments";
import { Autosave, afterReal, type After } from "../shared/state/autosave";
import { Latest } from "../shared/state/latest";
import { blankForm, isBlank, typedOver } from "./form";

export interface Done {
  saved: SavedTicket;
  /** Whether a paper was asked for. */
  isPrintWanted: boolean;
  print: PrintResult | undefined;
  printError: unknown;
}

/** What stands here before another takes its place. */
interface Standing {
  draft: Draft;
  form: TicketForm;
  view: FormView | undefined;
}

interface Question {
  id: string;
  form: TicketForm;
  size: PaperSize;
  language: PaperLanguage;
}

export const SAVE_AFTER_MS = 350;
export const DRAW_EVERY_MS = 120;

export class Intake {
  drafts = $state<DraftSummary[]>([]);
  /** The drafts that somebody may want to go on with: not the one on the screen, and none in which nothing is said. */
  readonly waiting = $derived(this.drafts.filter((draft) => draft.id !== this.draft?.id && isBegun(draft)));
  draft = $state<Draft>();
  form = $state<TicketForm>();
  view = $state<FormView>();
  receipt = $state<PaperPages>();
  receiptError = $state<unknown>();
  /** Set when the draft could not be saved; cleared by the next save that works. */
  saveError = $state<unknown>();
  done = $state<Done>();
  isSaving = $state(false);
  isLoading = $state(false);
  /** Grows whenever another form is laid here; the form on the screen is made anew with it. */
  round = $state(0);
  /** After the first try to save, what blocks it stands at its field. */
  areProblemsShown = $state(false);
  /** What went wrong with a photo, at its slot. */
  slotErrors = $state<Record<string, unknown>>({});
  busySlots = $state<string[]>([]);
  size = $state<PaperSize>("a5");
  language = $state<PaperLanguage>("both");
  /** What the words suggest, and what it may belong together with. */
  readonly sorting: Sorting;
  readonly #desk: Desk;
  readonly #autosave: Autosave<{ id: string; form: TicketForm }>;
  readonly #drawing: Latest<Question, PaperPages>;
  #loading: Promise<void> = Promise.resolve();
  /** The last photo that is being kept; it never fails. */
  #keeping: Promise<unknown> = Promise.resolve();

  constructor(desk: Desk, after: After = afterReal) {
    this.#desk = desk;
    this.sorting = new Sorting(desk, () => this.#answered(), after);
    this.size = desk.app.settings.paperSize;
    this.language = desk.app.settings.paperLanguage;
    this.#autosave = new Autosave(
      async ({ id, form }) => {
        const view = await desk.backend.saveDraft(id, form);
        this.saveError = undefined;
        if (this.draft?.id === id) this.view = view;
      },
      (error) => (this.saveError = error),
      SAVE_AFTER_MS,
      after,
    );
    this.#drawing = new Latest(
      ({ id, form, size, language }) => desk.backend.livingReceipt(id, form, size, language),
      (receipt) => {
        this.receipt = receipt;
        this.receiptError = undefined;
      },
      (error) => (this.receiptError = error),
      DRAW_EVERY_MS,
      after,
    );
  }

  get isDirty(): boolean {
    return this.#autosave.isDirty;
  }

  /** Whether anything here would be missed. */
  get isBlank(): boolean {
    return !this.form || (isBlank(this.form) && (this.draft?.photos.length ?? 0) === 0);
  }

  /** What of this would be cut off if the program ended now. */
  get unsaved(): Unsaved | undefined {
    if (this.isSaving || this.busySlots.length > 0) return "busy";
    if (this.isDirty) return "not_kept";
    if (this.done || this.isBlank) return undefined;
    return this.draft ? "begun" : "not_kept";
  }

  /** What blocks saving, by field; shown once saving was tried. */
  problem(field: string): string | undefined {
    return this.areProblemsShown ? this.view?.problems.find((problem) => problem.field === field)?.code : undefined;
  }

  /** Begins: takes up an untouched draft that is lying there, or starts one. Settles once it stands here, or could not. */
  async begin(): Promise<void> {
    if (this.isLoading) return this.#loading;
    if (this.draft || this.done) return;
    await this.#loadFresh(async () => {
      this.drafts = await this.#desk.backend.listDrafts();
      const lying = this.drafts.filter((draft) => !isBegun(draft));
      for (const { id } of lying) {
        const draft = await this.#desk.backend.draft(id);
        if (isBlank(draft.form) && draft.photos.length === 0) return draft;
      }
      return this.#desk.backend.startDraft();
    });
  }

  /** The next customer. What stands here stays a draft; an untouched one is simply used again. */
  async startNew(): Promise<void> {
    if (!(await this.#mayGiveWay())) return;
    if (this.draft && !this.done && this.isBlank) return;
    const before = this.#takeAway();
    await this.#loadFresh(() => this.#desk.backend.startDraft(), before);
  }

  async resume(id: string): Promise<void> {
    if (this.draft?.id === id || !(await this.#mayGiveWay())) return;
    const before = this.#takeAway();
    await this.#load(() => this.#desk.backend.draft(id), before);
  }

  /** Notes that the form changed: saves it soon and draws the receipt anew. */
  changed(): void {
    if (!this.form) return;
    this.sorting.look(this.form);
    this.form.sorted = this.sorting.sorted(this.form.category);
    if (!this.draft) return;
    const form = $state.snapshot(this.form);
    this.#autosave.change({ id: this.draft.id, form });
    this.draw();
  }

  /** A suggestion came: what was chosen before it is now an answer to it. */
  #answered(): void {
    if (this.form && JSON.stringify(this.sorting.sorted(this.form.category)) !== JSON.stringify($state.snapshot(this.form.sorted))) this.changed();
  }

  /** Says what a ticket is to this matter: `kin`, or null for another matter; undefined takes back what was said. */
  judgeKin(ticket: string, number: string, kin: string | null | undefined): void {
    if (!this.form) return;
    const others = this.form.kin.filter((one) => one.ticket !== ticket);
    this.form.kin = kin === undefined ? others : [...others, { ticket, number, kin }];
    this.changed();
    const draft = this.draft?.id;
    if (kin === null) this.#desk.toasts.show("kin-set-aside", { args: { number }, undo: () => (this.draft?.id === draft ? this.judgeKin(ticket, number, undefined) : undefined) });
  }

  draw(): void {
    if (!this.draft || !this.form) return;
    this.#drawing.ask({ id: this.draft.id, form: $state.snapshot(this.form), size: this.size, language: this.language });
  }

  choosePaper(size: PaperSize, language: PaperLanguage): void {
    this.size = size;
    this.language = language;
    this.draw();
    void this.#desk.change({ paperSize: size, paperLanguage: language });
  }

  /** Puts the draft away for good, unless it is taken back in time. */
  async discard(): Promise<void> {
    const draft = this.draft;
    if (!draft) return;
    try {
      await this.#autosave.flush();
      await this.#desk.backend.discardDraft(draft.id);
    } catch (error) {
      this.#desk.fail(error);
      return;
    }
    this.#forget();
    this.#desk.toasts.show("draft-discarded", { undo: () => this.#restore(draft.id) });
    await this.#loadFresh(() => this.#desk.backend.startDraft());
  }

  async #restore(id: string): Promise<void> {
    if (!(await this.#mayGiveWay())) return;
    const before = this.#takeAway();
    await this.#load(() => this.#desk.backend.restoreDraft(id), before);
  }

  /** Saves the ticket and, when asked, prints its receipt. Nothing prints before it is saved. */
  async save(isPrintWanted: boolean): Promise<boolean> {
    if (!this.form || this.isSaving) return false;
    this.isSaving = true;
    try {
      await this.begin();
      // Without a draft its trouble stands on the screen already.
      if (!this.draft) return false;
      this.changed();
      await this.#autosave.flush();
      if (this.saveError !== undefined) return false;
      if (this.view?.problems.length) {
        this.areProblemsShown = true;
        return false;
      }
      const saved = await this.#desk.backend.openTicket(this.draft.id, $state.snapshot(this.form));
      this.#desk.tick();
      this.#forget();
      this.done = { saved, isPrintWanted, print: undefined, printError: undefined };
    } catch (error) {
      this.#desk.fail(error, () => void this.save(isPrintWanted), "save");
      return false;
    } finally {
      this.isSaving = false;
    }
    await Promise.all([isPrintWanted ? this.print() : undefined, this.#listDrafts()]);
    return true;
  }

  /** Prints the receipt of the ticket that was just saved. */
  async print(): Promise<void> {
    const done = this.done;
    if (!done || this.isSaving) return;
    this.isSaving = true;
    this.done = { ...done, isPrintWanted: true, printError: undefined };
    try {
      const print = await this.#desk.backend.printTicketPaper(done.saved.ticket.id, "receipt", this.size, this.language);
      this.done = { ...done, isPrintWanted: true, print, printError: undefined };
    } catch (error) {
      this.done = { ...done, isPrintWanted: true, printError: error };
    } finally {
      this.isSaving = false;
    }
  }

  /** The slot that a photo without a named slot goes to: the first that is owed and not being filled, else the first that may hold one. */
  get nextSlot(): string | undefined {
    const all = this.view?.slots ?? [];
    const free = all.filter((slot) => !this.busySlots.includes(slot.slot));
    const slots = free.length ? free : all;
    return (slots.find((slot) => slot.state === "owed") ?? slots.find((slot) => slot.state === "optional") ?? slots.at(-1))?.slot;
  }

  /** Adds pictures and attachments, the first to `slot` and the rest to the slots that fit or are still owed. */
  async addPhotos(files: readonly Blob[], slot?: string): Promise<void> {
    await this.#loading;
    let named = slot;
    for (const file of files) {
      const target = named ?? fittingSlot(file, this.view?.slots ?? []) ?? this.nextSlot;
      if (!target) return;
      await this.addPhoto(target, file);
      named = undefined;
    }
  }

  /** Adds one picture to `slot`; none is answered where it could not be kept, and why stands at the slot. */
  async addPhoto(slot: string, file: Blob): Promise<DraftPhoto | undefined> {
    // It is being filled from now on, though its draft may still be on its way.
    this.busySlots.push(slot);
    try {
      await this.#loading;
      const id = this.draft?.id;
      if (!id) return undefined;
      // One after another: photos stand in the order in which they were taken, in the draft in which they were.
      const kept = this.#keeping.then(() => this.#keepPhoto(id, slot, file));
      this.#keeping = kept;
      return await kept;
    } finally {
      this.busySlots.splice(this.busySlots.indexOf(slot), 1);
    }
  }

  async #keepPhoto(id: string, slot: string, file: Blob): Promise<DraftPhoto | undefined> {
    delete this.slotErrors[slot];
    try {
      const bytes = await bytesOf(file);
      const photo = await this.#desk.backend.addDraftPhoto(id, slot, bytes);
      if (this.draft?.id !== id) return undefined;
      if (!this.draft.photos.some((there) => there.sha256 === photo.sha256)) this.draft.photos.push(photo);
      // An attachment seldom is what a slot asks for: why there is no photo stays said.
      if (this.form && !photo.attachment) this.form.skipped = this.form.skipped.filter((skipped) => skipped.slot !== slot);
      await this.#refresh();
      return photo;
    } catch (error) {
      if (this.draft?.id === id) this.slotErrors[slot] = error;
      else this.#desk.fail(error);
      return undefined;
    }
  }

  async removePhoto(sha256: string): Promise<void> {
    const draft = this.draft;
    if (!draft) return;
    const { backend, toasts } = this.#desk;
    try {
      await backend.removeDraftPhoto(draft.id, sha256);
      const removed = draft.photos.find((photo) => photo.sha256 === sha256);
      draft.photos = draft.photos.filter((photo) => photo.sha256 !== sha256);
      await this.#refresh();
      toasts.show(removed?.attachment ? "attachment-removed" : "photo-removed", {
        undo: async () => {
          try {
            await backend.restoreDraftPhoto(draft.id, sha256);
            if (removed && this.draft?.id === draft.id) this.draft.photos.push(removed);
            await this.#refresh();
          } catch (error) {
            this.#desk.fail(error);
          }
        },
      });
    } catch (error) {
      this.#desk.fail(error);
    }
  }

  async skipSlot(slot: string, reason: string): Promise<void> {
    if (!this.form) return;
    delete this.slotErrors[slot];
    this.form.skipped = [...this.form.skipped.filter((skipped) => skipped.slot !== slot), { slot, reason }];
    await this.#refresh();
  }

  async unskip(slot: string): Promise<void> {
    if (!this.form) return;
    this.form.skipped = this.form.skipped.filter((skipped) => skipped.slot !== slot);
    await this.#refresh();
  }

  /** Saves at once, so that the slots are told as they now are. */
  async #refresh(): Promise<void> {
    this.changed();
    await this.#autosave.flush();
  }

  /** Whether what stands here may give way: words without a draft under them are given one first. */
  async #mayGiveWay(): Promise<boolean> {
    await this.#loading;
    if (this.draft || this.done || this.isBlank) return true;
    await this.begin();
    return this.draft !== undefined;
  }

  /** Takes what stands here off the screen at once; it is put away with the load of what follows. */
  #takeAway(): Standing | undefined {
    const { draft, form, view } = this;
    const before = draft && form && !this.done ? { draft, form: $state.snapshot(form), view } : undefined;
    this.#clear();
    return before;
  }

  /** Leaves a draft as it is, saved; one that was never touched is cleared away. */
  async #putAway({ draft, form }: Standing): Promise<void> {
    await this.#autosave.flush();
    if (this.#autosave.isDirty) throw this.saveError;
    if (isBlank(form) && draft.photos.length === 0) await this.#desk.backend.discardDraft(draft.id).catch((error) => this.#desk.fail(error));
  }

  #forget(): void {
    void this.#autosave.stop();
    this.#clear();
  }

  #clear(): void {
    this.#drawing.drop();
    this.sorting.clear();
    this.draft = undefined;
    this.form = undefined;
    this.view = undefined;
    this.receipt = undefined;
    this.done = undefined;
    this.areProblemsShown = false;
    this.slotErrors = {};
  }

  /**
   * Lays an empty form at once, so that the first key has a field to land in, and puts a draft under it when that
   * has come. What was typed meanwhile stays.
   */
  async #loadFresh(read: () => Promise<Draft>, before?: Standing): Promise<void> {
    if (!this.form) this.#lay(blankForm());
    await this.#load(read, before);
  }

  #lay(form: TicketForm): void {
    this.form = form;
    this.round += 1;
  }

  #load(read: () => Promise<Draft>, before?: Standing): Promise<void> {
    this.isLoading = true;
    this.#loading = this.#settle(read, before);
    return this.#loading;
  }

  async #settle(read: () => Promise<Draft>, before: Standing | undefined): Promise<void> {
    try {
      if (before) await this.#putAway(before);
    } catch {
      // What could not be saved comes back; its own words say why.
      this.draft = before?.draft;
      this.view = before?.view;
      if (before) this.#lay(before.form);
      this.draw();
      this.isLoading = false;
      return;
    }
    try {
      const draft = await read();
      this.draft = draft;
      // The form on the screen stays the one it was: a field that is being typed into is never filled anew.
      if (this.form) Object.assign(this.form, typedOver(draft.form, $state.snapshot(this.form)));
      else this.#lay(draft.form);
      this.changed();
      await this.#autosave.flush();
      await this.#listDrafts();
    } catch (error) {
      this.#desk.fail(error, () => void this.begin(), "draft");
    } finally {
      this.isLoading = false;
    }
  }

  async #listDrafts(): Promise<void> {
    try {
      this.drafts = await this.#desk.backend.listDrafts();
    } catch (error) {
      this.#desk.fail(error, undefined, "drafts");
    }
  }

  /** What is typed is saved before the window closes. */
  async flush(): Promise<void> {
    await this.#loading;
    await this.#autosave.flush();
  }
}

function isBegun(draft: DraftSummary): boolean {
  return Boolean(draft.who || draft.waybill || draft.photos || draft.category);
}
