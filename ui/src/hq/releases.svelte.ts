//! Versions of the counters' program at headquarters: which are given out, to whom, and what is being done about one.
import type { Api, Schemas } from "./api";
import { Asked } from "./asked.svelte";
import { Doing } from "./staff/staff.svelte";

export type Releases = Schemas["ReleasesView"];

export type Release = Schemas["ReleaseTold"];

export type ReleaseAct = "stage" | "pause" | "withdraw";

/** How many counters run a release already. */
export function counterCount(told: Releases, release: Release): number {
  return told.versions.find(({ version }) => version === release.version)?.counters ?? 0;
}

/** How many counters there are, without those that were revoked. */
export function allCounters(told: Releases): number {
  return told.versions.reduce((sum, { counters }) => sum + counters, 0);
}

/** A whole number from 0 to 100; nothing for anything else that was typed. */
export function percentOf(typed: string): number | undefined {
  const percent = /^\d{1,3}$/.test(typed.trim()) ? Number(typed) : 101;
  return percent <= 100 ? percent : undefined;
}

/** The units that were typed, a line each. */
export function unitsOf(typed: string): string[] {
  return typed.split("\n").map((unit) => unit.trim()).filter(Boolean);
}

export class ReleasesDesk extends Doing {
  list = new Asked<Releases>();
  /** What is to be done with a release, once more asked before it is. */
  meant = $state.raw<{ release: Release; act: ReleaseAct }>();

  constructor(
    private readonly api: Api,
    onended: () => void,
  ) {
    super(onended);
  }

  ask(): Promise<void> {
    return this.list.ask(() => this.api.releases());
  }

  begin(release: Release, act: ReleaseAct): void {
    this.failure = undefined;
    this.meant = { release, act };
  }

  stage(percent: number, units: string[]): Promise<void> {
    return this.#does((release) => this.api.stageRelease(release, percent, units));
  }

  /** Pauses or withdraws, as it is meant. */
  confirm(): Promise<void> {
    return this.#does((release) => (this.meant?.act === "pause" ? this.api.pauseRelease(release) : this.api.withdrawRelease(release)));
  }

  async #does(act: (release: Release) => Promise<Release>): Promise<void> {
    const meant = this.meant;
    if (!meant || !(await this.do(() => act(meant.release)))) return;
    this.meant = undefined;
    await this.ask();
  }

  close(): void {
    if (this.isBusy) return;
    this.meant = undefined;
    this.failure = undefined;
  }

  forget(): void {
    this.list.forget();
    this.meant = undefined;
    this.failure = undefined;
  }
}
