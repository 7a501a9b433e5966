//! Between the taking in and the end of a ticket: what is looked into, who is asked, what the regulator and the customer say.
import axe from "axe-core";
import { afterEach, expect, test } from "vitest";
import type { AdjudicationForm, AppealForm, CorrectionForm, EvidenceForm, FindingForm, RatingForm, TaskAnswerForm, TaskForm, TicketView } from "../../src/backend/contract";
import type { DeskBackend } from "../../src/backend/backend";
import { FakeBackend, trouble } from "../fake/backend";
import { claimAt } from "../fake/claims";
import { blankInvestigation, openInvestigation } from "../fake/investigations";
import { FOLLOW_UP_DUE, followUp, UPDATE_DUE } from "../fake/life";
import { delayed } from "../fake/losses";
import { view } from "../fake/tickets";
import { Stage } from "./stage";

let stage: Stage;
afterEach(() => stage.close());

const ID = "0199-0001";

async function at(changes: Partial<TicketView> = {}, prepare: (fake: FakeBackend) => void = () => undefined, locale: "zh-CN" | "en" = "zh-CN"): Promise<void> {
  const fake = new FakeBackend();
  fake.views.set(ID, { ...view(), conflicts: [], ...changes });
  prepare(fake);
  stage = await new Stage(fake, locale).open({ screen: "ticket", id: ID });
  await stage.until(() => document.querySelector("#investigation-task-title") !== null || stage.text.includes("请再试"));
}

const part = (name: string) => document.getElementById(name)!;
const form = () => document.querySelector<HTMLFormElement>("main form[aria-label]")!;
const given = <Form>(command: keyof DeskBackend, turn = 0) => stage.fake.called(command)[turn]?.[1] as Form;

async function fill(end: string, text: string): Promise<void> {
  document.querySelector<HTMLInputElement>(`[id$="${end}"]`)!.focus();
  await stage.type(text);
}

async function choose(end: string, value: string): Promise<void> {
  const select = document.querySelector<HTMLSelectElement>(`select[id$="${end}"]`)!;
  select.value = value;
  select.dispatchEvent(new Event("change", { bubbles: true }));
  await stage.settle();
}

async function press(within: string, text: string): Promise<void> {
  [...part(within).querySelectorAll("button")].find((button) => button.textContent?.includes(text))!.click();
  await stage.settle();
}

async function faults(): Promise<string[]> {
  const found = await axe.run(document.body, { rules: { "color-contrast": { enabled: false }, region: { enabled: false } } });
  return found.violations.flatMap((violation) => violation.nodes.map((node) => `${violation.id}: ${node.html.slice(0, 160)}`));
}

test("a step of the playbook becomes a task with what it proposes, and stands among the tasks then", async () => {
  await at();
  expect(part("investigation").textContent).toContain("预案建议 3 步");
  document.querySelectorAll<HTMLElement>("[aria-label^='设为任务']")[1]!.click();
  await stage.until(() => form() !== null);
  expect(await faults()).toEqual([]);
  expect(document.querySelector<HTMLInputElement>("[id$='-due']")!.value).toBe("11-23");
  form().requestSubmit();
  await stage.until(() => part("investigation").textContent!.includes("预案建议 2 步"));
  expect(given<TaskForm>("setTask")).toEqual({ task: "search", to: { to: "unit", code: "transport" }, dueOn: "2026-11-23", dueAt: null, words: "请运输中转部在转运中心查找" });
  expect(part("investigation").textContent).toContain("查找快件 · 运输中转部");
  expect(stage.text).toContain("设任务:查找快件");
});

test("a due time that is not understood, and one that is over, stand at their field", async () => {
  await at();
  await stage.press("i", { altKey: true });
  await stage.until(() => form() !== null);
  await fill("-due", "soon");
  form().requestSubmit();
  await stage.until(() => stage.text.includes("看不懂这个时间"));
  expect(stage.fake.called("setTask")).toEqual([]);
  stage.fake.failures.setTask = trouble("day_passed");
  await fill("-due", "16:20");
  form().requestSubmit();
  await stage.until(() => stage.text.includes("这一天已经过去"));
  expect(document.activeElement?.id).toMatch(/-due$/);
  expect(given<TaskForm>("setTask")).toMatchObject({ to: { to: "person", id: "p1" }, dueOn: null, dueAt: "2026-11-21T08:20:00.000Z" });
  await stage.press("Escape");
  expect(form()).toBeNull();
  expect(document.activeElement?.id).toBe("investigation-task-open");
});

test("the key goes to a task of one's own, and its digit says what came of it", async () => {
  await at({}, (fake) => fake.life.investigations.set(ID, openInvestigation()));
  await stage.press("i", { altKey: true });
  expect(document.activeElement?.id).toBe("answer-task-3");
  await stage.press("Enter");
  await stage.press("3");
  await stage.until(() => document.activeElement?.textContent?.includes("没有找到") ?? false);
  expect(await faults()).toEqual([]);
  await stage.press("Enter", { ctrlKey: true });
  await stage.until(() => stage.text.includes("结果已记下"));
  expect(given<TaskAnswerForm>("answerTask")).toEqual({ task: "task-3", outcome: "not_found", words: "" });
  await stage.until(() => document.getElementById("answer-task-3") === null);
});

test("a video says when it is gone, and evidence can be taken back", async () => {
  await at();
  await press("investigation", "记证据");
  await stage.until(() => form() !== null);
  await press("investigation", "录像");
  await fill("-overwritten", "11-23");
  await fill("-words", "3 号口");
  form().requestSubmit();
  await stage.until(() => part("investigation").textContent!.includes("11 月 23 日 周一会被覆盖"));
  expect(given<EvidenceForm>("noteEvidence")).toEqual({ evidence: "video", photo: null, overwrittenOn: "2026-11-23", words: "3 号口" });
  await stage.press("z", { altKey: true });
  await stage.until(() => !part("investigation").textContent!.includes("会被覆盖"));
});

test("a finding asks the questions of its stage, and whoever answers for it begins with what was found", async () => {
  await at();
  await press("investigation", "写结论");
  await stage.until(() => form() !== null);
  await press("investigation", "派送环节");
  const group = [...document.querySelectorAll<HTMLElement>("[role=radiogroup]")].find((there) => there.getAttribute("aria-label") === "派送前是否联系收件人")!;
  expect(group.querySelector("[aria-checked=true]")).toBeNull();
  group.querySelectorAll("button")[1]!.click();
  await choose("-cause", "delivery_leg");
  expect(form().textContent).toContain("当天改派,网点整改");
  expect(await faults()).toEqual([]);
  form().requestSubmit();
  await stage.until(() => part("investigation").textContent!.includes("派送环节 · 末端派送不及时"));
  expect(given<FindingForm>("makeFinding")).toEqual({ stage: "delivery", cause: "delivery_leg", answers: [{ question: "called", answer: "no" }], words: "" });
  part("investigation-adjudication-open").click();
  await stage.until(() => form() !== null);
  form().requestSubmit();
  await stage.until(() => stage.text.includes("请填这一项"));
  await choose("-unit", "courier_team");
  form().requestSubmit();
  await stage.until(() => part("investigation").textContent!.includes("收派部 · 派送环节"));
  expect(given<AdjudicationForm>("adjudicate", 1)).toEqual({ unit: "courier_team", branch: null, stage: "delivery", cause: "delivery_leg", words: "" });
});

test("an improvement is noted also after closing, and who may do nothing is offered nothing", async () => {
  const none = { setTask: false, answer: false, noteEvidence: false, find: false, adjudicate: false, improve: true };
  await at({ summary: { ...view().summary, status: "closed" } }, (fake) => fake.life.investigations.set(ID, openInvestigation({ may: none })));
  expect([...part("investigation").querySelectorAll("button")].map((button) => button.textContent?.trim())).toEqual(["写改进建议"]);
  await press("investigation", "写改进建议");
  await stage.until(() => form() !== null);
  await fill("-words", "每班清一次");
  form().requestSubmit();
  await stage.until(() => part("investigation").textContent!.includes("每班清一次"));
  expect(given("noteImprovement")).toEqual({ unit: "transport", words: "每班清一次" });
});

test("an investigation that cannot be read says so, and is read again", async () => {
  await at({}, (fake) => {
    fake.failures.lookAtInvestigation = trouble("database_trouble");
    fake.life.investigations.set(ID, blankInvestigation());
  });
  expect(part("investigation").querySelector("[role=alert]")).not.toBeNull();
  delete stage.fake.failures.lookAtInvestigation;
  await press("investigation", "再试");
  await stage.until(() => part("investigation").textContent!.includes("预案建议"));
});

test("an appeal is noted, its pack printed in one press, and answered", async () => {
  await at();
  await stage.press("g", { altKey: true });
  await stage.until(() => form() !== null);
  form().requestSubmit();
  await stage.until(() => stage.text.includes("请填这一项"));
  expect(document.activeElement?.id).toMatch(/-number$/);
  await stage.type("12305-77");
  form().requestSubmit();
  await stage.until(() => part("appeals").textContent!.includes("申诉 12305-77"));
  expect(given<AppealForm>("recordAppeal", 1)).toEqual({ number: "12305-77", forwardedOn: "2026-11-21", words: "" });
  expect(await faults()).toEqual([]);
  await press("appeals", "打印答复材料");
  await stage.until(() => stage.fake.called("printTicketPaper").length === 1);
  expect(stage.fake.called("printTicketPaper")[0]?.slice(0, 3)).toEqual([ID, "appeal", "a4"]);
  await press("appeals", "登记我们的答复");
  form().requestSubmit();
  await stage.until(() => part("appeals").textContent!.includes("11 月 21 日 周六已答复"));
});

test("a payment is corrected, and the old sum stays beside the new one", async () => {
  await at(claimAt("part_paid", view()), undefined, "en");
  part("correct-pay-0").click();
  await stage.until(() => document.querySelector("[aria-label^='Correct payment'] [id$='-amount']") !== null);
  const correction = () => document.querySelector<HTMLFormElement>("form[aria-label^='Correct payment']");
  correction()!.requestSubmit();
  await stage.until(() => document.activeElement?.id.endsWith("-amount") ?? false);
  await stage.type("900");
  correction()!.querySelector<HTMLElement>("textarea")!.focus();
  await stage.type("A note too many");
  correction()!.requestSubmit();
  await stage.until(() => correction() === null);
  expect(given<CorrectionForm>("correctPayment", 1)).toEqual({ payment: "pay-0", amount: "900", words: "A note too many" });
  const told = part("claim-pay").textContent!;
  expect(part("claim-pay").querySelector("s")?.textContent).toContain("¥1,000.00");
  expect(told).toContain("¥900.00");
  expect(told).toContain("A note too many");
  expect(told).toContain("¥320.00 still to pay");
  expect(await faults()).toEqual([]);
});

test("news that is due is written down with one key", async () => {
  await at({ followUp: followUp({ updateDue: UPDATE_DUE }) });
  expect(part("claim-contact").textContent).toContain("承诺的日期推迟了");
  await stage.press("f", { altKey: true });
  await stage.press("2");
  await stage.until(() => stage.fake.called("recordContact").length === 1);
  expect(given("recordContact")).toEqual({ way: "phone", about: "progress", outcome: "no_answer", words: "" });
});

test("a customer who wants it taken up again is offered that", async () => {
  await at({ followUp: followUp({ followUpDue: FOLLOW_UP_DUE }), summary: { ...view().summary, status: "closed" }, actions: ["reopen"] });
  expect(await faults()).toEqual([]);
  await press("claim-contact", "希望重新处理");
  await stage.until(() => document.activeElement?.id === "action-words");
  expect(given("recordContact")).toMatchObject({ about: "follow_up", outcome: "reopen_wanted" });
  expect(part("claim-contact").textContent).toContain("客户希望重新处理");
  await stage.type("还没收到");
  await stage.press("Enter", { ctrlKey: true });
  await stage.until(() => stage.fake.called("takeAction").length === 1);
  expect(stage.fake.called("takeAction")[0]).toEqual([ID, "reopen", "还没收到"]);
});

test("whoever closes a ticket asks the customer; nothing is filled in, and digits go from row to row", async () => {
  await at({ summary: { ...view().summary, status: "settled" }, actions: ["close"] });
  stage.button("关闭");
  await stage.until(() => document.activeElement?.id === "action-words");
  await stage.press("Enter", { ctrlKey: true });
  await stage.until(() => document.querySelector("dialog") !== null);
  const dialog = document.querySelector("dialog")!;
  const stars = () => [...dialog.querySelectorAll("[aria-labelledby$=-label]")].map((row) => [...row.querySelectorAll("[role=radio]")].findIndex((star) => star.getAttribute("aria-checked") === "true") + 1);
  expect(stars()).toEqual([0, 0, 0, 0]);
  expect(await faults()).toEqual([]);
  await stage.press("Enter", { ctrlKey: true });
  expect(dialog.textContent).toContain("请至少选一项");
  expect(stage.fake.called("rate")).toEqual([]);
  for (const [digit, so] of [["4", [4, 0, 0, 0]], ["5", [4, 5, 0, 0]]] as const) {
    await stage.press(digit);
    await stage.until(() => JSON.stringify(stars()) === JSON.stringify(so));
  }
  await stage.press("ArrowLeft");
  expect(stars()).toEqual([4, 5, 5, 0]);
  await stage.press("0");
  await stage.until(() => stars()[2] === 0);
  await stage.press("Enter", { ctrlKey: true });
  await stage.until(() => document.querySelector("dialog") === null);
  expect(given<RatingForm>("rate")).toEqual({ timeliness: 4, attitude: 5, safety: null, handling: null, way: "counter", words: "" });
  expect(part("rating").textContent).toContain("5 · 很满意");
  expect(part("rating").textContent).toContain("没说");
});

test("a delay that may count as a loss is turned by one key, and the story says what was promised anew", async () => {
  await at(delayed(view()), undefined, "en");
  expect(document.body.textContent).toContain("This delay may count as a loss");
  const moved = () => document.body.textContent!.replace(/\s+/g, " ");
  expect(moved()).toContain("Because new rules or public holidays were announced");
  expect(document.querySelector("main s")?.textContent).toContain("4 Dec");
  await stage.press("l", { altKey: true });
  await stage.until(() => stage.fake.called("turnIntoLoss").length === 1);
  expect(stage.fake.called("turnIntoLoss")[0]).toEqual([ID, null, true]);
  await stage.until(() => !moved().includes("This delay may count as a loss"));
  for (const said of ["Lost entirely", "Because the ticket became another kind or matter", "What we propose to pay"]) expect(moved()).toContain(said);
  expect(await faults()).toEqual([]);
});

test("a loss that depends on how far the parcel went says so, and whoever presses says it", async () => {
  await at(delayed(view(), ["same_city"]), undefined, "en");
  expect(document.body.textContent).toContain("Only for a parcel within: Same city");
  [...document.querySelectorAll("button")].find((button) => button.textContent?.includes("Treat as lost only"))!.click();
  await stage.until(() => stage.fake.called("turnIntoLoss").length === 1);
  expect(stage.fake.called("turnIntoLoss")[0]).toEqual([ID, "same_city", false]);
});

test("the voucher of each payment can be seen and printed again", async () => {
  await at(claimAt("part_paid", view()), undefined, "en");
  [...document.querySelectorAll<HTMLButtonElement>("#claim-pay button")].find((button) => button.textContent?.trim() === "Voucher")!.click();
  await stage.until(() => stage.fake.called("showVoucher").length === 1);
  expect(stage.fake.called("showVoucher")[0]?.slice(0, 2)).toEqual([ID, "pay-0"]);
  await stage.until(() => [...document.querySelectorAll<HTMLButtonElement>("dialog button, [role=dialog] button")].some((button) => button.textContent?.includes("Print") && !button.disabled));
  [...document.querySelectorAll<HTMLButtonElement>("dialog button, [role=dialog] button")].find((button) => button.textContent?.includes("Print") && !button.disabled)!.click();
  await stage.until(() => stage.fake.called("printVoucher").length === 1);
  expect(stage.fake.called("printVoucher")[0]?.slice(0, 2)).toEqual([ID, "pay-0"]);
});
