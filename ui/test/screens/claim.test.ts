//! A ticket's claim at the counter: how far it is, what bears it out, what it comes to, what was decided, paid and told.
import axe from "axe-core";
import { afterEach, describe, expect, test } from "vitest";
import type { AssessingForm, PaymentForm, TicketView } from "../../src/backend/contract";
import { claimAt } from "../fake/claims";
import { FakeBackend, trouble } from "../fake/backend";
import { view } from "../fake/tickets";
import { Stage } from "./stage";

let stage: Stage;
afterEach(() => stage.close());

const ID = "0199-0001";

async function at(claim: string, changes: Partial<TicketView> = {}, locale: "zh-CN" | "en" = "zh-CN"): Promise<void> {
  const fake = new FakeBackend();
  fake.views.set(ID, { ...claimAt(claim, view()), ...changes });
  stage = await new Stage(fake, locale).open({ screen: "ticket", id: ID });
  await stage.until(() => document.querySelector("h1")?.textContent === "WC07-261121-A0012-5");
}

const field = (end: string) => document.querySelector<HTMLInputElement>(`[id$="${end}"]`)!;
const section = (name: string) => document.getElementById(`claim-${name}`);

async function fill(end: string, text: string): Promise<void> {
  field(end).focus();
  await stage.type(text);
}

async function choose(end: string, value: string): Promise<void> {
  const select = document.querySelector<HTMLSelectElement>(`select[id$="${end}"]`)!;
  select.value = value;
  select.dispatchEvent(new Event("change", { bubbles: true }));
  await stage.settle();
}

async function faults(): Promise<string[]> {
  const found = await axe.run(document.body, { rules: { "color-contrast": { enabled: false }, region: { enabled: false } } });
  return found.violations.flatMap((violation) => violation.nodes.map((node) => `${violation.id}: ${node.html.slice(0, 160)}`));
}

const given = <Form>(command: "pay" | "saveAssessment" | "noteProof" | "recordContact", turn = 0) => stage.fake.called(command)[turn]?.[1] as Form;

describe("how far it is", () => {
  test.each([
    ["unknown", "还差 3 项材料"],
    ["late", "1 项材料逾期未补"],
    ["assessed", "等客户补 1 项材料"],
    ["release", "等总部第二人复核放行,先不要告知客户"],
    ["asked", "总部在问,请客户补充"],
    ["proposed", "请告知客户,听客户怎么说"],
    ["declined", "总部不予赔付,请告知客户"],
    ["agreed", "付 ¥1,220.00 给客户"],
    ["paid", "已付清"],
    ["too_late", "这张工单已经办完"],
  ])("at %s says what is next", async (claim, words) => {
    await at(claim);
    expect(document.querySelector(".bar [role=status]")?.textContent).toContain(words);
    expect(await faults()).toEqual([]);
  });

  test("every rung shows its amount, or that it is not known", async () => {
    await at("proposed", {}, "en");
    const rungs = [...document.querySelectorAll(".bar li")].map((rung) => rung.textContent?.replace(/\s+/g, " ").trim());
    expect(rungs).toEqual(["Claimed ¥1,500.00", "Proven ¥1,220.00", "Assessed ¥1,220.00", "Approved ¥1,220.00", "Paid —not known yet"]);
  });

  test("a ticket that is not about money shows contacts, and nothing else of it", async () => {
    const asked = view();
    await at("unknown", { claim: { ...asked.claim, aboutMoney: false } });
    expect(document.querySelector(".bar")).toBeNull();
    expect([section("proof"), section("assess"), section("pay"), section("decision")]).toEqual([null, null, null, null]);
    expect(section("contact")).not.toBeNull();
    await stage.press("a", { altKey: true });
    expect(document.querySelector("dialog")).toBeNull();
  });

  test("who may do nothing is offered nothing", async () => {
    const seen = claimAt("agreed", view());
    await at("agreed", { claim: { ...seen.claim, may: { assess: false, contact: false, pay: false, correct: false } } });
    expect(document.querySelector(".bar button")).toBeNull();
    for (const name of ["proof", "assess", "pay", "contact"]) expect(section(name)?.querySelector("button"), name).toBeFalsy();
    await stage.press("p", { altKey: true });
    await stage.press("t", { altKey: true });
    await stage.press("e", { altKey: true });
    expect(document.querySelector("main form[aria-label]")).toBeNull();
  });
});

describe("proofs", () => {
  test("say where they stand in words", async () => {
    await at("late", {}, "en");
    const told = section("proof")!.textContent!;
    expect(told).toContain("Repair quote is late, owed by Wed 18 Nov");
    expect(told).toContain("Not asked for: A small amount");
    expect(told).toContain("given on Sat 21 Nov");
    expect(told).toContain("2 of 3 seen to");
  });

  test("the key opens the first that is not here; one that is given today is noted, and the focus goes back", async () => {
    await at("late");
    await stage.press("e", { altKey: true });
    await stage.settle();
    expect(section("proof")!.querySelector("form")?.getAttribute("aria-label")).toBe("维修报价");
    expect(document.activeElement?.textContent?.trim()).toBe("已交");
    expect(await faults()).toEqual([]);
    section("proof")!.querySelector("form")!.requestSubmit();
    await stage.until(() => section("proof")!.querySelector("form") === null);
    expect(given("noteProof")).toEqual({ proof: "repair_quote", standing: "given", on: "2026-11-21", why: null });
    expect(section("proof")!.textContent).toContain("已交维修报价");
    expect(document.activeElement?.id).toBe("note-repair");
    expect(stage.text).toContain("收到维修报价");
  });

  test("a day that is over stands at its field; a day without a year is the next one", async () => {
    await at("late");
    await stage.press("e", { altKey: true });
    stage.button("以后补");
    await stage.settle();
    await fill("-owed", "2026-11-20");
    section("proof")!.querySelector("form")!.requestSubmit();
    await stage.until(() => stage.text.includes("这一天已经过去"));
    expect(document.activeElement?.id).toMatch(/-owed$/);
    expect(field("-owed").value).toBe("2026-11-20");
    await stage.type("1-5");
    section("proof")!.querySelector("form")!.requestSubmit();
    await stage.until(() => section("proof")!.querySelector("form") === null);
    expect(given("noteProof", 1)).toMatchObject({ standing: "owed", on: "2027-01-05" });
  });

  test("none is left out without a reason, and Escape leaves the ticket open", async () => {
    await at("late");
    await stage.press("e", { altKey: true });
    stage.button("不要求");
    await stage.settle();
    section("proof")!.querySelector("form")!.requestSubmit();
    await stage.until(() => section("proof")!.textContent!.includes("请填这一项"));
    await stage.press("Escape");
    expect(section("proof")!.querySelector("form")).toBeNull();
    expect(stage.desk.place).toEqual({ screen: "ticket", id: ID });
  });
});

describe("assessing", () => {
  async function open(claim = "to_assess", locale: "zh-CN" | "en" = "zh-CN"): Promise<void> {
    await at(claim, {}, locale);
    await stage.press("a", { altKey: true });
    expect(document.querySelector("dialog")).not.toBeNull();
  }
  const radios = () => [...document.querySelectorAll<HTMLElement>("dialog .measures [role=radio]")];
  const taken = () => radios().find((radio) => radio.getAttribute("aria-checked") === "true")?.textContent ?? "";

  test("every measure stands beside the proposed one, with why and why not", async () => {
    await open("assessed", "en");
    expect(document.activeElement?.id).toBe("claim-incident");
    expect(taken()).toContain("Insured express item: the loss, up to the insured amount ¥1,220.00");
    const dialog = document.querySelector("dialog")!.textContent!;
    expect(dialog).toContain("Because: Insured: by the agreed rule");
    expect(dialog).toContain("Not proposed: Neither intent nor gross negligence was found; the limit stands");
    expect(dialog).toContain("Still lacking: whole value");
    expect(dialog).toContain("Proofs that are not hereRepair quote owed by Wed 25 Nov");
    expect(dialog).toContain("¥1220.00, within the insured amount of ¥1500.00");
    expect(await faults()).toEqual([]);
  });

  test("what is typed is reckoned anew by the rules, and the last answer wins", async () => {
    await open();
    const looks: (() => void)[] = [];
    const wait = () => new Promise<void>((go) => looks.push(go));
    stage.fake.gates.lookAtClaim = wait();
    await fill("claim-proven", "100");
    await stage.until(() => stage.fake.called("lookAtClaim").length === 1);
    await stage.type("900");
    expect(document.querySelector<HTMLButtonElement>(".taking button")!.disabled).toBe(true);
    delete stage.fake.gates.lookAtClaim;
    looks[0]!();
    await stage.until(() => stage.fake.called("lookAtClaim").length === 2 && taken().includes("¥900.00"));
    expect(document.querySelector<HTMLButtonElement>(".taking button")!.disabled).toBe(false);
  });

  test("a field that cannot be read says so, and what came before stays", async () => {
    await open("assessed");
    await fill("claim-proven", "-5");
    await stage.until(() => stage.text.includes("金额不能是负数"));
    expect(taken()).toContain("¥1,220.00");
    expect(stage.text).toContain("有几项没认出来");
    expect(field("claim-proven").getAttribute("aria-invalid")).toBe("true");
    await stage.press("Enter", { ctrlKey: true });
    expect(stage.fake.called("saveAssessment")).toEqual([]);
  });

  test("a wrong day among the folded fields unfolds them", async () => {
    await open();
    const folded = () => document.querySelector<HTMLDetailsElement>("dialog details")!;
    expect(folded().open).toBe(false);
    await fill("claim-posted-on", "昨天");
    await stage.until(() => stage.text.includes("请填日期"));
    expect(folded().open).toBe(true);
    expect(field("claim-posted-on").value).toBe("昨天");
  });

  test("Alt and a digit takes a measure, arrows move, Ctrl and Enter saves", async () => {
    await open("assessed");
    await stage.press("3", { altKey: true });
    expect(taken()).toContain("不适用保价限额");
    await stage.press("ArrowDown");
    expect(taken()).toContain("不赔");
    await stage.press("ArrowUp");
    await fill("assess-words", "过失明显");
    await stage.press("Enter", { ctrlKey: true });
    await stage.until(() => document.querySelector("dialog") === null);
    expect(given<AssessingForm>("saveAssessment")).toMatchObject({ measure: "express_limit_falls", departure: null, words: "过失明显" });
    expect(section("assess")!.textContent).toContain("不适用保价限额");
    expect(stage.text).toContain("核算为 ¥1,220.00");
  });

  test("an amount above what was asked for is asked why, at its field", async () => {
    await open("assessed");
    await fill("claim-claimed", "500");
    await stage.until(() => !document.querySelector<HTMLButtonElement>(".taking button")!.disabled);
    await stage.press("Enter", { ctrlKey: true });
    await stage.until(() => document.activeElement?.id === "assess-departure");
    expect(document.querySelector(".taking")!.textContent).toContain("金额高于已证明或所要求的,请选理由");
    expect(await faults()).toEqual([]);
    await choose("assess-departure", "goodwill");
    await stage.press("Enter", { ctrlKey: true });
    await stage.until(() => document.querySelector("dialog") === null);
    expect(given<AssessingForm>("saveAssessment", 1).departure).toBe("goodwill");
  });

  test("a figure that is lacking is told by the rules, and nothing is lost", async () => {
    await open();
    await fill("assess-words", "先记着");
    await stage.press("Enter", { ctrlKey: true });
    await stage.until(() => stage.text.includes("这个方案还缺一个数,算不出来"));
    await stage.press("Escape");
    document.querySelector("dialog")?.dispatchEvent(new Event("cancel", { cancelable: true }));
    await stage.until(() => document.querySelector("dialog") === null);
    await stage.press("a", { altKey: true });
    expect(field("assess-words").value).toBe("先记着");
    expect(stage.text).toContain("这里是上次没有保存的内容");
    stage.button("放弃,按工单重填");
    await stage.settle();
    expect(field("assess-words").value).toBe("");
  });

  test("a desk that does not answer says so, and is asked again", async () => {
    await open();
    stage.fake.failures.lookAtClaim = trouble("database_trouble");
    await fill("claim-proven", "800");
    await stage.until(() => stage.text.includes("数据暂时读写不了"));
    delete stage.fake.failures.lookAtClaim;
    stage.button("再试一次");
    await stage.until(() => taken().includes("¥800.00"));
  });

  test("a measure that no longer applies is not silently another", async () => {
    await open("assessed");
    await stage.press("3", { altKey: true });
    await fill("claim-insured", "");
    await stage.until(() => stage.text.includes("刚才选的方案不适用了"));
    expect(taken()).toContain("未保价快件");
    await stage.press("1", { altKey: true });
    expect(stage.text).not.toContain("刚才选的方案不适用了");
  });

  test("scans wait while something is typed and not saved", async () => {
    await open("assessed");
    expect(stage.desk.isHeld).toBe(false);
    await fill("assess-words", "说明");
    expect(stage.desk.isHeld).toBe(true);
    document.querySelector("dialog")!.dispatchEvent(new Event("cancel", { cancelable: true }));
    await stage.until(() => document.querySelector("dialog") === null);
    expect(stage.desk.isHeld).toBe(false);
  });

  test("what happened decides which fields come first", async () => {
    await open();
    const first = () => [...document.querySelectorAll("dialog .known > .fields :is(input, select)")].map((control) => control.id);
    expect(first()).toContain("claim-insured");
    await choose("claim-incident", "delay");
    expect(first()).toEqual(["claim-incident", "claim-service", "claim-area", "claim-claimed", "claim-freight", "claim-promised-on", "claim-delivered-on", ""]);
    await stage.until(() => taken().includes("免除本次服务费用"));
  });
});

describe("the decision", () => {
  test("stands with its amount in figures and capitals, its reason and its round", async () => {
    await at("proposed");
    const told = section("decision")!.textContent!;
    for (const words of ["¥1,220.00", "壹仟贰佰贰拾元整", "证据齐全,按实际损失赔付。", "第 2 次决定,共 3 次", "被替代的决定 1 个"]) expect(told).toContain(words);
    expect(section("decision")!.querySelector("article + details")).not.toBeNull();
  });

  test("is accepted, and then paid", async () => {
    await at("proposed");
    stage.button("客户同意");
    await stage.settle();
    await stage.press("Enter", { ctrlKey: true });
    await stage.until(() => document.activeElement?.id.endsWith("-amount") === true);
    expect(stage.fake.called("takeAction")[0]).toEqual([ID, "accept", ""]);
  });

  test("is refused, or looked at again, with words alone", async () => {
    await at("proposed");
    expect(section("decision")!.textContent).toContain("还可以申请复核 1 次");
    stage.button("申请复核");
    await stage.settle();
    await stage.press("Enter", { ctrlKey: true });
    expect(stage.text).toContain("请先写几个字");
    expect(await faults()).toEqual([]);
    expect(stage.fake.called("takeAction")).toEqual([]);
    await stage.type("维修站说修不了");
    await stage.press("Enter", { ctrlKey: true });
    await stage.until(() => stage.fake.called("takeAction").length === 1);
    expect(stage.fake.called("takeAction")[0]).toEqual([ID, "refuse", "申请复核:维修站说修不了"]);
  });

  test("that gives nothing can be looked at again, and is told", async () => {
    await at("declined");
    expect([...section("decision")!.querySelectorAll("button")].map((button) => button.textContent?.trim())).toEqual(["申请复核"]);
    stage.button("申请复核");
    await stage.settle();
    await stage.type("有照片为证");
    await stage.press("Enter", { ctrlKey: true });
    await stage.until(() => stage.fake.called("takeAction").length === 1);
    expect(stage.fake.called("takeAction")[0]).toEqual([ID, "reopen", "申请复核:有照片为证"]);
    await stage.press("t", { altKey: true });
    stage.button("告知结果");
    await stage.press("Enter", { ctrlKey: true });
    await stage.until(() => document.querySelector(".bar [role=status]")!.textContent!.includes("这张工单已经办完"));
  });

  test("the last round has no review", async () => {
    const seen = claimAt("proposed", view());
    await at("proposed", { claim: { ...seen.claim, decisions: seen.claim.decisions.map((decision) => ({ ...decision, round: decision.round + 1 })) } });
    expect(section("decision")!.textContent).toContain("已经复核到最后一次");
    expect([...section("decision")!.querySelectorAll("button")].map((button) => button.textContent?.trim())).toEqual(["客户同意", "客户不同意"]);
  });

  test("is offered once: not among the other actions", async () => {
    await at("proposed");
    expect([...document.querySelectorAll("button")].filter((button) => button.textContent?.includes("客户同意")).length).toBe(1);
  });

  test("waits for a second person, and nothing can be answered", async () => {
    await at("release");
    expect(section("decision")!.textContent).toContain("等第二人复核放行");
    expect(section("decision")!.querySelector("button")).toBeNull();
    expect(section("pay")).toBeNull();
  });

  test("that came too late stands beside what changed", async () => {
    await at("too_late");
    expect(section("decision")!.textContent).toContain("来晚了");
    expect(section("decision")!.textContent).toContain("工单现在是:已撤回");
  });
});

describe("paying", () => {
  test("what is still to pay is paid in cash with one key, and the voucher is told", async () => {
    await at("agreed");
    await stage.press("p", { altKey: true });
    await stage.settle();
    expect(document.activeElement?.id).toMatch(/-amount$/);
    expect(field("-account")).toBeNull();
    await stage.press("Enter");
    expect(stage.fake.called("pay")).toEqual([]);
    await stage.press("Enter", { ctrlKey: true });
    await stage.until(() => stage.text.includes("已登记付款,赔付单号 WC07-261121-A0012-5/P1"));
    expect(given("pay")).toEqual({ amount: "1220.00", method: "cash", payee: "sender", name: "王小明", account: "", departure: null });
    expect(stage.text).toContain("已付清,工单办结");
    expect(section("pay")!.querySelector("form")).toBeNull();
    expect(document.activeElement?.textContent).toContain("赔付单号");
  });

  test("part of it by transfer needs an account, which is never shown again", async () => {
    await at("agreed");
    stage.button("银行转账");
    await stage.settle();
    await fill("-amount", "1000");
    await stage.press("Enter", { ctrlKey: true });
    await stage.until(() => stage.text.includes("请填账号或券号"));
    expect(document.activeElement?.id).toMatch(/-account$/);
    expect(document.activeElement?.getAttribute("autocomplete")).toBe("off");
    await stage.type("6222021234567890");
    await stage.press("Enter", { ctrlKey: true });
    await stage.until(() => stage.text.includes("还要付 ¥220.00"));
    expect(given<PaymentForm>("pay", 1).account).toBe("6222021234567890");
    expect(document.body.innerHTML).not.toContain("6222021234567890");
    expect(field("-account").value).toBe("");
    expect(field("-amount").value).toBe("220.00");
  });

  test("Escape leaves the form first, and what was typed stays", async () => {
    await at("part_paid");
    expect(document.querySelector(".bar")!.textContent).toContain("已付一部分");
    await fill("-amount", "100");
    await stage.press("Escape");
    expect(stage.desk.place).toEqual({ screen: "ticket", id: ID });
    expect(field("-amount").value).toBe("100");
  });

  test("the recipient is paid only with the sender's waiver", async () => {
    await at("agreed");
    await choose("-payee", "recipient");
    expect(field("-name").value).toBe("欧阳娜娜");
    expect(stage.text).toContain("付给收件人,要先有寄件人同意的声明");
    field("-name").focus();
    await stage.press("Enter", { ctrlKey: true });
    await stage.until(() => document.activeElement?.textContent?.includes("声明今天已交") === true);
    expect(section("pay")!.querySelector("[role=alert]")?.textContent).toContain("没有登记付款,填的内容还在");
    stage.button("声明今天已交");
    await stage.until(() => stage.text.includes("由收件人受偿的声明已交"));
    field("-name").focus();
    await stage.press("Enter", { ctrlKey: true });
    await stage.until(() => stage.text.includes("已登记付款"));
  });

  test("more than was approved is asked why", async () => {
    await at("agreed");
    await fill("-amount", "1300");
    await stage.press("Enter", { ctrlKey: true });
    await stage.until(() => document.activeElement?.id.endsWith("-why") === true);
    expect(await faults()).toEqual([]);
    await choose("-why", "goodwill");
    await stage.press("Enter", { ctrlKey: true });
    await stage.until(() => stage.text.includes("已登记付款"));
    expect(given<PaymentForm>("pay", 1)).toMatchObject({ amount: "1300", departure: "goodwill" });
  });

  test("an amount that cannot be read stands at its field, and one press pays once", async () => {
    await at("agreed");
    await fill("-amount", "一千");
    await stage.press("Enter", { ctrlKey: true });
    await stage.until(() => section("pay")!.textContent!.includes("请填数字"));
    await fill("-amount", "0");
    await stage.press("Enter", { ctrlKey: true });
    await stage.until(() => section("pay")!.textContent!.includes("付款金额是零"));
    await fill("-amount", "10");
    void stage.press("Enter", { ctrlKey: true });
    await stage.press("Enter", { ctrlKey: true });
    await stage.until(() => stage.text.includes("还要付 ¥1,210.00"));
    expect(stage.fake.called("pay").length).toBe(3);
  });

  test("'done' is not offered beside money that is still to pay", async () => {
    await at("agreed");
    expect([...document.querySelectorAll("button")].some((button) => button.textContent?.includes("已办妥"))).toBe(false);
  });
});

describe("contacts", () => {
  test("missed attempts are told apart, newest first", async () => {
    await at("assessed");
    const rows = [...section("contact")!.querySelectorAll("li")].map((row) => [row.className.includes("missed"), row.querySelector("b")?.textContent]);
    expect(rows).toEqual([[false, "已告知"], [true, "无人接听"]]);
    expect(section("contact")!.textContent).toContain("2 次,其中 1 次没联系上");
  });

  test("one is noted by keys alone", async () => {
    await at("to_assess");
    await stage.press("t", { altKey: true });
    await stage.settle();
    expect(document.activeElement?.textContent).toBe("电话");
    expect(await faults()).toEqual([]);
    await stage.press("ArrowRight");
    stage.button("无人接听");
    await fill("-words", "响了很久");
    await stage.press("Enter", { ctrlKey: true });
    await stage.until(() => section("contact")!.querySelector("form") === null);
    expect(given("recordContact")).toEqual({ way: "text", about: "progress", outcome: "no_answer", words: "响了很久" });
    expect(stage.text).toContain("联系客户(短信,告知进度):无人接听");
    expect(document.activeElement?.textContent).toContain("记一次联系");
  });

  test("what was said goes in by key", async () => {
    await at("to_assess");
    await stage.press("t", { altKey: true });
    await stage.until(() => section("contact")!.querySelector(".opens") !== null);
    await fill("-words", "/wjt");
    field("-words").setSelectionRange(4, 4);
    await stage.press("Tab");
    await stage.press("Enter", { ctrlKey: true });
    await stage.until(() => section("contact")!.querySelector("form") === null);
    expect(given("recordContact")).toMatchObject({ words: "电话无人接听,稍后再联系。" });
  });

  test("one that could not be saved keeps its words", async () => {
    await at("to_assess");
    stage.fake.failures.recordContact = trouble("disk_full");
    await stage.press("t", { altKey: true });
    await fill("-words", "说了经过");
    await stage.press("Enter", { ctrlKey: true });
    await stage.until(() => stage.text.includes("磁盘满了,没有存下来"));
    expect(field("-words").value).toBe("说了经过");
  });
});
