//! Giving a task and saying who caused it: what is typed, and what came of it.
import { ApiFailure, type Api } from "./api";
import { Asked } from "./asked.svelte";
import type { AdjudicationForm, Investigation, TaskForm } from "./investigation";

/** What is known of the ticket that is looked at, and what is being written to it. */
export class Investigating {
  known = new Asked<Investigation>();
  /** What is being typed; nothing while it is only read. */
  doing = $state<"task" | "adjudication">();
  failure = $state.raw<ApiFailure>();
  isBusy = $state(false);
  #ticket = "";
  #seen: string[] = [];

  constructor(
    private readonly api: Api,
    /** Something was written, or is other than it was: all else on the screen is asked for again. */
    private readonly onchanged: () => void,
    private readonly onended: () => void,
  ) {}

  ask(ticket: string): Promise<void> {
    // What is being typed rests on what was looked at; headquarters says if that has changed.
    if (this.doing) return Promise.resolve();
    if (this.#ticket !== ticket) this.forget();
    this.#ticket = ticket;
    return this.known.ask(() => this.api.investigation(ticket));
  }

  begin(doing: "task" | "adjudication"): void {
    const known = this.known.told;
    if (!known || this.isBusy || (doing === "task" ? known.may.give : known.may.adjudicate)) return;
    this.failure = undefined;
    this.#seen = known.heads;
    this.doing = doing;
  }

  give(form: TaskForm): Promise<void> {
    return this.#write(() => this.api.giveTask(this.#ticket, { ...form, seen: this.#seen }));
  }

  adjudicate(form: AdjudicationForm): Promise<void> {
    return this.#write(() => this.api.adjudicate(this.#ticket, { ...form, seen: this.#seen }));
  }

  cancel(): void {
    this.doing = undefined;
    this.failure = undefined;
  }

  forget(): void {
    this.cancel();
    this.known.forget();
  }

  async #write(work: () => Promise<Investigation>): Promise<void> {
    if (this.isBusy) return;
    this.isBusy = true;
    this.failure = undefined;
    try {
      this.known.tell(await work());
      this.cancel();
      this.onchanged();
    } catch (error) {
      const failure = error instanceof ApiFailure ? error : new ApiFailure("unreachable");
      if (failure.code === "unauthenticated") return this.onended();
      if (failure.code === "ticket_changed" && failure.investigation) {
        // What was typed stays; what is new stands behind it, and once that was looked at it is sent again.
        this.known.tell(failure.investigation);
        this.#seen = failure.investigation.heads;
        this.onchanged();
      }
      this.failure = failure;
    } finally {
      this.isBusy = false;
    }
  }
}
