//! Coming to the desk: who, and how they show it.
import type { AppState, Colleague, PinProof } from "../backend/contract";
import type { Desk } from "../desk/desk.svelte";

/** What somebody is asked for. */
export type Way = "pin" | "choose" | "first-code";

export class Door {
  person = $state<string>();
  /** Whether who has a PIN says that headquarters gave them another first code. */
  hasFreshCode = $state(false);
  pin = $state("");
  code = $state("");
  fresh = $state("");
  again = $state("");
  error = $state<unknown>();
  isBusy = $state(false);
  readonly #desk: Desk;
  readonly #onin: (app: AppState) => void;

  constructor(desk: Desk, onin: (app: AppState) => void, person?: string) {
    this.#desk = desk;
    this.#onin = onin;
    this.person = person ?? desk.app.lastPerson ?? desk.app.colleagues[0]?.id;
  }

  get colleague(): Colleague | undefined {
    return this.#desk.app.colleagues.find((colleague) => colleague.id === this.person);
  }

  get way(): Way {
    if (this.hasFreshCode) return "first-code";
    if (this.colleague?.hasPin) return "pin";
    return this.colleague?.mayChoose ? "choose" : "first-code";
  }

  /** Whether what was typed twice is the same; true while the second is not begun. */
  get isSame(): boolean {
    return this.fresh.startsWith(this.again);
  }

  pick(person: string): void {
    if (this.person === person) return;
    this.person = person;
    this.clear();
  }

  clear(): void {
    this.pin = this.code = this.fresh = this.again = "";
    this.hasFreshCode = false;
    this.error = undefined;
  }

  async comeIn(): Promise<void> {
    const person = this.person;
    if (!person || this.isBusy) return;
    // A parcel that was scanned here is no try.
    if (this.way === "pin" && !/^\d{4,12}$/.test(this.pin)) {
      this.pin = "";
      this.error = { code: "pin_shape" };
      return;
    }
    if (this.way !== "pin" && this.fresh !== this.again) {
      this.error = { code: "pin_not_same" };
      return;
    }
    this.isBusy = true;
    this.error = undefined;
    try {
      const { backend } = this.#desk;
      const app = this.way === "pin" ? await backend.signIn(person, this.pin) : await backend.choosePin(person, this.#proof(), this.fresh);
      this.clear();
      this.#onin(app);
    } catch (error) {
      this.pin = "";
      this.error = error;
      // Who is shut out by now, and who has a PIN, is Rust's to say.
      await this.#desk.readApp();
    } finally {
      this.isBusy = false;
    }
  }

  #proof(): PinProof {
    return this.way === "first-code" ? { by: "first_code", typed: this.code } : { by: "let" };
  }
}
