//! What the page asks of headquarters, and the one way it asks.

/** The same words in both languages. */
export interface Bilingual {
  zh: string;
  en: string;
}

export interface Me {
  account: string;
  csrf: string;
  unit: string;
  level: string;
  branches: number;
}

export interface TicketSummary {
  id: string;
  number: string;
  kind: string;
  category: Bilingual;
  status: string;
  branch_code: string;
  branch_name: string;
  zone: string;
  waybill: string;
  who: string | null;
  opened_at: string;
  received_at: string;
  next_due_at: string | null;
  is_due_by_day: boolean;
  claimed_fen: number | null;
  photos: number;
  photos_held: number;
  conflicts: number;
  is_forgotten: boolean;
}

export interface TicketPage {
  tickets: TicketSummary[];
  next: string | null;
}

export interface Party {
  name: string;
  phone: string;
  other_contact: string;
  address: string;
}

export interface Told {
  sender: Party;
  recipient: Party;
  agent: Party;
  story: string;
  demand_text: string;
  items_kept: string;
}

export interface Shipment {
  waybill: string;
  carrier: Bilingual | null;
  posted_on: string | null;
  promised_on: string | null;
  freight_fen: number | null;
  insured_fen: number | null;
  declared_fen: number | null;
  last_known: { status: Bilingual; at: string | null; from: Bilingual } | null;
}

export interface Promised {
  step: string;
  what: Bilingual;
  due_on: string | null;
  due_at: string;
  ground: Bilingual;
  is_by_law: boolean;
  is_provisional: boolean;
}

export interface Photo {
  sha256: string;
  slot: Bilingual;
  size: number;
  taken_at: string;
  by: string | null;
  camera_time: string | null;
  camera_model: string | null;
  received_at: string | null;
  arrived_bytes: number;
}

export interface StoryLine {
  event: string;
  at: string;
  by: string | null;
  is_headquarters: boolean;
  kind: string;
  word: string | null;
  name: Bilingual | null;
  reason: Bilingual | null;
  text: string | null;
  count: number | null;
  is_applied: boolean;
}

export interface Counter {
  letter: string;
  name: string;
  pc_name: string;
  app_version: string;
  contact_at: string | null;
  waiting_lines: number;
  waiting_photos: number;
  is_revoked: boolean;
}

export interface TakenInAt {
  id: string;
  counter_letter: string;
  counter_name: string;
  pc_name: string;
  app_version: string;
  contact_at: string | null;
  waiting_lines: number;
  waiting_photos: number;
  is_revoked: boolean;
}

export interface Ticket {
  summary: TicketSummary;
  opened_by: string | null;
  role: Bilingual;
  channel: Bilingual;
  answer_by: Bilingual;
  demands: Bilingual[];
  told: Told | null;
  shipment: Shipment;
  promises: Promised[];
  photos: Photo[];
  skipped: { slot: Bilingual; reason: Bilingual }[];
  story: StoryLine[];
  conflicts: string[];
  device: TakenInAt | null;
  last_received_at: string;
  lines: number;
  lines_set_aside: number;
  is_key_held: boolean;
}

export interface Branch {
  id: string;
  code: string;
  name: string;
  zone: string;
  counters: Counter[];
}

/** A refusal, or no answer at all (`unreachable`). */
export class ApiFailure extends Error {
  constructor(
    readonly code: string,
    /** Seconds after which trying again makes sense. */
    readonly waitSeconds?: number,
  ) {
    super(code);
  }
}

/** Asks headquarters. `fetcher` is the browser's own; tests bring theirs. */
export class Api {
  #csrf = "";
  readonly #fetch: typeof fetch;

  constructor(fetcher: typeof fetch = (...request) => fetch(...request)) {
    this.#fetch = fetcher;
  }

  async me(): Promise<Me> {
    const me = await this.#json<Me>("me");
    this.#csrf = me.csrf;
    return me;
  }

  async signIn(account: string, password: string): Promise<void> {
    const body = JSON.stringify({ account, password });
    await this.#json("login", { method: "POST", headers: { "Content-Type": "application/json" }, body });
  }

  async signOut(): Promise<void> {
    await this.#ask("logout", { method: "POST", headers: { "X-CSRF": this.#csrf } });
  }

  tickets(text: string, after?: string): Promise<TicketPage> {
    const query = new URLSearchParams({ q: text });
    if (after) query.set("after", after);
    return this.#json(`tickets?${query}`);
  }

  ticket(id: string): Promise<Ticket> {
    return this.#json(`tickets/${encodeURIComponent(id)}`);
  }

  branches(): Promise<Branch[]> {
    return this.#json("branches");
  }

  async #json<T>(path: string, request?: RequestInit): Promise<T> {
    const answer = await this.#ask(path, request);
    try {
      return (await answer.json()) as T;
    } catch {
      throw new ApiFailure("unreachable");
    }
  }

  async #ask(path: string, request?: RequestInit): Promise<Response> {
    let answer: Response;
    try {
      answer = await this.#fetch(`/api/page/${path}`, { credentials: "same-origin", ...request });
    } catch {
      throw new ApiFailure("unreachable");
    }
    if (answer.ok) return answer;
    const said = (await answer.json().catch(() => ({}))) as { code?: string };
    const wait = Number(answer.headers.get("Retry-After"));
    throw new ApiFailure(said.code ?? "unreachable", wait > 0 ? wait : undefined);
  }
}

/** Where a photo of a ticket is. */
export function photoUrl(ticket: string, sha256: string, size: "thumb" | "full"): string {
  return `/api/page/photos/${sha256}?ticket=${encodeURIComponent(ticket)}&size=${size}`;
}
