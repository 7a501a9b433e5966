//! Which tickets belong together: looked for beside a ticket and in a list, said, and taken back.
import { ApiFailure, type Api } from "./api";
import { Asked } from "./asked.svelte";
import type { FoundKin, Kin, KinKind, LinkedKin, SuspectedPage } from "./kin";

export class KinDesk {
  /** Of the ticket that is looked at. */
  of = new Asked<Kin>();
  list = new Asked<SuspectedPage>();
  /** The other ticket of what is being said. */
  busy = $state<string>();
  failure = $state.raw<ApiFailure>();
  #ticket = "";

  constructor(
    private readonly api: Api,
    /** Something was written: all else on the screen is asked for again. */
    private readonly onchanged: () => void,
    private readonly onended: () => void,
  ) {}

  /** Asks what belongs together with a ticket. */
  ask(ticket: string): Promise<void> {
    if (ticket !== this.#ticket) {
      this.of.forget();
      this.failure = undefined;
    }
    this.#ticket = ticket;
    return this.of.ask(() => this.api.kin(ticket));
  }

  /** Says how two tickets belong together. */
  link(other: FoundKin, kin: KinKind): Promise<void> {
    return this.#say(other.id, (seen) => this.api.linkKin(this.#ticket, { to: other.id, kin, seen }));
  }

  /** Lets the ticket go on in another one. */
  merge(other: FoundKin): Promise<void> {
    return this.#say(other.id, (seen) => this.api.mergeKin(this.#ticket, { into: other.id, seen }));
  }

  takeBack(link: LinkedKin): Promise<void> {
    return this.#say(link.ticket, (seen) => this.api.takeKinBack(this.#ticket, { events: link.events, seen }));
  }

  /** Asks for the newly arrived tickets that are like others. */
  askList(): Promise<void> {
    return this.list.ask(() => this.api.suspectedKin());
  }

  async more(): Promise<void> {
    const shown = this.list.told;
    if (!shown?.next) return;
    const after = shown.next;
    await this.list.ask(async () => {
      const page = await this.api.suspectedKin(after);
      return { ...page, tickets: [...shown.tickets, ...page.tickets] };
    });
  }

  forget(): void {
    this.of.forget();
    this.list.forget();
    this.busy = undefined;
    this.failure = undefined;
    this.#ticket = "";
  }

  async #say(other: string, say: (seen: string[]) => Promise<Kin>): Promise<void> {
    const shown = this.of.told;
    if (!shown || this.busy) return;
    this.busy = other;
    this.failure = undefined;
    try {
      this.of.tell(await say(shown.heads));
      this.onchanged();
    } catch (error) {
      const failure = error instanceof ApiFailure ? error : new ApiFailure("unreachable");
      if (failure.code === "unauthenticated") return this.onended();
      // What is new is shown, and it is said again by whoever still means it.
      if (failure.code === "ticket_changed") this.onchanged();
      this.failure = failure;
    } finally {
      this.busy = undefined;
    }
  }
}
