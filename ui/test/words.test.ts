import { describe, expect, it } from "vitest";
import { FluentResource } from "@fluent/bundle";
import enHq from "../locales/en/hq.ftl?raw";
import enScreen from "../locales/en/screen.ftl?raw";
import enPaper from "../locales/en/paper.ftl?raw";
import enStatus from "../locales/en/status.ftl?raw";
import zhHq from "../locales/zh-CN/hq.ftl?raw";
import zhPaper from "../locales/zh-CN/paper.ftl?raw";
import zhScreen from "../locales/zh-CN/screen.ftl?raw";
import zhStatus from "../locales/zh-CN/status.ftl?raw";
import { KEYS } from "../src/desk/keys";
import { troubleLine, troubleWords } from "../src/desk/troubles";
import { words } from "../src/shared/words/words.svelte";
import { speakIn } from "./words";

const SOURCES = import.meta.glob<string>("../src/**/*.{svelte,ts}", { query: "?raw", import: "default", eager: true });

/** Every message and attribute of a file, each with the names of what it is given. */
function idsOf(source: string): Set<string> {
  const ids = new Set<string>();
  for (const message of new FluentResource(source).body) {
    if (message.value !== null) ids.add(message.id);
    for (const attribute of Object.keys(message.attributes)) ids.add(`${message.id}.${attribute}`);
  }
  return ids;
}

/** The ids that the sources name in full. */
function idsUsed(): Set<string> {
  const used = new Set<string>();
  for (const source of Object.values(SOURCES)) {
    for (const [, id] of source.matchAll(/\b(?:t|say|toasts\.show)\(\s*"([a-z][\w.-]*)"/g)) used.add(id!);
    for (const [, a, b] of source.matchAll(/\bt\([^"()]*(?:\([^()]*\))?[^"()]*\? "([a-z][\w.-]*)" : "([a-z][\w.-]*)"/g)) {
      used.add(a!);
      used.add(b!);
    }
  }
  return used;
}

describe("words on paper", () => {
  it("say where a ticket stands as the screen does", () => {
    for (const [paper, screen] of [[zhPaper, zhScreen], [enPaper, enScreen]] as const) {
      const stands = [...paper.matchAll(/^paper-stands-(\S+) = (.*)$/gm)];
      expect(stands.length).toBe(10);
      for (const [, status, words] of stands) expect(screen).toContain(`status-${status} = ${words}\n`);
    }
  });
});

describe("the screen's names of papers", () => {
  it("are what stands on them", () => {
    const titles = { claim_form: "claim-form", screening: "screening", evidence: "evidence", custody_tag: "custody", satisfaction: "satisfaction", visit: "visit", waiting_list: "waiting", hand_over_list: "hand-over", daily_summary: "day", notice: "notice", test_page: "test" };
    for (const [document, title] of Object.entries(titles)) {
      const stands = new RegExp(`^paper-title-${title} = (.*)$`, "m").exec(zhPaper)?.[1];
      expect(zhScreen).toContain(`document-${document} = ${stands}\n`);
    }
  });
});

describe("words on the screen", () => {
  it("are complete in both languages", () => {
    expect([...idsOf(enScreen)].sort()).toEqual([...idsOf(zhScreen)].sort());
    expect([...idsOf(enHq)].sort()).toEqual([...idsOf(zhHq)].sort());
    expect([...idsOf(enStatus)].sort()).toEqual([...idsOf(zhStatus)].sort());
  });

  it("hold every id that the sources ask for", () => {
    const used = idsUsed();
    expect(used.size).toBeGreaterThan(150);
    const there = new Set([...idsOf(zhScreen), ...idsOf(zhHq), ...idsOf(zhStatus)]);
    expect([...used].filter((id) => !there.has(id))).toEqual([]);
  });

  it("name every key of the table", () => {
    const there = idsOf(enScreen);
    expect(KEYS.filter((row) => !there.has(`key-${row.name}`))).toEqual([]);
    expect(KEYS.filter((row) => !there.has(`keys-place-${row.place}`))).toEqual([]);
  });

  it("have no exclamation mark", () => {
    expect(`${zhScreen}${enScreen}${zhHq}${enHq}${zhStatus}${enStatus}`).not.toMatch(/[!!]/);
  });

  it("fill in what they are given, without isolation marks", () => {
    speakIn("en");
    expect(words().say("sync-waiting", { events: 2, photos: 1 })).toBe("Unconfirmed: 2 events · 1 photo");
    speakIn("zh-CN");
    expect(words().say("sync-waiting", { events: 2, photos: 5 })).toBe("待确认 2 条 · 5 张照片");
  });
});

const RUST = import.meta.glob<string>(["../../src-tauri/crates/desk/src/error.rs", "../../src-tauri/crates/desk/src/form.rs", "../../src-tauri/crates/desk/src/claim_form.rs"], { query: "?raw", import: "default", eager: true });

describe("errors in words", () => {
  it("are there for every code that the desk knows", () => {
    const source = (name: string) => Object.entries(RUST).find(([path]) => path.endsWith(`/${name}`))?.[1] ?? "";
    const [errors, form, claim] = [source("error.rs"), source("form.rs"), source("claim_form.rs").split("#[cfg(test)]")[0] ?? ""];
    const codes = [...errors.matchAll(/=> (?:\{\s*)?"([a-z0-9_]+)"/g)].map(([, code]) => `error-${code}`);
    const notices = [...form.matchAll(/=> (?:Err\(|return Some\(|Some\()?"((?:waybill|phone)_[a-z0-9_]+)"/g)].map(([, code]) => `hint-${code}`);
    const typed = [...form.matchAll(/problem\("\w+", "([a-z0-9_]+)"\)|=> Err\("([a-z0-9_]+)"\)/g)].map(([, a, b]) => `problem-${a ?? b}`);
    const claimed = [...claim.matchAll(/code: "([a-z_]+)"|\|_\| "([a-z_]+)"|=> "([a-z_]+)"/g)].map(([, a, b, c]) => `problem-${a ?? b ?? c}`);
    const problems = [...typed, ...claimed];
    expect([codes.length > 40, notices.length > 5, problems.length > 12]).toEqual([true, true, true]);
    const there = idsOf(zhScreen);
    expect([...codes, ...notices, ...problems].map((id) => id.replace(/_/g, "-")).filter((id) => !there.has(id))).toEqual([]);
  });

  it("say what happened, what is safe and what to do", () => {
    speakIn("en");
    expect(troubleWords({ code: "disk_full", message: "no space", hint: null, details: {} })).toEqual({
      happened: "The disk is full, this was not saved",
      safe: "Saved tickets and photos are safe, and your words are still on the screen.",
      next: "Please free some space and try again.",
    });
  });

  it("show a code without words as a code, never the message", () => {
    speakIn("en");
    const { happened } = troubleWords({ code: "flux_inverted", message: "flux at Zhang San", hint: null, details: {} });
    expect(happened).toBe("That did not work (flux_inverted)");
  });

  it("have words for whatever else was thrown", () => {
    speakIn("zh-CN");
    expect(troubleLine(new TypeError("x is undefined"))).toBe("这一步没有成功。请再试一次;若还是这样,请重新打开程序。");
  });
});
