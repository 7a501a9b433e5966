//! Lines that headquarters set aside, and what somebody does about one of them.
import { ApiFailure, type Api, type AsideAction } from "./api";
import type { Aside } from "./counters";
import { Asked } from "./asked.svelte";

/** What came of the last thing that was done. */
export type AsideOutcome = { done: "used" | "filed"; aside: Aside } | { done: "still"; aside: Aside; reason: string };

/** The place of a line, which is its name. */
export function keyOf(aside: Aside): string {
  return [aside.device, aside.epoch, aside.seq].join("/");
}

export class Asides {
  list = new Asked<Aside[]>();
  /** The line that is being tried or put away. */
  busy = $state<string>();
  outcome = $state.raw<AsideOutcome>();
  failure = $state.raw<ApiFailure>();

  constructor(
    private readonly api: Api,
    private readonly onended: () => void,
  ) {}

  async act(aside: Aside, action: AsideAction): Promise<void> {
    if (this.busy) return;
    this.busy = keyOf(aside);
    this.outcome = undefined;
    this.failure = undefined;
    try {
      const reason = await this.api.actOnAside(aside, action);
      if (reason === null) this.outcome = { done: "used", aside };
      else this.outcome = action === "file" ? { done: "filed", aside } : { done: "still", aside, reason };
      await this.list.ask(() => this.api.setAside());
    } catch (error) {
      this.failure = error instanceof ApiFailure ? error : new ApiFailure("unreachable");
      if (this.failure.code === "unauthenticated") this.onended();
    } finally {
      this.busy = undefined;
    }
  }

  forget(): void {
    this.list.forget();
    this.busy = undefined;
    this.outcome = undefined;
    this.failure = undefined;
  }
}
