import { beforeEach, describe, expect, it } from "vitest";
import { speak } from "../shared/words/words.svelte";
import type { Device } from "./counters";
import { clockOffWords, forkWords, inOrder, silenceWords, sinceWords, spanWords, successorWords, waitsWords } from "./counters";
import { hqWords } from "./words";

function speakIn(locale: "en" | "zh-CN"): void {
  const words = hqWords();
  words.locale = locale;
  speak(words);
}
beforeEach(() => speakIn("en"));

const SOUND: Omit<Device, "id" | "counter_name"> = {
  branch: "b",
  branch_code: "WC07",
  branch_name: "Wuchang",
  zone: "Asia/Shanghai",
  letter: "A",
  pc_name: "WC07-PC1",
  app_version: "0.1.0",
  enrolled_at: "2026-11-01T00:00:00Z",
  contact_at: "2026-11-21T06:30:00Z",
  waiting_lines: 0,
  waiting_photos: 0,
  oldest_waiting_at: null,
  clock_offset_ms: 0,
  is_clock_off: false,
  epoch: null,
  epoch_since: null,
  forks: [],
  is_silent: false,
  revoked_at: null,
  replaced_by: null,
};
const device = (id: string, more: Partial<Device> = {}): Device => ({ ...SOUND, id, counter_name: `counter ${id}`, ...more });

describe("counters", () => {
  it("stand with the silent first, then by what waits, then by branch, and the revoked last", () => {
    const all = [
      device("sound-2", { branch_code: "WC08" }),
      device("revoked", { revoked_at: "2026-11-20T00:00:00Z", waiting_lines: 900 }),
      device("sound-1b", { letter: "B" }),
      device("waiting", { waiting_lines: 3, waiting_photos: 4 }),
      device("silent", { is_silent: true, branch_code: "ZZ99" }),
      device("silent-waiting", { is_silent: true, waiting_photos: 1 }),
      device("sound-1a"),
    ];
    expect(inOrder(all).map(({ id }) => id)).toEqual(["silent-waiting", "silent", "waiting", "sound-1a", "sound-1b", "sound-2", "revoked"]);
    expect(all[0]!.id).toBe("sound-2");
  });

  it("that fell silent are named, and beyond six counted", () => {
    const silent = (count: number) => Array.from({ length: count }, (_, at) => device(String(at + 1), { is_silent: true, letter: String.fromCharCode(65 + at) }));
    expect(silenceWords([device("sound")])).toBeUndefined();
    expect(silenceWords(silent(1))).toBe("One counter fell silent: Wuchang counter 1");
    expect(silenceWords(silent(2))).toBe("2 counters fell silent: Wuchang counter 1, Wuchang counter 2");
    expect(silenceWords(silent(8))).toMatch(/^8 counters fell silent: .*counter 6 and 2 more$/);
    speakIn("zh-CN");
    expect(silenceWords(silent(2))).toBe("2 个柜台失联:Wuchang counter 1、Wuchang counter 2");
    expect(silenceWords(silent(7))).toMatch(/^7 个柜台失联:.*另有 1 个$/);
  });

  it("say what waits and leave out what does not", () => {
    expect(waitsWords(device("a"))).toBe("");
    expect(waitsWords(device("a", { waiting_lines: 1 }))).toBe("1 record");
    expect(waitsWords(device("a", { waiting_lines: 2, waiting_photos: 1 }))).toBe("2 records, 1 photo");
  });

  it("are told by how long ago they were heard of", () => {
    const now = new Date("2026-11-21T06:35:00Z");
    const since = (at: string) => sinceWords(new Date(at), now, "Asia/Shanghai");
    expect(since("2026-11-21T06:34:30Z")).toBe("just now");
    expect(since("2026-11-21T06:30:00Z")).toBe("5 min ago");
    expect(since("2026-11-20T05:35:00Z")).toBe("25 h ago");
    expect(since("2026-11-18T06:35:00Z")).toBe("3 days ago");
  });

  it.each([
    [null, "—"],
    [-999, "right"],
    [5_000, "5 s slow"],
    [-26 * 60_000, "26 min fast"],
    [93 * 86_400_000, "93 days slow"],
  ])("with a clock off by %s are said to be %s", (offset, said) => {
    expect(clockOffWords(offset)).toBe(said);
  });

  it("measure in the largest whole unit that fits", () => {
    const HOUR_MS = 3_600_000;
    expect([59_999, 60_000, HOUR_MS, 47 * HOUR_MS, 48 * HOUR_MS].map(spanWords)).toEqual(["59 s", "1 min", "1 h", "47 h", "2 days"]);
  });

  it("whose data another copy wrote say where and how much", () => {
    expect(forkWords({ epoch: "0193a1b2-0000-7000-8000-9c1e77ab0002", seq: 128, lines: 3 })).toBe(
      "Another copy of this counter's data wrote: 3 records from place 128 of volume 77ab0002, kept as evidence",
    );
  });

  it("that were replaced name their successor", () => {
    const gone = device("gone", { replaced_by: "0193a1b2-0000-7000-8000-00000000abcd" });
    expect(successorWords(device("sound"), [])).toBeUndefined();
    expect(successorWords(gone, [gone])).toBe("replaced by 0000abcd");
    expect(successorWords(gone, [gone, device(gone.replaced_by!)])).toContain("counter 0193a1b2-0000-7000-8000-00000000abcd · WC07-PC1");
  });
});
