//! Releases of the counters' program and open codes, for the look at headquarters' page.
import type { OpenCode } from "../../src/hq/enrolling.svelte";
import type { Release, Releases } from "../../src/hq/releases.svelte";

export type ReleasesShown = "some" | "none" | "others";

const LONG = "黑龙江省哈尔滨市五常市建设大街十八号营业网点(城南分部)";

export function releases(kind: ReleasesShown, now: Date, isLong = false): Releases {
  const ago = (hours: number) => new Date(now.getTime() - hours * 3_600_000).toISOString();
  const release = (version: string, more: Partial<Release>): Release => ({
    version,
    target: "windows-x86_64",
    file: `Counterfoil_${version}_x64-setup.exe`,
    size: 90_412_032,
    sha256: "3f".repeat(32),
    least_version: "0.1.0",
    notes: { zh: "查找更快;客户屏可放大字号。", en: "Finding is quicker; the customer's window has larger letters." },
    released_at: ago(60),
    state: "staged",
    percent: 1,
    units: [],
    unit_names: [],
    has_file: true,
    is_signed: true,
    added_at: ago(50),
    added_by: "release",
    changed_at: ago(3),
    changed_by: isLong ? "a-very-long-name-of-an-account-that-runs-headquarters" : "hq",
    ...more,
  });
  const versions = [
    { version: "0.1.0", counters: 29_214 },
    { version: "0.2.0", counters: 302 },
    { version: "0.1.1-rc.1", counters: 3 },
  ];
  if (kind === "none") return { versions, releases: [], may_change: true };
  const unit_names = isLong ? [LONG, LONG, "南岗区学府路营业部", ""] : ["五常网点", "南岗区学府路营业部"];
  return {
    versions,
    may_change: kind !== "others",
    releases: [
      release("0.2.0", { unit_names, units: unit_names.map((_, at) => `0193a1b2-0000-7000-8000-00000000000${at}`) }),
      release("0.2.0", { target: "linux-x86_64", file: "Counterfoil_0.2.0_amd64.AppImage", state: "paused", percent: 25, has_file: false, is_signed: false }),
      release("0.1.1-rc.1", { state: "withdrawn", percent: 100, changed_at: ago(400) }),
    ],
  };
}

export function openCodes(now: Date, isLong = false): OpenCode[] {
  const code = (at: number, more: Partial<OpenCode>): OpenCode => ({
    mark: String(at).repeat(64),
    branch: "b1",
    branch_code: "WC07",
    branch_name: isLong ? LONG : "五常网点",
    letter: "E",
    counter_name: isLong ? "一层大厅靠窗的国际与大件理赔受理专柜" : "E 柜",
    expires_at: new Date(now.getTime() + at * 5 * 3_600_000).toISOString(),
    recovers: null,
    ...more,
  });
  return [code(1, {}), code(3, { branch_code: "DL11", branch_name: "道里分拨网点", letter: "B", counter_name: "B 柜", recovers: "0193a1b2-0000-7000-8000-000000000007" })];
}
