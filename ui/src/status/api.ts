//! What the customer's page asks of headquarters: what stands, and to take stars.
import type { Asked } from "./slip";

/** The same words in both languages. */
export interface Bilingual {
  zh: string;
  en: string;
}

export const STATUSES = ["registered", "investigating", "waiting_for_customer", "proposed", "agreed", "settled", "answered", "declined", "withdrawn", "closed"] as const;
export type Status = (typeof STATUSES)[number];

export interface PromiseShown {
  step: string;
  what: Bilingual;
  due_on: string | null;
  due_at: string;
  ground: Bilingual;
  is_by_law: boolean;
  is_provisional: boolean;
  standing: "running" | "kept" | "kept_late" | "late";
  standing_at: string | null;
}

export interface DecisionShown {
  verdict: "approve" | "change" | "decline" | "ask_back";
  at: string;
  total_fen: number | null;
  capitals: string | null;
  lines: { name: Bilingual; fen: number; ground: Bilingual }[];
  grounds: Bilingual[];
}

/** One to five each; null where nothing was said of it. */
export interface StarsShown {
  timeliness: number | null;
  attitude: number | null;
  safety: number | null;
  handling: number | null;
}

/** What is given on the page. */
export interface RatingGiven extends StarsShown {
  words: string;
}

export interface TicketShown {
  is_practice: boolean;
  category: Bilingual;
  waybill: string;
  who: string | null;
  phone: string | null;
  claimed_fen: number | null;
  status: Status;
  /** The number under which it goes on; it stands by itself where there is none. */
  merged_into: string | null;
  steps: { status: Status; at: string }[];
  promises: PromiseShown[];
  is_late: boolean;
  decision: DecisionShown | null;
  payments: { at: string; fen: number }[];
  paid_fen: number;
  to_pay_fen: number | null;
  proofs_owed: { name: Bilingual; by: string; is_late: boolean }[];
  may_rate: boolean;
  rating: StarsShown | null;
  last_received_at: string;
}

export interface Head {
  number: string;
  kind: Bilingual;
  opened_at: string;
  zone: string;
  carrier: Bilingual;
  branch: { name: string; address: string; phone: string };
  now: string;
  heard_at: string | null;
  service_line: Bilingual;
  rights_line: Bilingual;
  regulator_line: Bilingual;
  privacy_line: Bilingual;
}

export type Shown = Head & ({ is: "here"; ticket: TicketShown } | { is: "on_its_way"; first_due_at: string | null } | { is: "forgotten" });

/** A refusal, or no answer at all (`unreachable`). */
export class Failure extends Error {
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
  readonly #fetch: typeof fetch;

  constructor(fetcher: typeof fetch = (...request) => fetch(...request)) {
    this.#fetch = fetcher;
  }

  status(asked: Asked): Promise<Shown> {
    return this.#shown("/api/status", asked);
  }

  /** Gives stars; answers what stands now. */
  rate(asked: Asked, given: RatingGiven): Promise<Shown> {
    return this.#shown("/api/status/rating", { ...asked, ...given });
  }

  async #shown(path: string, body: object): Promise<Shown> {
    const answer = await this.#answer(path, body);
    if (answer.ok) return (await answer.json().catch(() => Promise.reject(new Failure("unreachable")))) as Shown;
    const refusal: unknown = await answer.json().catch(() => undefined);
    const code = refusal && typeof refusal === "object" && "code" in refusal ? String(refusal.code) : "trouble";
    const wait = Number(answer.headers.get("Retry-After"));
    throw new Failure(code, wait > 0 ? wait : undefined);
  }

  async #answer(path: string, body: object): Promise<Response> {
    try {
      // Nobody is signed in here: a cookie of headquarters' own page stays at home.
      return await this.#fetch(path, { method: "POST", headers: { "Content-Type": "application/json" }, credentials: "omit", body: JSON.stringify(body) });
    } catch {
      throw new Failure("unreachable");
    }
  }
}
