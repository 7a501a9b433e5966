import axe from "axe-core";
import { afterEach, describe, expect, it } from "vitest";
import { FakeBackend, trouble } from "../fake/backend";
import { kinOf, saidView } from "../fake/matters";
import { blankForm, summary, SUMMARIES, view } from "../fake/tickets";
import { Stage } from "./stage";

let stage: Stage;
afterEach(() => stage.close());

const other = SUMMARIES[0]!;

async function faults(): Promise<string[]> {
  const found = await axe.run(document.body, { rules: { "color-contrast": { enabled: false }, region: { enabled: false } } });
  return found.violations.flatMap((violation) => violation.nodes.map((node) => `${violation.id}: ${node.html.slice(0, 160)}`));
}

function story(): HTMLTextAreaElement {
  return document.querySelector<HTMLTextAreaElement>("#story")!;
}

/** An intake with nothing in it but what is typed. */
async function intake(fake = new FakeBackend(), locale: "zh-CN" | "en" = "zh-CN"): Promise<FakeBackend> {
  fake.lay(blankForm(), [], "blank");
  stage = await new Stage(fake, locale).open();
  await stage.until(() => story() !== null);
  story().focus();
  return fake;
}

async function ticket(fake = new FakeBackend(), locale: "zh-CN" | "en" = "zh-CN"): Promise<FakeBackend> {
  if (!fake.views.has("0199-0001")) fake.views.set("0199-0001", view({ conflicts: [] }));
  stage = await new Stage(fake, locale).open({ screen: "ticket", id: "0199-0001" });
  await stage.until(() => document.querySelector("#kin-part") !== null);
  return fake;
}

describe("a story that is typed", () => {
  it("suggests a reason with its words, which one key takes, and which goes along when it is kept", async () => {
    const fake = await intake();
    await stage.type("壶嘴断了,杯子碎了");
    await stage.until(() => stage.text.includes("建议:损毁 › 内件破损"));
    expect([...document.querySelectorAll("mark")].map((word) => word.textContent)).toEqual(["断了", "碎了"]);
    expect(await faults()).toEqual([]);
    await stage.press("a", { altKey: true });
    expect(stage.text).not.toContain("建议:");
    await stage.until(() => fake.drafts.get("blank")?.form.sorted !== null);
    const kept = fake.drafts.get("blank")!.form;
    expect([kept.category, kept.sorted]).toEqual(["damage.contents", { offered: "damage.contents", answered: "accepted" }]);
  });

  it("lets the clerk choose otherwise, and says so", async () => {
    const fake = await intake();
    await stage.type("茶具碎了,断了,纸箱压扁");
    await stage.until(() => stage.text.includes("建议:"));
    stage.button("损毁 › 外包装破损");
    await stage.until(() => fake.drafts.get("blank")?.form.sorted?.answered === "overridden");
    expect(fake.drafts.get("blank")!.form.category).toBe("damage.packaging");
    expect(stage.text).toContain("建议:损毁 › 内件破损");
  });

  it("is asked about once the hand rests, and never while an input method composes", async () => {
    const fake = await intake();
    story().dispatchEvent(new CompositionEvent("compositionstart", { bubbles: true }));
    await stage.type("sui le");
    await new Promise((next) => setTimeout(next, 400));
    expect(fake.called("suggest")).toEqual([]);
    await stage.type("碎了");
    story().dispatchEvent(new CompositionEvent("compositionend", { bubbles: true }));
    await stage.until(() => fake.called("suggest").length > 0);
    expect(fake.called("suggest")).toEqual([["碎了", "claim"]]);
  });

  it("that speaks of a danger says what is done first", async () => {
    await intake(new FakeBackend(), "en");
    await stage.type("The heater caught on fire and he was hurt");
    await stage.until(() => document.querySelector(".danger[role=alert]") !== null);
    const says = document.querySelector(".danger")?.textContent ?? "";
    expect(says).toContain("on fire");
    expect(says).toContain("where needed call 120, 119 or 110");
    expect(await faults()).toEqual([]);
  });

  it("stays where nothing can be suggested, and why is said", async () => {
    const fake = new FakeBackend();
    fake.failures.suggest = trouble("database_trouble");
    await intake(fake);
    await stage.type("碎了");
    await stage.until(() => stage.text.includes("再试"));
    expect(story().value).toBe("碎了");
    delete fake.failures.suggest;
    [...document.querySelectorAll("button")].find((button) => button.closest(".line") && button.textContent?.includes("再试"))?.click();
    await stage.until(() => stage.text.includes("建议:"));
  });
});

describe("kin in the intake", () => {
  it("is told, and linked when saved, or put aside as another matter with a moment to take that back", async () => {
    const fake = new FakeBackend();
    fake.kin = [kinOf(other, "same_matter", ["waybill"]), { ...kinOf(SUMMARIES[3]!, "repeat", ["phone"]), here: false }];
    await intake(fake);
    document.querySelector<HTMLInputElement>("#waybill")!.focus();
    await stage.type("YT1234567890123");
    await stage.until(() => stage.text.includes("可能是同一件事:"));
    expect(fake.called("lookForKin").at(-1)).toEqual(["YT1234567890123", "", "claim", null, null]);
    expect(await faults()).toEqual([]);
    stage.button("保存时关联");
    await stage.until(() => fake.drafts.get("blank")?.form.kin.length === 1);
    expect(fake.drafts.get("blank")!.form.kin).toEqual([{ ticket: other.id, number: other.number, kin: "same_matter" }]);
    expect(stage.text).toContain("在别的柜台");
    stage.button("是另一件事");
    await stage.settle();
    expect(stage.text).not.toContain("可能是同样的事又发生");
    expect(stage.desk.toasts.undoLast()).toBe(true);
    await stage.until(() => stage.text.includes("可能是同样的事又发生"));
  });

  it("that could not be looked for is told, and blocks nothing", async () => {
    const fake = new FakeBackend();
    fake.failures.lookForKin = trouble("database_trouble");
    await intake(fake);
    document.querySelector<HTMLInputElement>("#waybill")!.focus();
    await stage.type("YT1234567890123");
    await stage.until(() => document.querySelector(".go .line") !== null);
    expect([...document.querySelectorAll<HTMLButtonElement>(".go .buttons button")].some((button) => button.disabled && button.textContent?.includes("保存"))).toBe(false);
  });
});

describe("phrases", () => {
  it("go in by key and Tab, and leave the caret in the field", async () => {
    await intake();
    await stage.until(() => document.querySelector(".opens") !== null);
    await stage.type("见图;wk");
    story().setSelectionRange(5, 5);
    const tab = await stage.press("Tab");
    expect(tab.defaultPrevented).toBe(true);
    expect(story().value).toBe("见图外包装有明显挤压痕迹,签收时已当面指出。");
    expect(document.activeElement).toBe(story());
    expect((await stage.press("Tab")).defaultPrevented).toBe(false);
  });

  it("do not go in while an input method composes", async () => {
    await intake();
    await stage.until(() => document.querySelector(".opens") !== null);
    await stage.type("/wk");
    story().setSelectionRange(3, 3);
    story().dispatchEvent(new CompositionEvent("compositionstart", { bubbles: true }));
    await stage.press("Enter", { isComposing: true });
    expect(story().value).toBe("/wk");
  });

  it("are chosen out of a list by keys", async () => {
    await intake();
    await stage.until(() => document.querySelector(".opens") !== null);
    await stage.press("q", { altKey: true });
    expect(document.activeElement?.textContent).toContain("外包装有明显挤压");
    expect(await faults()).toEqual([]);
    await stage.press("ArrowDown");
    await stage.press("Enter");
    expect(story().value).toBe("客户当面签收,打开后发现内件损坏。");
    await stage.press("q", { altKey: true });
    await stage.press("Escape");
    expect(document.querySelector("[role=menu]")).toBeNull();
    expect(document.activeElement).toBe(story());
  });
});

describe("a weighing", () => {
  const digit = async (key: string) => {
    await stage.press(key);
    // A digit may be the first of a scan: it counts once no other follows.
    await stage.until(() => document.activeElement?.getAttribute("aria-checked") === "true" && document.activeElement.textContent?.startsWith(key) === true);
  };

  it("is chosen by digits and Enter, says what comes out as Rust reckons it, and is kept with what was seen", async () => {
    const fake = await ticket();
    await stage.press("j", { altKey: true });
    await stage.until(() => document.querySelector("dialog [role=radio]:focus") !== null);
    expect(stage.text).toContain("四项都选好后得出");
    expect(await faults()).toEqual([]);
    for (const key of ["3", "2", "3", "3"]) {
      await digit(key);
      await stage.press("Enter");
    }
    await stage.until(() => stage.text.includes("高优先级"));
    expect(stage.text).toContain("当天由网点经理过问");
    await stage.press("Enter", { ctrlKey: true });
    await stage.until(() => document.querySelector("dialog") === null);
    expect(fake.called("weigh")).toEqual([["0199-0001", { loss: "considerable", spread: "slight", urgency: "considerable", repair: "considerable", endangersPeople: false }, null, "e8"]]);
    expect(document.querySelector(".badges")?.textContent).toContain("高优先级");
    expect(stage.text).toContain("优先级判断为高优先级");
  });

  it("that nobody has made yet is asked for by words of danger, until it is made", async () => {
    const fake = new FakeBackend();
    const seen = view({ conflicts: [] });
    fake.views.set("0199-0001", { ...seen, form: { ...seen.form, story: "电池着火,孩子受伤" } });
    await ticket(fake);
    await stage.until(() => document.querySelector("#weighing .danger") !== null);
    fake.views.set("0199-0001", saidView(fake.views.get("0199-0001")!, other));
    fake.tell("tickets-changed", { ids: ["0199-0001"] });
    await stage.until(() => document.querySelector("#weighing .danger") === null);
    expect(document.querySelector("#weighing")?.textContent).toContain("高优先级");
  });

  it("that is half chosen is not saved, and the rows that lack say so", async () => {
    const fake = await ticket();
    await stage.press("j", { altKey: true });
    await stage.until(() => document.querySelector("dialog [role=radio]:focus") !== null);
    await digit("3");
    await stage.press("Enter", { ctrlKey: true });
    expect(document.querySelectorAll(".row.missing")).toHaveLength(3);
    expect(document.activeElement?.closest(".row.missing")).not.toBeNull();
    expect(fake.called("weigh")).toEqual([]);
  });

  it("over what somebody else has judged meanwhile is refused, and theirs is shown", async () => {
    const fake = new FakeBackend();
    fake.views.set("0199-0001", saidView(view({ conflicts: [] }), other));
    await ticket(fake, "en");
    const seen = fake.views.get("0199-0001")!;
    fake.views.set("0199-0001", { ...seen, risk: { ...seen.risk!, event: "w-9", grade: "critical", by: "林一" }, story: [...seen.story, { ...seen.story[0]!, event: "new" }] });
    await stage.press("j", { altKey: true });
    await stage.until(() => document.querySelector("dialog [role=radio]:focus") !== null);
    await digit("4");
    await stage.press("Enter", { ctrlKey: true });
    await stage.until(() => stage.text.includes("Somebody else has just changed this ticket"));
    expect(document.querySelector("dialog")?.textContent).toContain("林一 has set: Critical risk");
    expect(await faults()).toEqual([]);
  });

  it("marks the rows of the board", async () => {
    const fake = new FakeBackend();
    fake.tickets = [{ ...summary({ id: "late-1" }), priority: "highest" }, { ...summary({ id: "late-2" }), priority: "normal", mergedInto: "WC07-261121-A0001-1" }];
    stage = await new Stage(fake).open({ screen: "board" });
    await stage.until(() => document.querySelectorAll("li .ticket").length === 2);
    const rows = [...document.querySelectorAll("li .ticket")].map((row) => row.textContent ?? "");
    expect(rows.map((row) => [row.includes("最高优先级"), row.includes("普通优先级"), row.includes("已并入另一单")])).toEqual([[true, false, false], [false, false, true]]);
  });
});

describe("what belongs together", () => {
  it("is linked, and the link can be taken back at once and later", async () => {
    const fake = new FakeBackend();
    fake.kin = [kinOf(other, "repeat", ["phone"])];
    await ticket(fake);
    await stage.until(() => stage.text.includes("可能是同样的事又发生"));
    [...document.querySelectorAll<HTMLElement>("#kin-part button")].find((button) => button.textContent?.trim() === "关联")?.click();
    await stage.until(() => fake.views.get("0199-0001")?.links.length === 1);
    await stage.settle();
    expect(document.querySelector("#kin-part")?.textContent).toContain("再次发生,上次是 WC07-261112-B0004-1");
    expect(await faults()).toEqual([]);
    [...document.querySelectorAll<HTMLElement>("#kin-part button")].find((button) => button.textContent?.trim() === "撤销")?.click();
    await stage.until(() => fake.views.get("0199-0001")?.links.length === 0);
    await stage.until(() => stage.text.includes("可能是同样的事又发生"));
  });

  it("goes on in the other ticket, which the head says and leads to, until it is undone", async () => {
    const fake = new FakeBackend();
    fake.kin = [kinOf(other, "same_matter", ["waybill"])];
    await ticket(fake, "en");
    await stage.until(() => stage.text.includes("Perhaps the same matter"));
    stage.button("Go on there");
    await stage.until(() => stage.text.includes("This ticket goes on in WC07-261112-B0004-1"));
    expect(await faults()).toEqual([]);
    await stage.press("z", { altKey: true });
    await stage.until(() => !stage.text.includes("This ticket goes on in"));
    stage.button("Go on there");
    await stage.until(() => stage.text.includes("This ticket goes on in"));
    stage.button("Open it");
    await stage.until(() => document.querySelector("h1")?.textContent === other.number);
  });

  it("is found by number and linked by keys alone", async () => {
    const fake = await ticket();
    await stage.press("k", { altKey: true });
    await stage.until(() => document.activeElement?.id.endsWith("-other") ?? false);
    await stage.type("WC07-261112");
    await stage.until(() => document.querySelector("#kin-part form li b") !== null);
    await stage.press("Enter");
    await stage.until(() => fake.views.get("0199-0001")?.links.length === 1);
    expect(fake.called("link")).toEqual([["0199-0001", other.id, "related", "e8"]]);
  });

  it("parts into a draft that is filled in, says where it comes from, and stands in the intake", async () => {
    const fake = await ticket();
    stage.button("拆出一部分");
    await stage.until(() => document.querySelector<HTMLInputElement>("#waybill")?.value === "SF1234567890123");
    expect(stage.text).toContain("拆分自 WC07-261121-A0012-5");
    expect(fake.called("startSplit")).toEqual([["0199-0001"]]);
  });

  it("says at its place why a step was not taken", async () => {
    const fake = new FakeBackend();
    fake.kin = [kinOf(other, "same_matter", ["waybill"])];
    fake.failures.merge = trouble("merge_in_a_circle");
    await ticket(fake);
    await stage.until(() => stage.text.includes("可能是同一件事"));
    stage.button("并入那张");
    await stage.until(() => document.querySelector("#kin-part [role=alert]") !== null);
    expect(document.querySelector("#kin-part [role=alert]")?.textContent).toContain("那张工单已并入这一张");
  });
});
