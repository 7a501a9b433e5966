import { describe, expect, it } from "vitest";
import { speak } from "../shared/words/words.svelte";
import { reasonWords } from "./reasons";
import { FIGURES } from "./takenIn";
import { hqWords } from "./words";

const CRATES = "../../../src-tauri/crates";
const RUST = import.meta.glob<string>(
  [
    "../../../src-tauri/crates/protocol/src/{line_error,chain}.rs",
    "../../../src-tauri/crates/hq/src/{line_reader,carry_over}.rs",
    "../../../src-tauri/crates/hq/src/api/push.rs",
    "../../../src-tauri/crates/hq/src/store/logs.rs",
    "../../../src-tauri/crates/hq/src/{error,guard}.rs",
    "../../../src-tauri/crates/hq/src/page/carry_over.rs",
  ],
  { query: "?raw", import: "default", eager: true },
);

function found(file: string, pattern: RegExp): string[] {
  const source = RUST[`${CRATES}/${file}`];
  expect(source, file).toBeDefined();
  return [...source!.matchAll(pattern)].map(([, code]) => code!);
}

/** Every reason that a line can be set aside for at headquarters, as the sources give them. */
const REASONS = [
  ...found("protocol/src/line_error.rs", /=> "([a-z0-9_]+)"/g),
  ...found("protocol/src/chain.rs", /=> "(chain_[a-z_]+)"/g),
  ...found("hq/src/line_reader.rs", /SetAside\("([a-z_]+)"/g),
  ...found("hq/src/api/push.rs", /set_aside = Some\("([a-z_]+)"/g),
  ...found("hq/src/store/logs.rs", /KEY_MISSING: &str = "([a-z_]+)"/g),
];

/** Every way in which a carry-over can be refused. */
const REFUSALS = [
  ...found("hq/src/page/carry_over.rs", /"(carry_over_[a-z_]+)"/g),
  ...found("hq/src/error.rs", /"(carry_over_[a-z_]+|disk_full|timeout|photo_store_gone|photo_not_kept|held_photo_damaged)"/g),
];

describe.each(["zh-CN", "en"] as const)("in %s there are words", (locale) => {
  const words = hqWords();
  words.locale = locale;

  it("for every reason to set a line aside", () => {
    speak(words);
    expect(REASONS.length).toBeGreaterThan(20);
    expect(new Set(REASONS).size).toBe(REASONS.length);
    const bare = REASONS.filter((reason) => reasonWords(reason).includes(reason));
    expect(bare).toEqual([]);
  });

  it("for every refusal of a carry-over, with what to do", () => {
    expect(REFUSALS.length).toBeGreaterThan(10);
    const ids = [...new Set(REFUSALS)].map((code) => `hq-failure-${code.replaceAll("_", "-")}`);
    expect(ids.filter((id) => !words.find(id) || !words.find(`${id}.more`))).toEqual([]);
  });

  it("for every figure of a carry-over", () => {
    const figures = found("hq/src/carry_over.rs", /pub (\w+): u64/g);
    expect(FIGURES.map(({ figure }) => figure).sort()).toEqual(figures.sort());
    expect(FIGURES.filter(({ word }) => !words.find(word))).toEqual([]);
  });
});

describe("a reason of a newer headquarters", () => {
  it("is shown as its code", () => {
    const words = hqWords();
    words.locale = "en";
    speak(words);
    expect(reasonWords("flux_inverted")).toBe("reason flux_inverted");
  });
});
