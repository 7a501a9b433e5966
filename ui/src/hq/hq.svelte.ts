//! The page's state: who is signed in, where the page stands, and what it was last told.
import { getContext, setContext } from "svelte";
import { type Api, BRANCHES_AT_ONCE, type Me, type Ticket, type TicketPage } from "./api";
import type { Branch, Device } from "./counters";
import { Asides } from "./asides.svelte";
import { CarryOver } from "./carryOver.svelte";
import { Asked } from "./asked.svelte";
import { Deciding, WaitingList } from "./deciding.svelte";
import { Enrolling } from "./enrolling.svelte";
import { Investigating } from "./investigating.svelte";
import { hashOf, placeOf, type Place } from "./place";
import { KinDesk } from "./kin.svelte";
import { Policies } from "./policies/policies.svelte";
import { ReleasesDesk } from "./releases.svelte";
import { ServicesDesk } from "./staff/services.svelte";
import { AccountsDesk, AuditReader, OwnDesk } from "./staff/staff.svelte";
import { WebhooksDesk } from "./webhooks/webhooks.svelte";

/** How often counters are asked for: they change slowly, and their number in the head is seen everywhere. */
const COUNTERS_MS = 30_000;
const JUST_NOW_MS = 1_000;

/** The page over headquarters. */
export class Hq {
  /** Undefined while it is not known; null when nobody is signed in. */
  me = $state.raw<Me | null>();
  opening = new Asked<Me>();
  /** Whoever was signed in is not any more. */
  hasEnded = $state(false);
  place = $state.raw<Place>({ screen: "tickets", text: "" });
  now = $state.raw(new Date());
  list = new Asked<TicketPage>();
  /** The row that the keys stand on. */
  at = $state(0);
  ticket = new Asked<Ticket>();
  branches = new Asked<Branch[]>();
  devices = new Asked<Device[]>();
  readonly waiting: WaitingList;
  readonly deciding: Deciding;
  readonly investigating: Investigating;
  readonly asides: Asides;
  readonly carryOver: CarryOver;
  readonly policies: Policies;
  readonly kin: KinDesk;
  readonly accounts: AccountsDesk;
  readonly services: ServicesDesk;
  readonly webhooks: WebhooksDesk;
  readonly audit: AuditReader;
  readonly own: OwnDesk;
  readonly enrolling: Enrolling;
  readonly releases: ReleasesDesk;
  #countersAskedAt = -Infinity;
  /** Also where there were none after them. */
  #wereLastBranches = $state(false);

  constructor(
    readonly api: Api,
    private readonly go_: (hash: string) => void,
  ) {
    const onended = () => this.leave(true);
    this.waiting = new WaitingList(api);
    this.deciding = new Deciding(api, () => void this.load(), onended, () => this.ticket.told?.story.map((line) => line.event) ?? []);
    this.investigating = new Investigating(api, () => void this.load(), onended);
    this.asides = new Asides(api, onended);
    this.policies = new Policies(api, onended);
    this.kin = new KinDesk(api, () => void this.load(), onended);
    this.accounts = new AccountsDesk(api, onended);
    this.services = new ServicesDesk(api, onended);
    this.webhooks = new WebhooksDesk(api, onended);
    this.audit = new AuditReader(api);
    this.enrolling = new Enrolling(api, () => void this.load(), onended);
    this.releases = new ReleasesDesk(api, onended);
    this.own = new OwnDesk(api, () => void this.open(hashOf(this.place)), onended);
    // What it brought is seen at once in both lists.
    this.carryOver = new CarryOver(api, () => void this.load(), onended);
  }

  async open(hash: string): Promise<void> {
    this.place = placeOf(hash);
    await this.opening.ask(() => this.api.me());
    const failure = this.opening.failure;
    if (this.opening.told && !failure) {
      this.me = this.opening.told;
      this.place = this.#seen(this.place);
      await this.load();
    } else if (failure?.code === "unauthenticated") {
      this.me = null;
    }
  }

  async signIn(account: string, password: string, code?: string): Promise<void> {
    await this.api.signIn(account, password, code);
    this.hasEnded = false;
    await this.open(hashOf(this.place));
  }

  async signOut(): Promise<void> {
    await this.api.signOut();
    this.leave(false);
  }

  /** Nobody is signed in: nothing that was told stays on the screen. */
  leave(hasEnded: boolean): void {
    this.me = null;
    this.hasEnded = hasEnded;
    for (const asked of [this.list, this.ticket, this.branches, this.devices, this.waiting.page, this.opening]) asked.forget();
    this.deciding.forget();
    this.investigating.forget();
    this.asides.forget();
    this.carryOver.forget();
    this.policies.forget();
    this.kin.forget();
    this.accounts.forget();
    this.services.forget();
    this.webhooks.forget();
    this.audit.forget();
    this.own.forget();
    this.enrolling.forget();
    this.releases.forget();
    this.#countersAskedAt = -Infinity;
  }

  /** Goes somewhere by changing the address; `arrived` follows. */
  go(place: Place): void {
    this.go_(hashOf(place));
  }

  async arrived(hash: string): Promise<void> {
    const place = this.#seen(placeOf(hash));
    if (place.screen === "case" && this.deciding.claim.told?.ticket !== place.id) this.deciding.forget();
    if ((place.screen === "ticket" || place.screen === "case") && this.ticket.told?.summary.id !== place.id) {
      this.ticket.forget();
      this.investigating.forget();
    }
    if (place.screen !== "ticket" && place.screen !== "case") this.investigating.cancel();
    if (place.screen === "tickets" && this.place.screen === "tickets" && place.text !== this.place.text) this.at = 0;
    if (place.screen === "decisions" && (this.place.screen !== "decisions" || place.what !== this.place.what)) this.at = this.#placeInQueue();
    this.place = place;
    if (this.me) await this.load();
  }

  /** Whether there is anything to show: without a role of today every answer is a refusal. */
  get maySee(): boolean {
    return this.seesTickets || this.may("read_audit");
  }

  get seesTickets(): boolean {
    return this.may("read_tickets");
  }

  /** Whoever sees no ticket stands where they see something. */
  #seen(place: Place): Place {
    if (!this.me || this.seesTickets || !this.maySee) return place;
    return place.screen === "own" ? place : { screen: "audit" };
  }

  /** Asks for what the place shows. */
  async load(): Promise<void> {
    if (!this.maySee) return;
    await this.#settled([...this.#asks(), ...this.#counterAsks(this.place.screen === "counters")]);
  }

  #asks(): Promise<void>[] {
    const place = this.place;
    const asks: Promise<void>[] = [];
    if (place.screen === "tickets") asks.push(this.list.ask(() => this.api.tickets(place.text)));
    if (place.screen === "branches") asks.push(this.#askBranches());
    if (place.screen === "policies") asks.push(this.policies.list.ask(() => this.api.policies()));
    if (place.screen === "policy") asks.push(this.policies.read(place.version));
    if (place.screen === "kin") asks.push(this.kin.askList());
    if (place.screen === "accounts") asks.push(this.accounts.ask());
    if (place.screen === "services") asks.push(this.services.ask());
    if (place.screen === "webhooks") asks.push(this.webhooks.ask());
    if (place.screen === "webhook") asks.push(this.webhooks.askOne(place.id));
    if (place.screen === "audit") asks.push(this.audit.ask());
    if (place.screen === "own") asks.push(this.own.ask());
    if (place.screen === "ticket" || place.screen === "case") asks.push(this.kin.ask(place.id));
    if (place.screen === "decisions") asks.push(this.waiting.ask(place.what));
    if (place.screen === "case") {
      asks.push(this.ticket.ask(() => this.api.ticket(place.id)), this.investigating.ask(place.id));
      // What is being decided stays as it was looked at; headquarters says if it has changed.
      if (!this.deciding.verdict) asks.push(this.deciding.claim.ask(() => this.api.claim(place.id)));
      if (!this.waiting.page.told) asks.push(this.waiting.ask(undefined));
    }
    if (place.screen === "ticket") {
      asks.push(this.ticket.ask(() => this.api.ticket(place.id)), this.investigating.ask(place.id));
      // The rail beside the ticket; a ticket that was opened by its address has none yet.
      if (!this.list.told) asks.push(this.list.ask(() => this.api.tickets("")));
    }
    return asks;
  }

  /** Whether the account's roles allow something today. */
  may(act: string): boolean {
    return this.me?.acts.includes(act) ?? false;
  }

  /** Counters are asked for wherever the page stands, as their silence shows in its head: when it is time, or `now`. */
  #counterAsks(now: boolean): Promise<void>[] {
    if (!this.seesTickets) return [];
    if (!now && this.now.getTime() - this.#countersAskedAt < COUNTERS_MS) return [];
    this.#countersAskedAt = this.now.getTime();
    const asks = [this.devices.ask(() => this.api.devices())];
    if (this.place.screen === "counters" && this.may("run_headquarters")) asks.push(this.asides.list.ask(() => this.api.setAside()), this.enrolling.askCodes(), this.releases.ask());
    return asks;
  }

  async #settled(asks: Promise<void>[]): Promise<void> {
    await Promise.all(asks);
    const all = [this.list, this.ticket, this.branches, this.devices, this.waiting.page, this.deciding.claim, this.investigating.known, this.asides.list, this.enrolling.codes, this.releases.list, this.policies.list, this.policies.one, this.kin.list, this.kin.of, this.accounts.list, this.services.list, this.webhooks.list, this.webhooks.log, this.audit.page, this.own.standing];
    if (all.some((asked) => asked.failure?.code === "unauthenticated")) this.leave(true);
    else if (all.some((asked) => asked.failure?.code === "not_permitted")) await this.#askAgainWho();
  }

  /** A role may have ended since the page was opened. */
  async #askAgainWho(): Promise<void> {
    await this.opening.ask(() => this.api.me());
    if (!this.opening.told || this.opening.failure) return;
    this.me = this.opening.told;
    if (this.seesTickets) return;
    for (const asked of [this.list, this.ticket, this.branches, this.devices, this.waiting.page]) asked.forget();
    this.deciding.forget();
    this.investigating.forget();
    this.asides.forget();
    this.kin.forget();
  }

  /** Asks for the tickets after those that are shown. */
  async more(): Promise<void> {
    const shown = this.list.told;
    const text = this.place.screen === "tickets" ? this.place.text : "";
    if (!shown?.next) return;
    const after = shown.next;
    await this.list.ask(async () => {
      const page = await this.api.tickets(text, after);
      return { tickets: [...shown.tickets, ...page.tickets], next: page.next };
    });
  }

  /** Whether there are branches after those that are shown. */
  get hasMoreBranches(): boolean {
    const shown = this.branches.told?.length ?? 0;
    return shown > 0 && shown % BRANCHES_AT_ONCE === 0 && !this.#wereLastBranches;
  }

  /** Asks for the branches after those that are shown. */
  async moreBranches(): Promise<void> {
    const shown = this.branches.told ?? [];
    await this.branches.ask(async () => {
      const more = await this.api.branches(shown.at(-1)?.code);
      this.#wereLastBranches = more.length < BRANCHES_AT_ONCE;
      return [...shown, ...more];
    });
  }

  #askBranches(): Promise<void> {
    this.#wereLastBranches = false;
    return this.branches.ask(() => this.api.branches());
  }

  /** The present, and what it changes. A list that was scrolled on is left as it is. */
  async tick(now: Date): Promise<void> {
    this.now = now;
    if (!this.me) return;
    // What is being settled is not disturbed; the codes that are told once stay until they are noted.
    if (this.me.unsettled) return;
    // A role begins with its day.
    if (!this.maySee) return this.open(hashOf(this.place));
    const shown = this.place.screen === "decisions" ? this.waiting.page.told : this.place.screen === "tickets" ? this.list.told : undefined;
    const isLong = (this.place.screen === "branches" && (this.branches.told?.length ?? 0) > BRANCHES_AT_ONCE) || (shown?.tickets.length ?? 0) > 50 || (this.place.screen === "kin" && (this.kin.list.told?.tickets.length ?? 0) > 30);
    // What is typed into these, and rows that were asked on, stay as they are.
    const isStaff = ["accounts", "services", "audit", "own"].includes(this.place.screen);
    const isLeft = isStaff || isLong || this.webhooks.isHeld || this.deciding.isBusy || this.investigating.isBusy || !!this.kin.busy || this.waiting.page.isAsking || this.list.isAsking || this.ticket.isAsking;
    await this.#settled(this.api.byItself(() => [...(isLeft ? [] : this.#asks()), ...this.#counterAsks(false)]));
  }

  /** Somebody looks at the page again. */
  async back(now: Date): Promise<void> {
    // Being seen and being focused come as one.
    if (now.getTime() - this.#countersAskedAt >= JUST_NOW_MS) this.#countersAskedAt = -Infinity;
    await this.tick(now);
  }

  /** Where the case that was looked at stands in the queue. */
  #placeInQueue(): number {
    const place = this.place;
    if (place.screen !== "case") return 0;
    return Math.max(0, this.waiting.page.told?.tickets.findIndex((ticket) => ticket.id === place.id) ?? 0);
  }

  /** Moves the keys' row by `step`, and on a ticket's page to the neighbouring ticket. */
  step(step: 1 | -1): void {
    const place = this.place;
    const isDeciding = place.screen === "decisions" || place.screen === "case";
    const tickets: { id: string }[] = (isDeciding ? this.waiting.page.told : this.list.told)?.tickets ?? [];
    const from = place.screen === "ticket" || place.screen === "case" ? tickets.findIndex((ticket) => ticket.id === place.id) : this.at;
    const to = from < 0 ? 0 : Math.min(tickets.length - 1, Math.max(0, from + step));
    this.at = Math.max(0, to);
    // The next ones are there before the last is left.
    if (isDeciding && to === tickets.length - 1) void this.waiting.more();
    const ticket = tickets[to];
    const isOne = place.screen === "ticket" || place.screen === "case";
    if (isOne && ticket && to !== from) this.go({ screen: place.screen, id: ticket.id });
  }
}

const KEY = Symbol("hq");

export function provideHq(hq: Hq): void {
  setContext(KEY, hq);
}

export function useHq(): Hq {
  return getContext<Hq>(KEY);
}
