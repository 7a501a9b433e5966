//! What the customer's page asks of headquarters, as headquarters publishes it: what stands, and to take stars.
import type { components, paths } from "../shared/bindings/published";
import type { Asked } from "./slip";

type Schemas = components["schemas"];

/** The same words in both languages. */
export type Bilingual = Schemas["Bilingual"];

export type Status = Schemas["TicketStatus"];

export type PromiseShown = Schemas["PromiseShown"];

export type DecisionShown = Schemas["DecisionShown"];

/** One to five each; null where nothing was said of it. */
export type StarsShown = Schemas["RatingShown"];

/** What is given on the page. */
export type RatingGiven = StarsShown & { words: string };

export type TicketShown = Schemas["TicketShown"];

export type Head = Schemas["Head"];

export type Shown = Schemas["Shown"];

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

type Path = keyof paths & `/api/status${string}`;

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

  async #shown(path: Path, body: Schemas["AskedForm"] | Schemas["RatingForm"]): Promise<Shown> {
    const answer = await this.#answer(path, body);
    if (answer.ok) return (await answer.json().catch(() => Promise.reject(new Failure("unreachable")))) as Shown;
    const refusal: unknown = await answer.json().catch(() => undefined);
    const code = refusal && typeof refusal === "object" && "code" in refusal ? String(refusal.code) : "trouble";
    const wait = Number(answer.headers.get("Retry-After"));
    throw new Failure(code, wait > 0 ? wait : undefined);
  }

  async #answer(path: Path, body: object): Promise<Response> {
    try {
      // Nobody is signed in here: a cookie of headquarters' own page stays at home.
      return await this.#fetch(path, { method: "POST", headers: { "Content-Type": "application/json" }, credentials: "omit", body: JSON.stringify(body) });
    } catch {
      throw new Failure("unreachable");
    }
  }
}
