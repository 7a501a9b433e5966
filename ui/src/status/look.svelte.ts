//! One look at a ticket: what was asked with, what came back, and what went wrong.
import { Api, Failure, type RatingGiven, type Shown } from "./api";
import { askedOf, slipOf, type Asked } from "./slip";

/** Whoever comes back to the page after so long gets it fresh. */
const FRESH_MS = 60_000;

export class Look {
  asked = $state.raw<Asked>();
  shown = $state.raw<Shown>();
  failure = $state.raw<Failure>();
  isAsking = $state(false);
  isRating = $state(false);
  /** Why stars were not taken. */
  ratingFailure = $state.raw<Failure>();
  /** The present, for whoever waits until trying again makes sense. */
  now = $state.raw(new Date());
  #againAt = $state.raw<Date>();
  /** By this telephone's clock, which may be wrong. */
  #shownAt = 0;
  readonly #api: Api;
  #turn = 0;

  constructor(api: Api) {
    this.#api = api;
  }

  /** Seconds until trying again makes sense. */
  get waitSeconds(): number {
    return this.#againAt ? Math.max(0, Math.ceil((this.#againAt.getTime() - this.now.getTime()) / 1000)) : 0;
  }

  /** Reads what the page's address has behind `#`, which no request carries. */
  async open(hash: string, now = new Date()): Promise<void> {
    const slip = slipOf(hash);
    this.forget();
    // What stands there is a slip that was cut off: it is said, and nothing is asked.
    if (!slip && hash.length > 1) this.failure = new Failure("slip_unreadable");
    if (slip) await this.ask({ slip }, now);
  }

  /** Asks with what was typed. */
  async submit(typed: string, now = new Date()): Promise<void> {
    const asked = askedOf(typed);
    if (asked) return this.ask(asked, now);
    this.forget();
    this.failure = new Failure("slip_unreadable");
  }

  /** Asks the same again. */
  async again(now = new Date()): Promise<void> {
    if (this.asked && !this.isAsking) await this.ask(this.asked, now);
  }

  /** Somebody looks at the page again. */
  async back(now = new Date()): Promise<void> {
    this.now = now;
    if (this.shown && now.getTime() - this.#shownAt >= FRESH_MS) await this.again(now);
  }

  forget(): void {
    this.#turn++;
    this.asked = undefined;
    this.shown = undefined;
    this.failure = undefined;
    this.ratingFailure = undefined;
    this.isAsking = false;
  }

  /** Gives stars to what is shown; whether they were taken. */
  async rate(given: RatingGiven): Promise<boolean> {
    const { asked } = this;
    if (!asked || this.isRating) return false;
    const turn = ++this.#turn;
    this.isAsking = false;
    this.isRating = true;
    this.ratingFailure = undefined;
    try {
      const shown = await this.#api.rate(asked, given);
      if (turn !== this.#turn) return false;
      this.shown = shown;
      return true;
    } catch (error) {
      if (turn === this.#turn) this.ratingFailure = error instanceof Failure ? error : new Failure("unreachable");
      return false;
    } finally {
      this.isRating = false;
    }
  }

  async ask(asked: Asked, now = new Date()): Promise<void> {
    const turn = ++this.#turn;
    if (JSON.stringify(asked) !== JSON.stringify(this.asked)) this.shown = undefined;
    this.asked = asked;
    this.failure = undefined;
    this.isAsking = true;
    this.now = now;
    try {
      const shown = await this.#api.status(asked);
      if (turn !== this.#turn) return;
      this.shown = shown;
      this.#shownAt = now.getTime();
    } catch (error) {
      if (turn === this.#turn) this.#failed(error instanceof Failure ? error : new Failure("unreachable"), now);
    } finally {
      if (turn === this.#turn) this.isAsking = false;
    }
  }

  #failed(failure: Failure, now: Date): void {
    this.failure = failure;
    this.#againAt = failure.waitSeconds ? new Date(now.getTime() + failure.waitSeconds * 1000) : undefined;
    // A slip that no longer opens shows nothing; where only the way there failed, what was seen stays.
    if (failure.code === "slip_refused" || failure.code === "slip_unreadable") this.shown = undefined;
  }
}
