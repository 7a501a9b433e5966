//! What wants to be seen to: the list of tasks, the reminders, the register of suggestions.
import axe from "axe-core";
import { afterEach, expect, test } from "vitest";
import { FakeBackend, trouble } from "../fake/backend";
import { REMINDERS, SUGGESTIONS, TASKS } from "../fake/life";
import { Stage } from "./stage";

let stage: Stage;
afterEach(() => stage.close());

async function faults(): Promise<string[]> {
  const found = await axe.run(document.body, { rules: { "color-contrast": { enabled: false }, region: { enabled: false } } });
  return found.violations.flatMap((violation) => violation.nodes.map((node) => `${violation.id}: ${node.html.slice(0, 160)}`));
}

async function tasks(prepare: (fake: FakeBackend) => void = (fake) => (fake.life.tasks = TASKS)): Promise<void> {
  const fake = new FakeBackend();
  prepare(fake);
  stage = await new Stage(fake).open({ screen: "board" });
  await stage.press("F7");
  await stage.settle();
}

test("the key opens the tasks: mine, the unit's, the others', and what is late is counted on the way there", async () => {
  await tasks();
  await stage.until(() => document.querySelectorAll(".tasks section").length === 3);
  expect([...document.querySelectorAll(".tasks section")].map((section) => [section.querySelector("h2")?.textContent, section.querySelectorAll("li").length])).toEqual([["我的", 2], ["本部门的", 1], ["其他人的", 1]]);
  expect(document.querySelector("nav .tasks i")?.textContent).toContain("1");
  expect(document.querySelector(".tasks li.late")?.textContent).toContain("已超时 20 小时");
  expect(await faults()).toEqual([]);
});

test("a task of another branch shows its extract and opens no ticket, but is answered; the caret goes on", async () => {
  await tasks();
  await stage.until(() => (document.activeElement as HTMLElement).dataset.row === "t-late");
  await stage.press("ArrowDown");
  await stage.press("ArrowDown");
  const row = document.activeElement!.closest("li")!;
  expect(row.textContent).toContain("总部交办:杭州滨江网点的工单 HZ03-261119-B0007-2");
  expect(row.querySelector("dl")?.textContent).toBe("运单号SF1234567890123 内件紫砂茶壶一把");
  expect(row.querySelector("button.link")).toBeNull();
  await stage.press("Enter");
  await stage.until(() => row.querySelector("form") !== null);
  expect(await faults()).toEqual([]);
  stage.fake.failures.answerListedTask = trouble("task_answered");
  await stage.press("Enter", { ctrlKey: true });
  await stage.until(() => stage.text.includes("这项任务已经有结果"));
  delete stage.fake.failures.answerListedTask;
  await stage.press("Enter", { ctrlKey: true });
  await stage.until(() => !stage.text.includes("杭州滨江网点"));
  expect(stage.fake.called("answerListedTask")[1]).toEqual([{ task: "t-given", outcome: "done", words: "" }]);
  // The last one may not be answered by whoever is here: its row is its ticket.
  expect((document.activeElement as HTMLElement).dataset.row).toBe("t-other");
  await stage.press("Enter");
  expect(stage.desk.place).toEqual({ screen: "ticket", id: "0199-0001" });
});

test("no tasks are said to be none; tasks that cannot be read are tried again", async () => {
  await tasks((fake) => (fake.failures.lookAtTasks = trouble("database_trouble")));
  await stage.until(() => document.querySelector(".tasks [role=alert]") !== null);
  delete stage.fake.failures.lookAtTasks;
  document.querySelector<HTMLElement>(".tasks [role=alert] button")!.click();
  await stage.until(() => stage.text.includes("没有待办任务"));
});

test("reminders are a quiet count with a list behind it, that leads to the ticket", async () => {
  const fake = new FakeBackend();
  fake.life.reminders = REMINDERS;
  stage = await new Stage(fake, "en").open({ screen: "board" });
  await stage.until(() => document.querySelector(".bell") !== null);
  expect(document.querySelector(".bell")?.textContent).toContain("3 reminders");
  document.querySelector<HTMLElement>(".bell")!.click();
  await stage.settle();
  expect(document.querySelector("dialog")?.textContent).toContain("Meet the legal limit");
  expect(document.querySelector("dialog")?.textContent).toContain("80% used");
  expect(await faults()).toEqual([]);
  expect(document.activeElement?.className).toContain("late");
  (document.activeElement as HTMLElement).click();
  await stage.settle();
  expect(stage.desk.place).toEqual({ screen: "ticket", id: "late-1" });
});

test("where there are none there is no count; where they cannot be read it says so", async () => {
  const fake = new FakeBackend();
  stage = await new Stage(fake).open({ screen: "board" });
  expect(document.querySelector(".bell")).toBeNull();
  fake.failures.lookAtReminders = trouble("database_trouble");
  fake.tell("tickets-changed", { ids: [] });
  await stage.until(() => document.querySelector(".bell")?.textContent?.includes("提醒读不出来") ?? false);
});

test("the register says what is without an answer, first, and shows it alone when asked", async () => {
  const fake = new FakeBackend();
  stage = await new Stage(fake, "en").open({ screen: "day" });
  await stage.until(() => stage.text.includes("See the register"));
  stage.button("See the register");
  await stage.until(() => document.querySelectorAll(".register li").length === SUGGESTIONS.length);
  expect(fake.called("lookAtSuggestions")[0]).toEqual(["2026-08-23", "2026-11-21"]);
  expect(document.querySelector(".register [role=status]")?.textContent).toBe("3 in all, 1 without an answer");
  expect(document.querySelector(".register li")?.textContent).toContain("No answer yet");
  expect(stage.text).toContain("It can no longer be read");
  expect(await faults()).toEqual([]);
  stage.button("Without an answer");
  await stage.settle();
  expect(document.querySelectorAll(".register li").length).toBe(1);
  await stage.press("Escape");
  expect(stage.desk.place).toEqual({ screen: "day" });
});

test("a time that is not one is not asked for", async () => {
  const fake = new FakeBackend();
  stage = await new Stage(fake).open({ screen: "suggestions" });
  await stage.until(() => document.querySelectorAll(".register li").length > 0);
  document.querySelector<HTMLInputElement>("#suggestions-from")!.focus();
  await stage.type("2026-12-01");
  expect(document.querySelector("#suggestions-from-note, #suggestions-until-note")).not.toBeNull();
  expect(stage.text).toContain("开始日期在结束日期之后");
  await stage.type("2026-11-18");
  await stage.until(() => document.querySelectorAll(".register li").length === 1);
  expect(fake.called("lookAtSuggestions").map(([from]) => from)).toEqual(["2026-08-23", "2026-11-18"]);
});
