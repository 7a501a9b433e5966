//! One ticket on the screen: read, acted on, written to, printed.
import { bytesOf } from "../photos/attachments";
import { asCommandError } from "../backend/backend";
import type { CommandError, Kind, PaperLanguage, PaperSize, PhotoMark, TicketForm, TicketView } from "../backend/contract";
import type { Desk } from "../desk/desk.svelte";
import { tellPrint } from "../desk/printed";

export class OpenTicket {
  view = $state<TicketView>();
  /** Why it could not be read. */
  error = $state<unknown>();
  /** Why the last thing done with it failed; stands until the next try. */
  actError = $state<unknown>();
  photoError = $state<unknown>();
  /** Why marks could not be saved; stands at the photo. */
  markError = $state<unknown>();
  /** Why a correction was not taken; stands in its form. */
  correctError = $state<CommandError>();
  isBusy = $state(false);
  readonly id: string;
  readonly #desk: Desk;

  constructor(id: string, desk: Desk) {
    this.id = id;
    this.#desk = desk;
  }

  async read(): Promise<void> {
    try {
      this.view = await this.#desk.backend.ticket(this.id);
      this.error = undefined;
    } catch (error) {
      this.error = error;
    }
  }

  async act(action: string, words: string): Promise<boolean> {
    return this.#do(async (backend) => {
      this.view = await backend.takeAction(this.id, action, words.trim());
    });
  }

  /** Adds a note; it can be taken back for as long as the toast stands. */
  async note(text: string): Promise<boolean> {
    return this.#do(async (backend) => {
      const before = new Set(this.view?.notes.map((note) => note.event));
      this.view = await backend.addNote(this.id, text.trim());
      const added = this.view.notes.find((note) => !before.has(note.event));
      this.#desk.toasts.show("note-added", added && { undo: () => this.#retract(added.event) });
    });
  }

  async addPhotos(slot: string, files: readonly Blob[]): Promise<void> {
    this.photoError = undefined;
    this.isBusy = true;
    try {
      for (const file of files) {
        const before = new Set(this.view?.photos.map((photo) => photo.event));
        this.view = await this.#desk.backend.addTicketPhoto(this.id, slot, await bytesOf(file));
        const added = this.view.photos.find((photo) => !before.has(photo.event));
        if (added) this.#desk.toasts.show(added.attachment ? "attachment-added" : "photo-added", { undo: () => this.#retract(added.event) });
      }
    } catch (error) {
      this.photoError = error;
    } finally {
      this.isBusy = false;
    }
  }

  /** Saves a copy of an attachment and says where it lies; none where it could not be saved, and why stands at the evidence. */
  async saveCopy(photo: string): Promise<string | undefined> {
    if (this.isBusy) return undefined;
    this.photoError = undefined;
    this.isBusy = true;
    try {
      return await this.#desk.backend.saveAttachment(this.id, photo);
    } catch (error) {
      this.photoError = error;
      return undefined;
    } finally {
      this.isBusy = false;
    }
  }

  /** Lays marks over a photo. Those that lay there come back for as long as the toast stands. */
  async annotate(photo: string, marks: readonly PhotoMark[]): Promise<boolean> {
    if (this.isBusy) return false;
    this.isBusy = true;
    this.markError = undefined;
    try {
      const before = new Set(this.view?.story.map((line) => line.event));
      this.view = await this.#desk.backend.annotatePhoto(this.id, photo, $state.snapshot(marks) as PhotoMark[]);
      const laid = this.view.story.findLast((line) => line.kind === "PhotoAnnotated" && !before.has(line.event));
      this.#desk.toasts.show("marks-saved", laid && { undo: () => this.#retract(laid.event) });
      return true;
    } catch (error) {
      this.markError = error;
      return false;
    } finally {
      this.isBusy = false;
    }
  }

  /** Puts right what the ticket says, as it was last seen; all of it goes back for as long as the toast stands. */
  async correct(form: TicketForm, seen: string): Promise<boolean> {
    if (this.isBusy || !this.view) return false;
    const before = $state.snapshot(this.view.form) as TicketForm;
    this.isBusy = true;
    this.correctError = undefined;
    try {
      this.view = await this.#desk.backend.amend(this.id, form, seen);
    } catch (error) {
      this.correctError = asCommandError(error);
      return false;
    } finally {
      this.isBusy = false;
    }
    const after = this.view.story.at(-1)?.event ?? seen;
    this.#desk.toasts.show("corrected", {
      undo: async () => {
        await this.#do(async (backend) => {
          this.view = await backend.amend(this.id, before, after);
        });
      },
    });
    return true;
  }

  async convert(kind: Kind): Promise<void> {
    const before = this.view?.summary.kind;
    const isDone = await this.#do(async (backend) => {
      this.view = await backend.convert(this.id, kind);
    });
    if (!isDone || !before || before === kind) return;
    this.#desk.toasts.show("converted", {
      args: { kind },
      undo: async () => {
        await this.#do(async (backend) => {
          this.view = await backend.convert(this.id, before);
        });
      },
    });
  }

  /** Turns a delay into a loss; a search for the parcel is set with it. */
  async turnIntoLoss(area: string | null, becomesClaim: boolean): Promise<boolean> {
    return this.#do(async (backend) => {
      this.view = await backend.turnIntoLoss(this.id, area, becomesClaim);
      this.#desk.toasts.show("loss-turned");
    });
  }

  /** Prints a paper of the ticket, or one payment's voucher; every one after the first says Copy. */
  async print(document: string, size: PaperSize, language: PaperLanguage, payment?: string): Promise<void> {
    await this.#do(async (backend) => {
      const print = await (payment ? backend.printVoucher(this.id, payment, size, language) : backend.printTicketPaper(this.id, document, size, language));
      tellPrint(this.#desk, print, document);
      this.view = await backend.ticket(this.id);
    });
    // A print that failed is in the story too.
    if (this.actError !== undefined) await this.read();
  }

  /** Takes an item in, and prints its tag at once: it must hang on the item before anything else happens to it. */
  async take(item: string, place: string): Promise<boolean> {
    return this.#do(async (backend) => {
      const before = new Set(this.view?.custody.map((kept) => kept.event));
      this.view = await backend.takeIntoCustody(this.id, item.trim(), place.trim());
      const taken = this.view.custody.find((kept) => !before.has(kept.event));
      if (taken) await this.#tag(taken.event);
    });
  }

  async release(custody: string, to: string, words: string): Promise<boolean> {
    return this.#do(async (backend) => {
      this.view = await backend.releaseFromCustody(this.id, custody, to, words.trim());
      this.#desk.toasts.show("custody-released");
    });
  }

  async tag(custody: string): Promise<void> {
    await this.#do(() => this.#tag(custody));
    if (this.actError !== undefined) await this.read();
  }

  async #tag(custody: string): Promise<void> {
    const { paperSize, paperLanguage } = this.#desk.app.settings;
    const print = await this.#desk.backend.printCustodyTag(this.id, custody, paperSize, paperLanguage);
    tellPrint(this.#desk, print, "custody_tag");
    this.view = await this.#desk.backend.ticket(this.id);
  }

  /** Lets one of several values stand, or takes note of an action that came too late. */
  async settle(field: string | null, event: string): Promise<void> {
    await this.#do(async (backend) => {
      this.view = await backend.settle(this.id, field, event);
    });
  }

  async #retract(event: string): Promise<void> {
    await this.#do(async (backend) => {
      this.view = await backend.retract(this.id, event);
    });
  }

  async #do(work: (backend: Desk["backend"]) => Promise<void>): Promise<boolean> {
    if (this.isBusy) return false;
    this.isBusy = true;
    this.actError = undefined;
    try {
      await work(this.#desk.backend);
      return true;
    } catch (error) {
      this.actError = error;
      return false;
    } finally {
      this.isBusy = false;
    }
  }
}
