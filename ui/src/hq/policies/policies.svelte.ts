//! The rules: what is read of them, and the document that is being published.
import { ApiFailure, type Api } from "../api";
import { Asked } from "../asked.svelte";
import type { Change, Fault, PolicyTold, PolicyView, Published } from "./policy";

/** The largest document. */
const MOST_BYTES = 1_048_576;

export class Policies {
  list = new Asked<PolicyTold[]>();
  /** The version that is read. */
  one = new Asked<PolicyView>();
  /** What is looked for in it. */
  text = $state("");
  /** The name of the file that was chosen. */
  file = $state("");
  change = $state.raw<Change>();
  fault = $state.raw<Fault>();
  failure = $state.raw<ApiFailure>();
  /** What is new in it, as it is typed. */
  words = $state("");
  /** Whether it is being asked for good and all. */
  isConfirming = $state(false);
  isBusy = $state(false);
  done = $state.raw<Published>();
  #document = "";
  #round = 0;

  constructor(
    private readonly api: Api,
    private readonly onended: () => void,
  ) {}

  /** Reads a version. What was published never changes, so that it is asked for once. */
  async read(version: string): Promise<void> {
    if (this.one.told?.version === version && !this.one.failure) return;
    if (this.one.told?.version !== version) this.one.forget();
    await this.one.ask(() => this.api.policy(version));
  }

  /** Has headquarters look at a document; nothing is published by it. */
  async choose(file: File): Promise<void> {
    this.reset();
    this.file = file.name;
    const fault = (code: string) => (this.fault = { code, message: "", where: "" });
    if (file.size > MOST_BYTES) return void fault("policy_too_large");
    const round = this.#round;
    try {
      // What is not UTF-8 would be published with holes in it.
      this.#document = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(await file.arrayBuffer());
    } catch {
      return void fault("policy_not_text");
    }
    if (round === this.#round) await this.examine();
  }

  async examine(): Promise<void> {
    const round = ++this.#round;
    await this.#while(round, async () => {
      const outlook = await this.api.examinePolicy(this.#document);
      if (round !== this.#round) return;
      if ("fault" in outlook) this.fault = outlook.fault;
      else this.change = outlook.change;
    });
  }

  async publish(): Promise<void> {
    if (this.isBusy || !this.change || !this.words.trim()) return;
    const round = ++this.#round;
    await this.#while(round, async () => {
      const done = await this.api.publishPolicy(this.#document, this.words.trim());
      this.reset();
      this.done = done;
      this.one.forget();
    });
    const failure = this.failure as ApiFailure | undefined;
    if (!failure) return;
    this.isConfirming = false;
    if (!failure.code.startsWith("policy_")) return;
    // Somebody else published meanwhile, or the day is over: what was looked at holds no more.
    this.failure = undefined;
    this.change = undefined;
    this.fault = { code: failure.code, message: "", where: failure.where ?? "" };
  }

  async #while(round: number, work: () => Promise<void>): Promise<void> {
    this.isBusy = true;
    this.failure = undefined;
    try {
      await work();
    } catch (error) {
      if (round === this.#round) this.failure = error instanceof ApiFailure ? error : new ApiFailure("unreachable");
    } finally {
      if (round === this.#round || this.done) this.isBusy = false;
    }
    if (this.failure?.code === "unauthenticated") this.onended();
  }

  /** Lets go of the document that was chosen, and of what came of the last. */
  reset(): void {
    this.#round += 1;
    this.#document = "";
    this.file = "";
    this.change = undefined;
    this.fault = undefined;
    this.failure = undefined;
    this.words = "";
    this.isConfirming = false;
    this.isBusy = false;
    this.done = undefined;
  }

  forget(): void {
    this.reset();
    this.list.forget();
    this.one.forget();
    this.text = "";
  }
}
