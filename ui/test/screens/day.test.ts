//! The day: figures as they print, opening, closing and handing over.
import { afterEach, expect, test } from "vitest";
import { plusDays } from "../../src/day/day.svelte";
import { appState, FakeBackend, PIN, withPins } from "../fake/backend";
import { Stage } from "./stage";

let stage: Stage;
afterEach(() => stage?.close());

async function staged(acts: string[] = []): Promise<FakeBackend> {
  const app = appState(withPins());
  app.person = { ...app.person!, acts: [...app.person!.acts, ...acts] };
  const fake = new FakeBackend(app);
  stage = await new Stage(fake).open({ screen: "day" });
  await stage.until(() => document.querySelector(".page svg") !== null);
  return fake;
}

test("the day shows its paper and where it stands", async () => {
  const fake = await staged();
  expect(stage.text).toContain("今天还没有开班");
  expect(fake.called("dayPaper")[0]).toEqual([{ day: "2026-11-21", span: "day", scope: "counter" }, "a4", "zh"]);
  stage.button("开班");
  await stage.until(() => stage.text.includes("08:30 开班"));
  stage.button("日结");
});

test("another period is read anew and the future is not offered", async () => {
  const fake = await staged();
  stage.button("整个网点");
  await stage.settle();
  stage.button("一周");
  await stage.settle();
  expect(fake.called("dayPaper").at(-1)?.[0]).toEqual({ day: "2026-11-21", span: "week", scope: "branch" });
  const [before, after] = ["往前", "往后"].map((label) => document.querySelector<HTMLButtonElement>(`[aria-label=${label}]`)!);
  expect(after!.disabled).toBe(true);
  before!.click();
  await stage.settle();
  expect(fake.called("dayPaper").at(-1)?.[0]).toEqual({ day: "2026-11-20", span: "week", scope: "branch" });
});

test("a clerk does not print the figures, a manager does", async () => {
  let fake = await staged();
  expect(stage.text).toContain("网点经理可以打印和导出");
  await stage.press("p", { ctrlKey: true });
  expect(fake.called("printDay")).toEqual([]);
  await stage.close();

  fake = await staged(["give_out_summary"]);
  await stage.press("p", { ctrlKey: true });
  await stage.until(() => stage.text.includes("HP A4"));
  stage.button("存成 Excel");
  await stage.until(() => stage.text.includes("2026-11-21-counter.xlsx"));
});

test("the money that was paid is counted before the day is closed", async () => {
  const fake = await staged();
  const paid = (method: string, zh: string, vouchers: number, fen: number) => ({ method, name: { zh, en: method }, vouchers, fen });
  fake.day = { ...fake.day, paid: [paid("cash", "现金", 2, 28_000), paid("transfer", "银行转账", 1, 120_000)] };
  fake.tell("sync-changed", { ...fake.sync, unconfirmedEvents: 3 });
  await stage.until(() => stage.text.includes("凭证 2 张"));
  expect(stage.text).toContain("¥280.00");
  const field = (end: string) => document.querySelector<HTMLInputElement>(`form input[id$="-${end}"]`);
  const fill = async (end: string, typed: string) => {
    field(end)!.focus();
    await stage.type(typed);
  };
  expect([field("cash")!.value, field("cash-why")]).toEqual(["", null]);
  field("transfer")!.focus();
  await stage.press("Enter", { ctrlKey: true });
  expect(fake.called("closeDay")).toEqual([]);
  expect(document.activeElement).toBe(field("cash"));

  await fill("transfer", "1,200");
  expect(stage.text).toContain("和凭证一致");
  await fill("cash", "２７９。5");
  expect(stage.text).toContain("差额 -¥0.50");
  await stage.press("Enter", { ctrlKey: true });
  expect(fake.called("closeDay")).toEqual([]);
  expect(document.activeElement).toBe(field("cash-why"));
  await stage.type("少拿五角 ");
  await stage.press("Enter", { ctrlKey: true });
  const counts = [
    { method: "cash", amount: "２７９。5", words: "少拿五角" },
    { method: "transfer", amount: "1,200", words: "" },
  ];
  expect(fake.called("closeDay")).toEqual([[counts]]);
  await stage.until(() => stage.text.includes("再结一次"));
});

test("counters that were not heard from are named", async () => {
  const fake = await staged();
  fake.silent = ["B", "C"];
  stage.button("整个网点");
  await stage.until(() => stage.text.includes("还有 2 个柜台没有报齐"));
  expect(stage.text).toContain("B、C");
});

test("the counter is handed over to who shows a PIN", async () => {
  const fake = await staged();
  stage.button("交班");
  await stage.until(() => document.querySelector("#hand-over-pin") !== null);
  const pin = document.querySelector<HTMLInputElement>("#hand-over-pin")!;
  const submit = async (typed: string) => {
    pin.focus();
    await stage.type(typed);
    document.querySelector<HTMLFormElement>("dialog form")!.requestSubmit();
    await stage.settle();
  };
  await submit("999999");
  await stage.until(() => stage.text.includes("PIN 不对"));
  await submit(PIN);
  await stage.until(() => stage.desk.app.person?.id === "p2");
  expect(fake.called("handOver").at(-1)).toEqual(["p2", PIN, ""]);
  expect(stage.desk.place.screen).toBe("intake");
  await stage.until(() => stage.text.includes("交接班清单打印好了"));
  expect(fake.called("printHandOver")[0]?.[0]).toBe("p1");
});

test("dates know months and years", () => {
  expect(plusDays("2026-12-31", 1)).toBe("2027-01-01");
  expect(plusDays("2028-03-01", -1)).toBe("2028-02-29");
});

test("what headquarters confirms meanwhile is read onto the paper", async () => {
  const fake = await staged();
  const read = fake.called("dayPaper").length;
  fake.tell("sync-changed", { ...fake.sync, unconfirmedEvents: 3 });
  await stage.until(() => fake.called("dayPaper").length === read + 1);
  fake.tell("sync-changed", { ...fake.sync, unconfirmedEvents: 0 });
  await stage.until(() => fake.called("dayPaper").length === read + 2);
});
