//! Printers: which paper goes where, what is printed for a test, and the journal of all that was printed.
import { afterEach, expect, test } from "vitest";
import { FakeBackend } from "../fake/backend";
import { Stage } from "./stage";

let stage: Stage;
afterEach(() => stage?.close());

async function staged(fake = new FakeBackend()): Promise<FakeBackend> {
  stage = await new Stage(fake).open({ screen: "settings" });
  await stage.until(() => stage.text.includes("XP-80C"));
  return fake;
}

/** Picks a choice of the list that stands beside the label that says `label`. */
async function pick(label: string, value: string): Promise<void> {
  const named = [...document.querySelectorAll("label")].find((found) => found.textContent?.includes(label));
  const list = document.getElementById(named!.htmlFor) as HTMLSelectElement;
  list.value = value;
  list.dispatchEvent(new Event("change", { bubbles: true }));
  await stage.settle();
}

test("a paper can have a printer of its own, and all of them a spare one", async () => {
  const fake = await staged();
  await pick("日结单", "XP-80C");
  expect(fake.called("changeSettings").at(-1)?.[0]).toMatchObject({ paperPrinters: { daily_summary: "XP-80C" } });
  await pick("备用打印机", "XP-80C");
  expect(fake.called("changeSettings").at(-1)?.[0]).toMatchObject({ sparePrinter: "XP-80C", paperPrinters: { daily_summary: "XP-80C" } });
  expect(stage.text).toContain("1 种单据用别的打印机");
  await pick("日结单", "");
  await pick("备用打印机", "");
  expect(fake.called("changeSettings").at(-1)?.[0]).toMatchObject({ sparePrinter: null, paperPrinters: {} });
});

test("a printer that was chosen and is gone still stands there, as gone", async () => {
  const fake = new FakeBackend();
  fake.app.settings = { ...fake.app.settings, sparePrinter: "Cellar" };
  await staged(fake);
  expect(document.body.innerHTML).toContain("Cellar(找不到)");
});

test("where papers go to a printer that is gone, it stands among the others with what to do", async () => {
  const fake = new FakeBackend();
  fake.app.settings = { ...fake.app.settings, printer: "Cellar" };
  await staged(fake);
  const chosen = document.querySelector<HTMLInputElement>("input[name=printer]:checked")!.closest("label")!;
  expect(chosen.textContent).toContain("Cellar(找不到)");
  expect(chosen.textContent).toContain("请接好后重新查找,或另选一台");
});

test("each printer prints a test page", async () => {
  const fake = await staged();
  document.querySelector<HTMLElement>('[aria-label="在 XP-80C 上打印测试页"]')!.click();
  await stage.until(() => stage.text.includes("打印测试页已打印"));
  expect(fake.called("printTestPage")[0]?.[0]).toBe("XP-80C");
});

test("the journal says what became of each paper, and leads to its ticket", async () => {
  const fake = await staged();
  const print = (outcome: string | null, printer: string) => ({ event: `${outcome}`, at: "2026-11-21T06:21:00Z", by: "陈静", document: "receipt", paper: "a5", language: "zh", copy: 0, printer, outcome });
  fake.journal = [
    { print: print("printed", "HP A4"), ticket: "0199-0001", number: "WC07-261121-A0012-5" },
    { print: print("print_out_of_paper", "EPSON A5"), ticket: "0199-0001", number: "WC07-261121-A0012-5" },
    { print: print(null, "EPSON A5"), ticket: null, number: null },
  ];
  stage.button("打印记录");
  await stage.until(() => document.querySelectorAll("dialog tbody tr").length === 3);
  const rows = [...document.querySelectorAll("dialog tbody tr")].map((row) => row.textContent ?? "");
  expect(rows[1]).toContain("打印机没有纸了");
  expect(rows[2]).toContain("结果不明");
  document.querySelector<HTMLElement>("dialog tbody button")!.click();
  await stage.settle();
  expect(stage.desk.place).toEqual({ screen: "ticket", id: "0199-0001" });
});

test("an empty journal says so", async () => {
  await staged();
  stage.button("打印记录");
  await stage.until(() => stage.text.includes("还没有打印过"));
});

test("a ticket's other papers are shown before they print, and the printer that took over is named", async () => {
  const fake = new FakeBackend();
  fake.printed = { printer: "HP A4", insteadOf: { printer: "EPSON A5", code: "print_out_of_paper" } };
  stage = await new Stage(fake).open({ screen: "ticket", id: "0199-0001" });
  await stage.until(() => stage.text.includes("索赔申告单"));
  stage.button("索赔申告单");
  await stage.until(() => document.querySelector("dialog .page svg") !== null);
  expect(fake.called("showTicketPaper").at(-1)).toEqual(["0199-0001", "claim_form", "a5", "both"]);
  [...document.querySelectorAll<HTMLElement>("dialog button")].find((button) => button.textContent?.trim() === "打印")!.click();
  await stage.until(() => stage.text.includes("EPSON A5:打印机没有纸了。改由 HP A4 打印了。"));
  expect(fake.called("printTicketPaper").at(-1)).toEqual(["0199-0001", "claim_form", "a5", "both"]);
});
