import { beforeEach, describe, expect, it } from "vitest";
import { speak } from "../shared/words/words.svelte";
import type { StoryLine } from "./api";
import { fenOf, plainYuan, yuan } from "./money";
import { storyText, storyWords } from "./story";
import { hqWords, keptLanguage } from "./words";
import enHq from "../../locales/en/hq.ftl?raw";
import zhHq from "../../locales/zh-CN/hq.ftl?raw";

function line(kind: string, more: Partial<StoryLine> = {}): StoryLine {
  const nothing = { word: null, name: null, reason: null, text: null, count: null, fen: null };
  return { event: "e", at: "2026-11-21T06:35:00.000Z", by: null, is_headquarters: false, is_applied: true, ...nothing, kind, ...more };
}

beforeEach(() => speak(hqWords()));

describe("a ticket's story", () => {
  it("is told in words", () => {
    const slot = { zh: "面单特写", en: "Label, close up" };
    expect(storyWords(line("PhotoAdded", { name: slot }))).toBe("照片:面单特写");
    expect(storyWords(line("ActionTaken", { word: "ask_customer" }))).toBe("请客户补充");
    expect(storyWords(line("PrintStarted", { word: "a5", count: 0 }))).toBe("打印受理回执(A5)");
    expect(storyWords(line("PrintStarted", { word: "roll80", count: 2 }))).toBe("打印受理回执(80 毫米小票,副本 2)");
  });

  it("tells how a claim came to money", () => {
    expect(storyWords(line("AssessmentMade", { fen: 60000 }))).toBe("核算:¥600.00");
    expect(storyWords(line("DecisionMade", { word: "change", fen: 30000 }))).toBe("改为 ¥300.00");
    expect(storyWords(line("DecisionMade", { word: "decline" }))).toBe("不予赔付");
    expect(storyWords(line("ProofNoted", { name: { zh: "发票", en: "Invoice" }, word: "owed" }))).toBe("证明:发票(待补)");
    expect(storyWords(line("PaymentMade", { word: "A0001/P1", fen: 30000 }))).toBe("支付 ¥300.00,凭证 A0001/P1");
    expect(storyWords(line("ContactMade", { word: "no_answer" }))).toBe("联系客户:没有接通");
  });

  it("tells what was asked, found out and adjudicated", () => {
    const task = { zh: "调取录像", en: "Find the video" };
    const branch = { zh: "浦东网点", en: "浦东网点" };
    expect(storyWords(line("TaskGiven", { name: task, reason: branch }))).toBe("交办任务:调取录像 · 浦东网点");
    expect(storyWords(line("TaskAnswered", { name: { zh: "找到", en: "Found" }, reason: task }))).toBe("任务有了结果:调取录像 · 找到");
    expect(storyWords(line("FindingMade"))).toBe("写调查结论");
    expect(storyWords(line("FindingMade", { name: { zh: "野蛮装卸", en: "Rough handling" } }))).toBe("写调查结论:野蛮装卸");
    expect(storyWords(line("FaultAdjudicated", { name: { zh: "运输中转部", en: "Transport" } }))).toBe("定责:运输中转部");
  });

  it("tells how a matter was sorted, weighed, linked and rated", () => {
    const name = { zh: "高", en: "High" };
    expect(storyWords(line("MatterWeighed", { name }))).toBe("优先级:高");
    expect(storyWords(line("MatterWeighed", { name, reason: { zh: "重大", en: "Major" } }))).toBe("优先级:高 · 风险:重大");
    expect(storyWords(line("MatterSorted", { name: { zh: "延误", en: "Delay" }, word: "overridden" }))).toBe("归类(改选):延误");
    expect(storyWords(line("TicketLinked", { word: "repeat", text: "WC07-261121-A0001-8" }))).toBe("重复来访,关联 WC07-261121-A0001-8");
    expect(storyText(line("TicketLinked", { word: "repeat", text: "WC07-261121-A0001-8" }))).toBe("");
    expect(storyWords(line("TicketMerged", { text: "WC07-261121-A0001-8" }))).toBe("并入 WC07-261121-A0001-8");
    expect(storyWords(line("SatisfactionRated", { name: { zh: "电话", en: "Phone" }, count: 43 }))).toBe("客户评价 4.3 星(电话)");
  });

  it("shows a kind or a word that this version does not know as such", () => {
    expect(storyWords(line("PolicyPublished"))).toContain("PolicyPublished");
    expect(storyWords(line("PrintEnded", { word: "printer_on_fire" }))).toBe("printer_on_fire");
  });

  it("says that sealed words cannot be read", () => {
    expect(storyText(line("NoteAdded"))).toBe("未能读取");
    expect(storyText(line("NoteAdded", { text: "下午再来" }))).toBe("下午再来");
  });
});

describe("the page's words", () => {
  it("are complete in both languages", () => {
    const ids = (source: string) => [...source.matchAll(/^([a-z][\w-]*) =/gm)].map((match) => match[1]).sort();
    expect(ids(enHq)).toEqual(ids(zhHq));
  });

  it("are Chinese unless another language was chosen", () => {
    expect(keptLanguage({ getItem: () => null })).toBe("zh-CN");
    expect(keptLanguage({ getItem: () => "en" })).toBe("en");
    expect(keptLanguage({ getItem: () => "tlh" })).toBe("zh-CN");
  });
});

describe("money", () => {
  it("is grouped and has two decimals", () => {
    expect([yuan(150000), yuan(5), yuan(123456789)]).toEqual(["¥1,500.00", "¥0.05", "¥1,234,567.89"]);
  });

  it("is read as people type it, and nothing else is an amount", () => {
    expect(["23", "1,500.00", "￥１５００．５", "23。5元", "0.05"].map(fenOf)).toEqual([2300, 150000, 150050, 2350, 5]);
    for (const typed of ["", "-5", "1.005", "15,00", "1e5", "五十", "9999999999"]) expect(fenOf(typed)).toBeUndefined();
    expect([150050, 5].map(plainYuan)).toEqual(["1500.50", "0.05"]);
  });
});
