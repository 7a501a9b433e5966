import { describe, expect, it } from "vitest";
import type { SuggestionView } from "../backend/contract";
import { LISTS } from "../../test/fake/lists";
import { speakIn } from "../../test/words";
import { categoryWords, sortedOf, wordsAt } from "./sort";

const offers = (code: string | null): SuggestionView => ({ category: code === null ? null : { code, name: { zh: code, en: code } }, candidates: [], priority: null, unit: null, playbook: null });

describe("a suggestion", () => {
  it.each([
    ["damage.contents", "damage.contents", { offered: "damage.contents", answered: "accepted" }],
    ["damage.contents", "damage", { offered: "damage", answered: "accepted" }],
    ["damage.contents", "damage.packaging", { offered: "damage.packaging", answered: "overridden" }],
    ["damage.contents", null, { offered: null, answered: "unprompted" }],
    [null, "damage.contents", null],
  ])("where %s is chosen and %s was offered", (category, offered, sorted) => {
    expect(sortedOf(category, offers(offered))).toEqual(sorted);
  });

  it("names its words once each, in the order of the text, also beyond the first plane", () => {
    const text = "😀碎了,又碎了,还漏";
    expect(wordsAt(text, [[10, 11], [2, 4], [6, 8]])).toEqual(["碎了", "漏"]);
  });

  it("calls a category with its group", () => {
    speakIn("en");
    expect(categoryWords(LISTS, "damage.contents", { zh: "", en: "" })).toBe("Damage › Contents damaged");
    expect(categoryWords(LISTS, "damage", { zh: "", en: "" })).toBe("Damage");
    expect(categoryWords(LISTS, "new.one", { zh: "新的", en: "The new one" })).toBe("The new one");
  });
});
