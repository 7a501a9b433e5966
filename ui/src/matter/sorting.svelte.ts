//! While a matter is taken in: what its words suggest, and which tickets it may belong together with. Both only say; neither blocks.
import { asCommandError } from "../backend/backend";
import type { KinForm, KinView, Kind, SuggestionView, TicketForm } from "../backend/contract";
import type { Desk } from "../desk/desk.svelte";
import { whoCame } from "../intake/form";
import { afterReal, type After } from "../shared/state/autosave";
import { Rested } from "../shared/state/rested";
import { sortedOf } from "./sort";

/** A story is read once the hand has rested so long. */
export const SUGGEST_AFTER_MS = 250;
export const KIN_AFTER_MS = 350;

interface Told {
  text: string;
  kind: Kind;
}

interface Sought {
  waybill: string;
  phone: string;
  kind: Kind;
  category: string | null;
}

/** A desk that locked meanwhile says so itself; what it did not answer is asked with the next key. */
function tellable(error: unknown): unknown {
  return asCommandError(error).code === "locked" ? undefined : error;
}

export class Sorting {
  /** What was suggested, and for which words: the places are places in these. */
  suggested = $state.raw<{ text: string; view: SuggestionView }>();
  suggestError = $state<unknown>();
  found = $state.raw<readonly KinView[]>([]);
  kinError = $state<unknown>();
  /** While an input method composes, half a word says nothing. */
  isComposing = false;
  readonly #suggesting: Rested<Told, SuggestionView>;
  readonly #seeking: Rested<Sought, KinView[]>;
  #told: string | undefined;
  #sought: string | undefined;

  /** `answered` is run when something was suggested. */
  constructor(desk: Desk, answered: () => void, after: After = afterReal) {
    this.#suggesting = new Rested(
      ({ text, kind }) => desk.backend.suggest(text, kind),
      (view, { text }) => {
        this.suggested = { text, view };
        this.suggestError = undefined;
        answered();
      },
      (error) => {
        // What was suggested for other words is not what these say.
        this.suggested = undefined;
        this.#told = undefined;
        this.suggestError = tellable(error);
      },
      SUGGEST_AFTER_MS,
      after,
    );
    this.#seeking = new Rested(
      ({ waybill, phone, kind, category }) => desk.backend.lookForKin(waybill, phone, kind, category, null),
      (found) => {
        this.found = found;
        this.kinError = undefined;
      },
      (error) => {
        this.found = [];
        this.#sought = undefined;
        this.kinError = tellable(error);
      },
      KIN_AFTER_MS,
      after,
    );
  }

  /** Looks at a form as it stands; what was looked at already is not asked again. */
  look(form: TicketForm): void {
    if (!this.isComposing) this.#suggest({ text: form.story, kind: form.kind });
    const phone = form[whoCame(form.role)].phone.trim();
    this.#seek({ waybill: form.waybill.trim(), phone, kind: form.kind, category: form.category });
  }

  /** What the choice of `category` makes of what is offered. */
  sorted(category: string | null): TicketForm["sorted"] {
    return sortedOf(category, this.suggested?.view);
  }

  /** Tickets that nobody has said anything about yet. */
  open(judged: readonly KinForm[]): KinView[] {
    return this.found.filter((kin) => !judged.some((one) => one.ticket === kin.ticket));
  }

  /** Asks once more what could not be answered. */
  again(form: TicketForm): void {
    this.#told = this.#sought = undefined;
    this.look(form);
  }

  clear(): void {
    this.#suggesting.drop();
    this.#seeking.drop();
    this.#told = this.#sought = undefined;
    this.suggested = undefined;
    this.suggestError = undefined;
    this.found = [];
    this.kinError = undefined;
    this.isComposing = false;
  }

  #suggest(told: Told): void {
    const key = JSON.stringify(told);
    if (key === this.#told) return;
    this.#told = key;
    if (told.text.trim()) {
      this.#suggesting.ask(told);
      return;
    }
    this.#suggesting.drop();
    this.suggested = undefined;
    this.suggestError = undefined;
  }

  #seek(sought: Sought): void {
    const key = JSON.stringify(sought);
    if (key === this.#sought) return;
    this.#sought = key;
    if (sought.waybill || sought.phone) {
      this.#seeking.ask(sought);
      return;
    }
    this.#seeking.drop();
    this.found = [];
    this.kinError = undefined;
  }
}
