import { describe, expect, it } from "vitest";
import type { Phrase } from "../backend/contract";
import { OFFERED, phrasesFor, putIn, typedPhrase } from "./phrases";
import policy from "../../../src-tauri/crates/domain/policy/default.json?raw";

const phrase = (place: string, key: string): Phrase => ({ place, key, zh: `${key}的话`, en: `words of ${key}` });
const ALL = [phrase("contact", "id"), phrase("story", "wk"), phrase("note", "wk2"), phrase("answer", "dq")];

describe("phrases by key", () => {
  it.each([
    ["/wk", "wk", 0],
    ["壶嘴断了;wk", "wk", 4],
    ["壶嘴断了；wk", "wk", 4],
    ["a/WK", "wk", 1],
    ["a/ｗｋ", "wk", 1],
    ["a/w", undefined, undefined],
    ["wk", undefined, undefined],
    ["a/ wk", undefined, undefined],
    ["2026/11/wk", "wk", 7],
  ])("%s", (text, key, from) => {
    const found = typedPhrase(text, text.length, ALL);
    expect([found?.phrase.key, found?.from]).toEqual([key, from]);
  });

  it("counts what stands before the caret alone", () => {
    expect(typedPhrase("/wk 后来", 3, ALL)?.phrase.key).toBe("wk");
    expect(typedPhrase("/wk 后来", 6, ALL)).toBeUndefined();
  });

  it("are those of what is written, its own first", () => {
    expect(phrasesFor(ALL, "story").map((phrase) => phrase.key)).toEqual(["wk"]);
    expect(phrasesFor(ALL, "note").map((phrase) => phrase.key)).toEqual(["wk2", "id"]);
    expect(phrasesFor(ALL, "decline").map((phrase) => phrase.key)).toEqual(["dq"]);
  });

  it("stand at the places that the policy knows, and each of its places is offered somewhere", () => {
    const { phrases } = JSON.parse(policy) as { phrases: { place: string }[] };
    expect([...new Set(Object.values(OFFERED).flat())].sort()).toEqual([...new Set(phrases.map(({ place }) => place))].sort());
  });

  it("take the place of their key, where the field knows no undo either", () => {
    const field = document.createElement("textarea");
    document.body.append(field);
    let heard = 0;
    field.addEventListener("input", () => (heard += 1));
    field.value = "前/wk后";
    putIn(field, 1, 4, "外包装挤压");
    expect([field.value, field.selectionStart, heard]).toEqual(["前外包装挤压后", 6, 1]);
    field.remove();
  });
});
