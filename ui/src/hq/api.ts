//! What the page asks of headquarters, and the one way it asks.
import type { Allowed, Awaited, Claim, DecisionForm, Preview, WaitingPage } from "./claim";
import type { Aside, Branch, Device } from "./counters";
import type { Kin, KinKind, SuspectedPage } from "./kin";
import type { AdjudicationForm, Investigation, TaskForm } from "./investigation";
import type { Outlook, PolicyTold, PolicyView, Published } from "./policies/policy";
import { auditQuery, type AccountForm, type Accounts, type AuditAsked, type AuditPage, type Given, type NewAccount, type Own, type StepOffer } from "./staff/staff";
import type { NewService, ServiceForm, ServiceGiven, Services } from "./staff/services";
import type { components } from "./bindings/published";
import { sendFile, type Sender } from "./upload";
import type { DeliveryPage, DeliveryState, WebhookAct, WebhookDone, NewWebhook, Webhooks } from "./webhooks/webhooks";

/** What headquarters publishes of its answers and forms. */
export type Schemas = components["schemas"];

/** The same words in both languages. */
export type Bilingual = Schemas["Bilingual"];

export type Me = Schemas["Me"];

export type TicketSummary = Schemas["TicketSummary"];

/** What of a ticket was looked for, masked. */
export type Excerpt = Schemas["ExcerptView"];

export type ListedTicket = Schemas["ListedTicket"];

export type TicketPage = Schemas["TicketList"];

export type Party = Schemas["PartyView"];

export type Told = Schemas["ToldView"];

export type Shipment = Schemas["ShipmentView"];

export type Promised = Schemas["PromiseView"];

export type Photo = Schemas["PhotoView"];

export type StoryLine = Schemas["StoryLine"];

export type TakenInAt = Schemas["TakenInAt"];

export type Ticket = Schemas["TicketView"];

export type AsideAction = "retry" | "file";

/** What a carry-over brought. */
export type TakenIn = Schemas["TakenIn"];

/** A refusal, or no answer at all (`unreachable`). */
export class ApiFailure extends Error {
  constructor(
    readonly code: string,
    /** Seconds after which trying again makes sense. */
    readonly waitSeconds?: number,
    /** Of a carry-over that was not taken in to its end: what came before, and stays. */
    readonly came?: TakenIn,
    /** Of a decision that was refused: what would be allowed. */
    readonly allowed?: Allowed,
    /** Of one that was made of something old: the claim as it stands now. */
    readonly claim?: Claim,
    /** Of a document that was refused: where in it. */
    readonly where?: string,
    /** Of a task or an adjudication that was made of something old: what is known now. */
    readonly investigation?: Investigation,
  ) {
    super(code);
  }
}

/** Fewer were the last. */
export const BRANCHES_AT_ONCE = 100;

/** Asks headquarters. `fetcher` and `sender` are the browser's own; tests bring theirs. */
export class Api {
  #csrf = "";
  #isByItself = false;
  readonly #fetch: typeof fetch;
  readonly #send: Sender;

  constructor(fetcher: typeof fetch = (...request) => fetch(...request), sender: Sender = sendFile) {
    this.#fetch = fetcher;
    this.#send = sender;
  }

  async me(): Promise<Me> {
    const me = await this.json<Me>("me");
    this.#csrf = me.csrf;
    return me;
  }

  /** What is asked in here nobody asked for: it does not keep a session open. */
  byItself<T>(asks: () => T): T {
    this.#isByItself = true;
    try {
      return asks();
    } finally {
      this.#isByItself = false;
    }
  }

  async signIn(account: string, password: string, code?: string): Promise<void> {
    const body = JSON.stringify({ account, password, code });
    await this.json("login", { method: "POST", headers: { "Content-Type": "application/json" }, body });
  }

  async signOut(): Promise<void> {
    await this.#ask("logout", { method: "POST", headers: { "X-CSRF": this.#csrf } });
  }

  own(): Promise<Own> {
    return this.json("own");
  }

  async changePassword(password: string, another: string): Promise<void> {
    this.#csrf = (await this.post<{ csrf: string }>("own/password", { password, new_password: another })).csrf;
  }

  offerSecondStep(password: string, code: string): Promise<StepOffer> {
    return this.post("own/second-step/offer", { password, code });
  }

  /** Answers the recovery codes, once. */
  async setSecondStep(sealed: string, code: string): Promise<string[]> {
    return (await this.post<{ codes: string[] }>("own/second-step", { sealed, code })).codes;
  }

  endSession(id: string): Promise<Own> {
    return this.post("own/sessions/end", { id });
  }

  accounts(): Promise<Accounts> {
    return this.json("accounts");
  }

  addAccount(form: NewAccount): Promise<Given> {
    return this.post("accounts", form);
  }

  changeAccount(name: string, form: AccountForm): Promise<Given> {
    return this.post(`accounts/${encodeURIComponent(name)}`, form);
  }

  services(): Promise<Services> {
    return this.json("services");
  }

  addService(form: NewService): Promise<ServiceGiven> {
    return this.post("services", form);
  }

  changeService(id: string, form: ServiceForm): Promise<ServiceGiven> {
    return this.post(`services/${encodeURIComponent(id)}`, form);
  }

  webhooks(): Promise<Webhooks> {
    return this.json("webhooks");
  }

  addWebhook(form: NewWebhook): Promise<WebhookDone> {
    return this.post("webhooks", form);
  }

  actWebhook(id: string, act: WebhookAct): Promise<WebhookDone> {
    return this.post(`webhooks/${encodeURIComponent(id)}`, act);
  }

  deliveries(id: string, state?: DeliveryState, before?: string): Promise<DeliveryPage> {
    const query = new URLSearchParams();
    if (state) query.set("state", state);
    if (before) query.set("before", before);
    return this.json(`webhooks/${encodeURIComponent(id)}/deliveries?${query}`);
  }

  audit(asked: AuditAsked, before?: number): Promise<AuditPage> {
    return this.json(`audit?${auditQuery(asked, before)}`);
  }

  tickets(text: string, after?: string): Promise<TicketPage> {
    const query = new URLSearchParams({ q: text });
    if (after) query.set("after", after);
    return this.json(`tickets?${query}`);
  }

  ticket(id: string): Promise<Ticket> {
    return this.json(`tickets/${encodeURIComponent(id)}`);
  }

  /** What waits for a decision; all of it, or what waits for one thing. */
  decisions(what?: Awaited, after?: string): Promise<WaitingPage> {
    const query = new URLSearchParams();
    if (what) query.set("what", what);
    if (after) query.set("after", after);
    return this.json(`decisions?${query}`);
  }

  claim(id: string): Promise<Claim> {
    return this.json(`tickets/${encodeURIComponent(id)}/claim`);
  }

  /** Says what a decision would come to; or refuses it as it would be refused. */
  preview(id: string, form: DecisionForm): Promise<Preview> {
    return this.post(`tickets/${encodeURIComponent(id)}/decision/preview`, form);
  }

  async decide(id: string, form: DecisionForm): Promise<Claim> {
    return (await this.post<{ claim: Claim }>(`tickets/${encodeURIComponent(id)}/decision`, form)).claim;
  }

  async release(id: string, decision: string, seen: string[]): Promise<Claim> {
    return (await this.post<{ claim: Claim }>(`tickets/${encodeURIComponent(id)}/release`, { decision, seen })).claim;
  }

  /** What belongs together with a ticket, and what may. */
  kin(id: string): Promise<Kin> {
    return this.json(`tickets/${encodeURIComponent(id)}/kin`);
  }

  linkKin(id: string, form: { to: string; kin: KinKind; seen: string[] }): Promise<Kin> {
    return this.post(`tickets/${encodeURIComponent(id)}/kin/link`, form);
  }

  mergeKin(id: string, form: { into: string; seen: string[] }): Promise<Kin> {
    return this.post(`tickets/${encodeURIComponent(id)}/kin/merge`, form);
  }

  takeKinBack(id: string, form: { events: string[]; seen: string[] }): Promise<Kin> {
    return this.post(`tickets/${encodeURIComponent(id)}/kin/take-back`, form);
  }

  /** Newly arrived tickets that may belong together with others. */
  suspectedKin(after?: string): Promise<SuspectedPage> {
    return this.json(after ? `kin?${new URLSearchParams({ after })}` : "kin");
  }

  investigation(id: string): Promise<Investigation> {
    return this.json(`tickets/${encodeURIComponent(id)}/investigation`);
  }

  async giveTask(id: string, form: TaskForm & { seen: string[] }): Promise<Investigation> {
    return (await this.post<{ investigation: Investigation }>(`tickets/${encodeURIComponent(id)}/tasks`, form)).investigation;
  }

  async adjudicate(id: string, form: AdjudicationForm & { seen: string[] }): Promise<Investigation> {
    return (await this.post<{ investigation: Investigation }>(`tickets/${encodeURIComponent(id)}/adjudication`, form)).investigation;
  }

  /** Branches by code, some at once: those after the one with this code. */
  branches(after = ""): Promise<Branch[]> {
    return this.json(`branches?${new URLSearchParams({ after, limit: String(BRANCHES_AT_ONCE) })}`);
  }

  devices(): Promise<Device[]> {
    return this.json("devices");
  }

  /** Every version of the rules, the newest first. */
  policies(): Promise<PolicyTold[]> {
    return this.json("policies");
  }

  policy(version: string): Promise<PolicyView> {
    return this.json(`policies/${encodeURIComponent(version)}`);
  }

  /** Says what a document would change, or why it cannot be published. */
  examinePolicy(document: string): Promise<Outlook> {
    return this.post("policies/examine", { document });
  }

  publishPolicy(document: string, words: string): Promise<Published> {
    return this.post("policies", { document, words });
  }

  setAside(): Promise<Aside[]> {
    return this.json("set-aside");
  }

  /** Has a line judged again, or files it; answers why it still takes no effect, if it does not. */
  async actOnAside(aside: Aside, action: AsideAction): Promise<string | null> {
    const path = ["set-aside", aside.branch, aside.device, aside.epoch, aside.seq].join("/");
    return (await this.post<{ set_aside: string | null }>(path, { action })).set_aside;
  }

  /** Brings a carry-over, and tells how much of it is on its way. */
  async takeIn(file: Blob, onsent: (sent: number) => void, stop: AbortSignal): Promise<TakenIn> {
    const sent = this.#send("/api/page/carry-over", file, { "X-CSRF": this.#csrf }, onsent, stop);
    return told(await answered(sent));
  }

  /** Posts, as every call does that changes something. */
  post<T>(path: string, body: unknown): Promise<T> {
    const headers = { "Content-Type": "application/json", "X-CSRF": this.#csrf };
    return this.json(path, { method: "POST", headers, body: JSON.stringify(body) });
  }

  async json<T>(path: string, request?: RequestInit): Promise<T> {
    return told(await this.#ask(path, request));
  }

  #ask(path: string, request?: RequestInit): Promise<Response> {
    const headers = this.#isByItself ? { ...request?.headers, "X-By-Itself": "1" } : request?.headers;
    return answered(this.#fetch(`/api/page/${path}`, { credentials: "same-origin", ...request, ...(headers ? { headers } : {}) }));
  }
}

/** An answer that is none is a refusal. */
async function answered(asked: Promise<Response>): Promise<Response> {
  let answer: Response;
  try {
    answer = await asked;
  } catch {
    throw new ApiFailure("unreachable");
  }
  if (answer.ok) return answer;
  const said = (await answer.json().catch(() => ({}))) as { code?: string; came?: TakenIn; allowed?: Allowed; claim?: Claim; where?: string; investigation?: Investigation };
  const wait = Number(answer.headers.get("Retry-After"));
  throw new ApiFailure(said.code ?? "unreachable", wait > 0 ? wait : undefined, said.came, said.allowed, said.claim, said.where, said.investigation);
}

async function told<T>(answer: Response): Promise<T> {
  if (answer.status === 204) return undefined as T;
  try {
    return (await answer.json()) as T;
  } catch {
    throw new ApiFailure("unreachable");
  }
}

/** The photos of a ticket, without what is only handed in. */
export function pictures(ticket: Ticket): Photo[] {
  return ticket.photos.filter((photo) => !photo.attachment);
}

/** Where a version's document is, to be saved. */
export function documentUrl(version: string): string {
  return `/api/page/policies/${encodeURIComponent(version)}/document`;
}

/** Where a photo of a ticket is. */
export function photoUrl(ticket: string, sha256: string, size: "thumb" | "full"): string {
  return `/api/page/photos/${sha256}?ticket=${encodeURIComponent(ticket)}&size=${size}`;
}
