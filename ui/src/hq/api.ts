//! What the page asks of headquarters, and the one way it asks: each path, form and answer as headquarters publishes it.
import createClient, { createFinalURL, createQuerySerializer, defaultPathSerializer, type Client } from "openapi-fetch";
import type { Allowed, Awaited, Claim, DecisionForm, Preview, WaitingPage } from "./claim";
import type { Aside, Branch, Device } from "./counters";
import type { CounterCode, Letters, OpenCode } from "./enrolling.svelte";
import type { Kin, KinKind, SuspectedPage } from "./kin";
import type { AdjudicationForm, Investigation, TaskForm } from "./investigation";
import type { Outlook, PolicyTold, PolicyView, Published } from "./policies/policy";
import type { Release, Releases } from "./releases.svelte";
import { narrowed, type AccountForm, type Accounts, type AuditAsked, type AuditPage, type Given, type NewAccount, type Own, type StepOffer } from "./staff/staff";
import type { ServiceGrant, ServiceForm, ServiceGiven, Services } from "./staff/services";
import type { components, paths } from "../shared/bindings/published";
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
  readonly #client: Client<paths>;
  readonly #send: Sender;

  constructor(fetcher: (request: Request) => Promise<Response> = (request) => fetch(request), sender: Sender = sendFile) {
    this.#client = createClient<paths>({ baseUrl: location.origin, credentials: "same-origin", fetch: fetcher });
    this.#client.use({ onRequest: ({ request }) => void (this.#isByItself && request.headers.set("X-By-Itself", "1")) });
    this.#send = sender;
  }

  /** What every call brings that changes something. */
  get #word(): { "X-CSRF": string } {
    return { "X-CSRF": this.#csrf };
  }

  async me(): Promise<Me> {
    const me = await told(this.#client.GET("/api/page/me"));
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
    await told(this.#client.POST("/api/page/login", { body: { account, password, code } }));
  }

  signOut(): Promise<void> {
    return told(this.#client.POST("/api/page/logout", { params: { header: this.#word } }));
  }

  own(): Promise<Own> {
    return told(this.#client.GET("/api/page/own"));
  }

  async changePassword(password: string, another: string): Promise<void> {
    const body = { password, new_password: another };
    this.#csrf = (await told(this.#client.POST("/api/page/own/password", { params: { header: this.#word }, body }))).csrf;
  }

  offerSecondStep(password: string, code: string): Promise<StepOffer> {
    return told(this.#client.POST("/api/page/own/second-step/offer", { params: { header: this.#word }, body: { password, code } }));
  }

  /** Answers the recovery codes, once. */
  async setSecondStep(sealed: string, code: string): Promise<string[]> {
    return (await told(this.#client.POST("/api/page/own/second-step", { params: { header: this.#word }, body: { sealed, code } }))).codes;
  }

  endSession(id: string): Promise<Own> {
    return told(this.#client.POST("/api/page/own/sessions/end", { params: { header: this.#word }, body: { id } }));
  }

  accounts(): Promise<Accounts> {
    return told(this.#client.GET("/api/page/accounts"));
  }

  addAccount(body: NewAccount): Promise<Given> {
    return told(this.#client.POST("/api/page/accounts", { params: { header: this.#word }, body }));
  }

  changeAccount(name: string, body: AccountForm): Promise<Given> {
    return told(this.#client.POST("/api/page/accounts/{name}", { params: { path: { name }, header: this.#word }, body }));
  }

  services(): Promise<Services> {
    return told(this.#client.GET("/api/page/services"));
  }

  addService(body: ServiceGrant): Promise<ServiceGiven> {
    return told(this.#client.POST("/api/page/services", { params: { header: this.#word }, body }));
  }

  changeService(service: string, body: ServiceForm): Promise<ServiceGiven> {
    return told(this.#client.POST("/api/page/services/{service}", { params: { path: { service }, header: this.#word }, body }));
  }

  webhooks(): Promise<Webhooks> {
    return told(this.#client.GET("/api/page/webhooks"));
  }

  addWebhook(body: NewWebhook): Promise<WebhookDone> {
    return told(this.#client.POST("/api/page/webhooks", { params: { header: this.#word }, body }));
  }

  actWebhook(webhook: string, body: WebhookAct): Promise<WebhookDone> {
    return told(this.#client.POST("/api/page/webhooks/{webhook}", { params: { path: { webhook }, header: this.#word }, body }));
  }

  deliveries(webhook: string, state?: DeliveryState, before?: string): Promise<DeliveryPage> {
    return told(this.#client.GET("/api/page/webhooks/{webhook}/deliveries", { params: { path: { webhook }, query: { state, before } } }));
  }

  audit(asked: AuditAsked, before?: number): Promise<AuditPage> {
    return told(this.#client.GET("/api/page/audit", { params: { query: { ...narrowed(asked), before } } }));
  }

  tickets(text: string, after?: string): Promise<TicketPage> {
    return told(this.#client.GET("/api/page/tickets", { params: { query: { q: text, after } } }));
  }

  ticket(id: string): Promise<Ticket> {
    // The library's types make lists of pairs: where a mark stands is a pair.
    return told(this.#client.GET("/api/page/tickets/{id}", { params: { path: { id } } }) as Promise<Came<Ticket>>);
  }

  /** What waits for a decision; all of it, or what waits for one thing. */
  decisions(what?: Awaited, after?: string): Promise<WaitingPage> {
    return told(this.#client.GET("/api/page/decisions", { params: { query: { what, after } } }));
  }

  claim(id: string): Promise<Claim> {
    return told(this.#client.GET("/api/page/tickets/{id}/claim", { params: { path: { id } } }));
  }

  /** Says what a decision would come to; or refuses it as it would be refused. */
  preview(id: string, body: DecisionForm): Promise<Preview> {
    return told(this.#client.POST("/api/page/tickets/{id}/decision/preview", { params: { path: { id }, header: this.#word }, body }));
  }

  async decide(id: string, body: DecisionForm): Promise<Claim> {
    return (await told(this.#client.POST("/api/page/tickets/{id}/decision", { params: { path: { id }, header: this.#word }, body }))).claim;
  }

  async release(id: string, decision: string, seen: string[]): Promise<Claim> {
    const body = { decision, seen };
    return (await told(this.#client.POST("/api/page/tickets/{id}/release", { params: { path: { id }, header: this.#word }, body }))).claim;
  }

  /** What belongs together with a ticket, and what may. */
  kin(id: string): Promise<Kin> {
    return told(this.#client.GET("/api/page/tickets/{id}/kin", { params: { path: { id } } }));
  }

  linkKin(id: string, body: { to: string; kin: KinKind; seen: string[] }): Promise<Kin> {
    return told(this.#client.POST("/api/page/tickets/{id}/kin/link", { params: { path: { id }, header: this.#word }, body }));
  }

  mergeKin(id: string, body: { into: string; seen: string[] }): Promise<Kin> {
    return told(this.#client.POST("/api/page/tickets/{id}/kin/merge", { params: { path: { id }, header: this.#word }, body }));
  }

  takeKinBack(id: string, body: { events: string[]; seen: string[] }): Promise<Kin> {
    return told(this.#client.POST("/api/page/tickets/{id}/kin/take-back", { params: { path: { id }, header: this.#word }, body }));
  }

  /** Newly arrived tickets that may belong together with others. */
  suspectedKin(after?: string): Promise<SuspectedPage> {
    return told(this.#client.GET("/api/page/kin", { params: { query: { after } } }));
  }

  investigation(id: string): Promise<Investigation> {
    return told(this.#client.GET("/api/page/tickets/{id}/investigation", { params: { path: { id } } }));
  }

  async giveTask(id: string, body: TaskForm & { seen: string[] }): Promise<Investigation> {
    return (await told(this.#client.POST("/api/page/tickets/{id}/tasks", { params: { path: { id }, header: this.#word }, body }))).investigation;
  }

  async adjudicate(id: string, body: AdjudicationForm & { seen: string[] }): Promise<Investigation> {
    return (await told(this.#client.POST("/api/page/tickets/{id}/adjudication", { params: { path: { id }, header: this.#word }, body }))).investigation;
  }

  /** Branches by code, some at once: those after the one with this code. */
  branches(after = ""): Promise<Branch[]> {
    return told(this.#client.GET("/api/page/branches", { params: { query: { after, limit: BRANCHES_AT_ONCE } } }));
  }

  devices(): Promise<Device[]> {
    return told(this.#client.GET("/api/page/devices"));
  }

  letters(branch: string): Promise<Letters> {
    return told(this.#client.GET("/api/page/devices/letters/{branch}", { params: { path: { branch } } }));
  }

  openCodes(): Promise<OpenCode[]> {
    return told(this.#client.GET("/api/page/devices/codes"));
  }

  /** A code that enrols a new counter. */
  offerCode(branch: string, letter: string, name: string): Promise<CounterCode> {
    return told(this.#client.POST("/api/page/devices/codes", { params: { header: this.#word }, body: { branch, letter, name } }));
  }

  withdrawCode(mark: string): Promise<void> {
    return told(this.#client.POST("/api/page/devices/codes/{mark}/withdraw", { params: { path: { mark }, header: this.#word } }));
  }

  /** A code that carries a counter's work on. */
  recover(device: string): Promise<CounterCode> {
    return told(this.#client.POST("/api/page/devices/{device}/recover", { params: { path: { device }, header: this.#word } }));
  }

  revoke(device: string, reason: string): Promise<void> {
    return told(this.#client.POST("/api/page/devices/{device}/revoke", { params: { path: { device }, header: this.#word }, body: { reason } }));
  }

  releases(): Promise<Releases> {
    return told(this.#client.GET("/api/page/releases"));
  }

  stageRelease({ target, version }: Release, percent: number, units: string[]): Promise<Release> {
    const params = { path: { target, version }, header: this.#word };
    return told(this.#client.POST("/api/page/releases/{target}/{version}/stage", { params, body: { percent, units } }));
  }

  pauseRelease({ target, version }: Release): Promise<Release> {
    return told(this.#client.POST("/api/page/releases/{target}/{version}/pause", { params: { path: { target, version }, header: this.#word } }));
  }

  withdrawRelease({ target, version }: Release): Promise<Release> {
    return told(this.#client.POST("/api/page/releases/{target}/{version}/withdraw", { params: { path: { target, version }, header: this.#word } }));
  }

  /** Every version of the rules, the newest first. */
  policies(): Promise<PolicyTold[]> {
    return told(this.#client.GET("/api/page/policies"));
  }

  policy(version: string): Promise<PolicyView> {
    return told(this.#client.GET("/api/page/policies/{version}", { params: { path: { version } } }));
  }

  /** Says what a document would change, or why it cannot be published. */
  examinePolicy(document: string): Promise<Outlook> {
    return told(this.#client.POST("/api/page/policies/examine", { params: { header: this.#word }, body: { document } }));
  }

  publishPolicy(document: string, words: string): Promise<Published> {
    return told(this.#client.POST("/api/page/policies", { params: { header: this.#word }, body: { document, words } }));
  }

  setAside(): Promise<Aside[]> {
    return told(this.#client.GET("/api/page/set-aside"));
  }

  /** Has a line judged again, or files it; answers why it still takes no effect, if it does not. */
  async actOnAside({ branch, device, epoch, seq }: Aside, action: AsideAction): Promise<string | null> {
    const params = { path: { branch, device, epoch, seq: String(seq) }, header: this.#word };
    return (await told(this.#client.POST("/api/page/set-aside/{branch}/{device}/{epoch}/{seq}", { params, body: { action } }))).set_aside;
  }

  /** Brings a carry-over, and tells how much of it is on its way. */
  async takeIn(file: Blob, onsent: (sent: number) => void, stop: AbortSignal): Promise<TakenIn> {
    const path = "/api/page/carry-over" satisfies keyof paths;
    const sent = this.#send(path, file, this.#word, onsent, stop);
    return told(sent.then(async (response) => (response.ok ? { data: (await response.json()) as TakenIn, response } : { error: await response.json().catch(() => undefined), response })));
  }
}

/** What a call came to, as `openapi-fetch` tells it. */
type Came<T> = { data?: T; error?: unknown; response: Response };

/** An answer that is none is a refusal. */
async function told<T>(asked: Promise<Came<T>>): Promise<T> {
  const { data, error, response } = await asked.catch(() => {
    throw new ApiFailure("unreachable");
  });
  if (response.ok) return data as T;
  const said = (error && typeof error === "object" ? error : {}) as Partial<Pick<ApiFailure, "code" | "came" | "allowed" | "claim" | "where" | "investigation">>;
  const wait = Number(response.headers.get("Retry-After"));
  throw new ApiFailure(said.code ?? "unreachable", wait > 0 ? wait : undefined, said.came, said.allowed, said.claim, said.where, said.investigation);
}

/** The photos of a ticket, without what is only handed in. */
export function pictures(ticket: Ticket): Photo[] {
  return ticket.photos.filter((photo) => !photo.attachment);
}

/** Where a version's document is, to be saved. */
export function documentUrl(version: string): string {
  return address("/api/page/policies/{version}/document", { path: { version } });
}

/** Where a photo of a ticket is. */
export function photoUrl(ticket: string, sha256: string, size: "thumb" | "full"): string {
  return address("/api/page/photos/{sha256}", { path: { sha256 }, query: { ticket, size } });
}

/** Where the rows of the audit log are as a file. */
export function auditExportUrl(asked: AuditAsked): string {
  return address("/api/page/audit/export", { query: narrowed(asked) });
}

/** What an address says of what is asked for. */
type Addressed = { path?: Record<string, unknown>; query?: Record<string, unknown> };

/** Where the browser itself asks. */
function address<P extends keyof paths>(path: P, params: paths[P] extends { get: { parameters: infer Asked extends Addressed } } ? Asked : never): string {
  return createFinalURL(path, { baseUrl: "", params, querySerializer: createQuerySerializer(), pathSerializer: defaultPathSerializer });
}
