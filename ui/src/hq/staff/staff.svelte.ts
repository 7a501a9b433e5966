//! Accounts, one's own account and the audit log: what was told of them, and what is being done.
import { ApiFailure, type Api } from "../api";
import { Asked } from "../asked.svelte";
import { NOT_NARROWED, type Account, type AccountForm, type Accounts, type AuditAsked, type AuditPage, type Given, type NewAccount, type Own, type StepOffer } from "./staff";

/** Something that is done, one at a time, and why it was refused. */
export class Doing {
  isBusy = $state(false);
  failure = $state.raw<ApiFailure>();

  constructor(protected readonly onended: () => void) {}

  async do<T>(work: () => Promise<T>): Promise<T | undefined> {
    if (this.isBusy) return undefined;
    this.isBusy = true;
    this.failure = undefined;
    try {
      return await work();
    } catch (error) {
      const failure = error instanceof ApiFailure ? error : new ApiFailure("unreachable");
      if (failure.code === "unauthenticated") this.onended();
      else this.failure = failure;
      return undefined;
    } finally {
      this.isBusy = false;
    }
  }
}

/** The accounts of one's unit. */
export class AccountsDesk extends Doing {
  list = new Asked<Accounts>();
  /** The account that is looked at, by name; `null` where a new one is being added. */
  chosen = $state<string | null>();
  /** What is to be handed over, and to whom: told once. */
  given = $state.raw<{ name: string; password: string }>();

  constructor(
    private readonly api: Api,
    onended: () => void,
  ) {
    super(onended);
  }

  get account(): Account | undefined {
    return this.list.told?.accounts.find((account) => account.name === this.chosen);
  }

  ask(): Promise<void> {
    return this.list.ask(() => this.api.accounts());
  }

  choose(name: string | null): void {
    this.chosen = name;
    this.given = undefined;
    this.failure = undefined;
  }

  close(): void {
    this.chosen = undefined;
    this.given = undefined;
    this.failure = undefined;
  }

  async add(form: NewAccount): Promise<void> {
    this.#told(form.name, await this.do(() => this.api.addAccount(form)));
  }

  async change(name: string, form: AccountForm): Promise<void> {
    this.#told(name, await this.do(() => this.api.changeAccount(name, form)));
  }

  #told(name: string, given: Given | undefined): void {
    if (!given) return;
    this.list.tell(given.accounts);
    this.given = given.password ? { name, password: given.password } : undefined;
    this.chosen = name;
  }

  forget(): void {
    this.list.forget();
    this.close();
  }
}

/** What was offered is good for nothing any more. */
const OFFER_OVER = "offer_over";

/** One's own account. */
export class OwnDesk extends Doing {
  standing = new Asked<Own>();
  offer = $state.raw<StepOffer>();
  /** Told once, and gone when the page goes on. */
  codes = $state.raw<string[]>();
  hasChanged = $state(false);
  /** What was done last: its refusal stands there and nowhere else. */
  doing = $state<"password" | "step" | "session">();

  constructor(
    private readonly api: Api,
    /** Something was settled: who is signed in is asked for again. */
    private readonly onsettled: () => void,
    onended: () => void,
  ) {
    super(onended);
  }

  ask(): Promise<void> {
    return this.standing.ask(() => this.api.own());
  }

  async changePassword(password: string, another: string): Promise<void> {
    this.hasChanged = false;
    this.doing = "password";
    const done = await this.do(async () => (await this.api.changePassword(password, another), true));
    if (!done) return;
    this.hasChanged = true;
    this.onsettled();
  }

  async offerStep(password: string, code: string): Promise<void> {
    this.doing = "step";
    this.offer = await this.do(() => this.api.offerSecondStep(password, code));
  }

  async setStep(code: string): Promise<void> {
    const { offer } = this;
    if (!offer) return;
    this.doing = "step";
    const codes = await this.do(() => this.api.setSecondStep(offer.sealed, code));
    if (this.failure?.code === OFFER_OVER) this.offer = undefined;
    if (!codes) return;
    this.offer = undefined;
    this.codes = codes;
    void this.ask();
  }

  /** The codes were written down. */
  noted(): void {
    this.codes = undefined;
    this.onsettled();
  }

  async endSession(id: string): Promise<void> {
    this.doing = "session";
    const own = await this.do(() => this.api.endSession(id));
    if (own) this.standing.tell(own);
  }

  forget(): void {
    this.standing.forget();
    this.offer = undefined;
    this.codes = undefined;
    this.failure = undefined;
    this.hasChanged = false;
  }
}

/** The audit log. */
export class AuditReader {
  page = new Asked<AuditPage>();
  asked = $state.raw<AuditAsked>(NOT_NARROWED);

  constructor(private readonly api: Api) {}

  ask(): Promise<void> {
    return this.page.ask(() => this.api.audit(this.asked));
  }

  narrow(asked: Partial<AuditAsked>): Promise<void> {
    this.asked = { ...this.asked, ...asked };
    return this.ask();
  }

  async more(): Promise<void> {
    const shown = this.page.told;
    if (!shown?.next) return;
    const before = shown.next;
    await this.page.ask(async () => {
      const page = await this.api.audit(this.asked, before);
      return { ...page, rows: [...shown.rows, ...page.rows] };
    });
  }

  get isNarrowed(): boolean {
    return Object.values(this.asked).some((word) => word !== "");
  }

  forget(): void {
    this.page.forget();
    this.asked = NOT_NARROWED;
  }
}
