//! A paper that is shown to a customer and signed: in this window, or in theirs.
import type { Language, ShownPaper, TicketView } from "../backend/contract";
import type { Desk } from "../desk/desk.svelte";
import type { Stroke } from "./strokes";

/** What a signature says: that it was taken in so, how the customer answers, that the money was received. */
export type SigningPurpose = "intake" | "decision" | "payment";

/** What can be signed of a ticket with these papers, the latest first. */
export function purposesOf(papers: readonly string[]): SigningPurpose[] {
  const has = (...wanted: string[]) => wanted.some((paper) => papers.includes(paper));
  const purposes: SigningPurpose[] = ["intake"];
  if (has("decision", "refusal", "proposal")) purposes.unshift("decision");
  if (has("voucher")) purposes.unshift("payment");
  return purposes;
}

export class Signing {
  paper = $state<ShownPaper>();
  language = $state<Language>("zh");
  role = $state("");
  name = $state("");
  strokes = $state.raw<readonly Stroke[]>([]);
  /** Why it could not be shown or signed; stands until the next try. */
  error = $state<unknown>();
  isBusy = $state(false);
  readonly id: string;
  purpose = $state<SigningPurpose>("intake");
  readonly #desk: Desk;
  #round = 0;

  constructor(id: string, desk: Desk, purpose: SigningPurpose) {
    this.id = id;
    this.purpose = purpose;
    this.#desk = desk;
    this.language = desk.app.settings.paperLanguage === "en" ? "en" : "zh";
  }

  /** Whether everything is there that a signature needs. */
  get isReady(): boolean {
    return this.paper !== undefined && this.name.trim() !== "" && this.strokes.length > 0 && !this.isBusy;
  }

  /** Whether the customer's window has this ticket. */
  get isWithCustomer(): boolean {
    return this.#desk.customer.about === this.id && this.#desk.customer.stage !== "idle";
  }

  /** Shows the paper for another purpose. */
  async turnTo(purpose: SigningPurpose): Promise<void> {
    this.purpose = purpose;
    await this.show();
  }

  /** Shows the paper as it stands now. What was drawn under another is gone. */
  async show(language: Language = this.language): Promise<void> {
    const round = ++this.#round;
    this.language = language;
    this.strokes = [];
    try {
      const paper = await this.#desk.backend.showForSignature(this.id, this.purpose, language);
      if (round !== this.#round) return;
      const isFirst = this.paper === undefined;
      this.paper = paper;
      this.error = undefined;
      if (isFirst) [this.name, this.role] = [paper.name, paper.role];
    } catch (error) {
      if (round === this.#round) this.error = error;
    }
  }

  /** Signs what is shown. */
  async sign(): Promise<TicketView | undefined> {
    if (!this.isReady || !this.paper) return undefined;
    const { shown } = this.paper;
    const strokes = this.strokes.map((stroke) => stroke.map(([x, y]): [number, number] => [x, y]));
    return this.#do((backend) => backend.sign(this.id, { purpose: this.purpose, language: this.language, shown, role: this.role, name: this.name.trim(), strokes }));
  }

  /** Has the customer read and sign in their own window, which is opened first where it is not there. */
  async handOver(): Promise<void> {
    await this.#do(async (backend) => {
      if (!this.#desk.customer.open) this.#desk.customer = await backend.openCustomerWindow(true);
      this.#desk.customer = await backend.showTicketToCustomer(this.id, this.purpose, this.language, this.role, this.name.trim());
    });
  }

  /** Takes it back from the customer's window. */
  async takeBack(): Promise<void> {
    if (!this.isWithCustomer) return;
    await this.#do(async (backend) => {
      this.#desk.customer = await backend.endCustomer();
    });
  }

  /** The ticket after the customer has signed in their window. */
  async signedThere(): Promise<TicketView | undefined> {
    return this.#do((backend) => backend.ticket(this.id));
  }

  async #do<Answer>(work: (backend: Desk["backend"]) => Promise<Answer>): Promise<Answer | undefined> {
    this.isBusy = true;
    this.error = undefined;
    try {
      return await work(this.#desk.backend);
    } catch (error) {
      this.error = error;
      return undefined;
    } finally {
      this.isBusy = false;
    }
  }
}
