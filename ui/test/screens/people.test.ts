//! Who is at the counter: leaving it, coming to it, and the lock of its own.
import { afterEach, expect, test, vi } from "vitest";
import { Idle, TELL_EVERY_MS } from "../../src/desk/idle";
import { appState, FakeBackend, FIRST_CODE, PIN, trouble, withPins } from "../fake/backend";
import { Stage } from "./stage";

let stage: Stage;
afterEach(() => stage?.close());

async function staged(changes = {}): Promise<FakeBackend> {
  const fake = new FakeBackend(appState(withPins(changes)));
  stage = await new Stage(fake).open();
  await stage.until(() => document.querySelector("#waybill, #door-pin") !== null);
  return fake;
}

const field = (id: string) => document.querySelector<HTMLInputElement>(`#${id}`)!;

async function enter(id: string, text: string): Promise<void> {
  field(id).focus();
  await stage.type(text);
}

async function submit(): Promise<void> {
  document.querySelector<HTMLFormElement>(".door form")!.requestSubmit();
  await stage.settle();
}

test("F9 keeps what was typed, locks, and a PIN opens again where it was", async () => {
  const fake = await staged();
  await enter("waybill", "SF1234567890123");
  await stage.press("F9");
  await stage.until(() => document.querySelector(".lock") !== null);
  expect(fake.called("saveDraft").length).toBeGreaterThan(0);
  expect(document.querySelector(".desk")?.hasAttribute("inert")).toBe(true);
  await stage.press("F3");
  expect(stage.desk.place.screen).toBe("intake");

  await stage.until(() => document.activeElement?.id === "door-pin");
  await stage.type(PIN);
  await submit();
  await stage.until(() => document.querySelector(".lock") === null);
  expect(field("waybill").value).toBe("SF1234567890123");
});

test("a wrong PIN says how many are left, and the next may be typed at once", async () => {
  await staged({ isLocked: true, person: null, lastPerson: "p1" });
  await enter("door-pin", "999999");
  await submit();
  await stage.until(() => stage.text.includes("还可以试 9 次"));
  expect(field("door-pin").value).toBe("");
  expect(document.activeElement?.id).toBe("door-pin");
});

test("another person finds a desk of their own", async () => {
  const fake = await staged();
  await enter("waybill", "SF1234567890123");
  await stage.press("F9");
  await stage.until(() => document.querySelector(".lock") !== null);
  stage.button("周敏");
  await stage.settle();
  await enter("door-pin", PIN);
  await submit();
  await stage.until(() => document.querySelector(".lock") === null);
  expect(stage.desk.app.person?.name).toBe("周敏");
  await stage.until(() => field("waybill")?.value === "");
  expect(fake.called("listDrafts").length).toBeGreaterThan(1);
});

test("a newcomer chooses a PIN with headquarters' first code, typed twice", async () => {
  const fake = await staged({ isLocked: true, person: null });
  stage.button("林一");
  await stage.settle();
  await enter("door-code", FIRST_CODE);
  await enter("door-fresh", "161803");
  await enter("door-again", "161804");
  await submit();
  expect(stage.text).toContain("两遍输的不一样");
  expect(fake.called("choosePin")).toEqual([]);
  await enter("door-again", "161803");
  await submit();
  await stage.until(() => document.querySelector(".lock") === null);
  expect(fake.called("choosePin")).toEqual([["p3", { by: "first_code", typed: FIRST_CODE }, "161803"]]);
});

test("who is shut out reads what helps", async () => {
  await staged({ isLocked: true, person: null, lastPerson: "p4" });
  expect(stage.text).toContain("这个 PIN 已停用");
});

test("a manager lets somebody choose a PIN, a clerk cannot", async () => {
  const fake = await staged();
  stage.button("陈静");
  await stage.until(() => document.querySelector("dialog") !== null);
  expect(stage.text).not.toContain("让他重设 PIN");
  fake.app = { ...fake.app, person: { ...fake.app.person!, acts: [...fake.app.person!.acts, "look_after_people"] } };
  stage.desk.take(fake.app);
  await stage.settle();
  stage.button("让他重设 PIN");
  await stage.settle();
  expect(fake.called("letChoosePin")).toEqual([["p2"]]);
});

test("where nobody has a PIN, F9 offers to choose one", async () => {
  stage = await new Stage().open();
  await stage.until(() => document.querySelector("#waybill") !== null);
  await stage.press("F9");
  await stage.until(() => document.querySelector("dialog") !== null);
  stage.button("设一个 PIN");
  await stage.settle();
  await enter("door-fresh", "161803");
  await enter("door-again", "161803");
  await submit();
  await stage.until(() => document.querySelector("dialog") === null);
  expect(stage.fake.called("choosePin")).toEqual([["p1", { by: "let" }, "161803"]]);
});

test("a desk that Rust has locked shows the lock instead of an error", async () => {
  const fake = await staged();
  fake.app = { ...fake.app, isLocked: true, person: null, lastPerson: "p1" };
  fake.failures.board = trouble("locked");
  await stage.press("F3");
  await stage.until(() => document.querySelector(".lock") !== null);
  expect(stage.desk.troubles).toEqual([]);
});

test("who is here is told from time to time, and who is gone is locked out", () => {
  let now = 0;
  const tell = vi.fn();
  const lock = vi.fn();
  const idle = new Idle(() => now, tell, lock);
  for (; now < 10 * TELL_EVERY_MS; now += 1_000) idle.seen();
  expect(tell.mock.calls.length).toBeGreaterThanOrEqual(9);
  expect(tell.mock.calls.length).toBeLessThanOrEqual(10);
  idle.look(5);
  expect(lock).not.toHaveBeenCalled();
  now += 5 * 60_000;
  idle.look(5);
  expect(lock).toHaveBeenCalledOnce();
});
