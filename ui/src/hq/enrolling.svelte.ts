//! Counters at headquarters: codes that enrol one or carry its work on, and revoking.
import { ApiFailure, type Api, type Schemas } from "./api";
import type { Branch, Device } from "./counters";
import { Asked } from "./asked.svelte";
import { Doing } from "./staff/staff.svelte";

/** The letters of a branch's counters. */
export type Letters = Schemas["LettersView"];

/** A one-time code for a counter. */
export type CounterCode = Schemas["CodeView"];

/** A code that was given out and not used yet. */
export type OpenCode = Schemas["OpenCodeView"];

/** How many counters have which version of the program, the most first; those that were revoked, and those that never told, do not count. */
export function versionsOf(devices: readonly Device[]): [version: string, count: number][] {
  const counts = new Map<string, number>();
  for (const { app_version, revoked_at } of devices) if (!revoked_at && app_version) counts.set(app_version, (counts.get(app_version) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? 1 : -1));
}

export class Enrolling extends Doing {
  branches = new Asked<Branch[]>();
  letters = new Asked<Letters>();
  codes = new Asked<OpenCode[]>();
  /** The code that is being taken back, by its mark. */
  withdrawing = $state<string>();
  /** Why it could not be. */
  refused = $state.raw<ApiFailure>();
  /** The counter that is looked after, or `null` where a new one is to be enrolled. */
  device = $state.raw<Device | null>();
  /** Told once. */
  code = $state.raw<CounterCode>();
  branch = $state("");

  constructor(
    private readonly api: Api,
    private readonly onchanged: () => void,
    onended: () => void,
  ) {
    super(onended);
  }

  async begin(device: Device | null): Promise<void> {
    this.close();
    this.device = device;
    if (device) return;
    await this.branches.ask(() => this.api.branches());
    const first = this.branches.told?.[0];
    if (first) await this.choose(first.id);
  }

  async choose(branch: string): Promise<void> {
    this.branch = branch;
    await this.letters.ask(() => this.api.letters(branch));
  }

  askCodes(): Promise<void> {
    return this.codes.ask(() => this.api.openCodes());
  }

  async offer(letter: string, name: string): Promise<void> {
    this.code = await this.do(() => this.api.offerCode(this.branch, letter, name));
    if (this.code) await this.askCodes();
  }

  async withdraw(code: OpenCode): Promise<void> {
    if (this.withdrawing) return;
    this.withdrawing = code.mark;
    this.refused = undefined;
    try {
      await this.api.withdrawCode(code.mark);
    } catch (error) {
      const failure = error instanceof ApiFailure ? error : new ApiFailure("unreachable");
      if (failure.code === "unauthenticated") return this.onended();
      // One that was used or taken back meanwhile is gone, as was wished.
      if (failure.code !== "not_found") this.refused = failure;
    } finally {
      this.withdrawing = undefined;
    }
    await this.askCodes();
  }

  async recover(device: Device): Promise<void> {
    this.code = await this.do(() => this.api.recover(device.id));
    if (this.code) await this.askCodes();
  }

  async revoke(device: Device, reason: string): Promise<void> {
    const done = await this.do(async () => (await this.api.revoke(device.id, reason), true));
    if (!done) return;
    this.close();
    this.onchanged();
  }

  close(): void {
    this.device = undefined;
    this.code = undefined;
    this.failure = undefined;
  }

  forget(): void {
    this.branches.forget();
    this.letters.forget();
    this.codes.forget();
    this.refused = undefined;
    this.close();
  }
}
