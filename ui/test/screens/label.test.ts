//! The waybill on the label's photo: offered, said where another one stands, and never in the way.
import { afterEach, expect, test } from "vitest";
import { FakeBackend, trouble } from "../fake/backend";
import { teapotForm } from "../fake/tickets";
import { Stage } from "./stage";

let stage: Stage;
afterEach(() => stage.close());

const LABEL = "1".repeat(64);
const photo = (slot: string, at: number) => ({ sha256: String(at).repeat(64), attachment: null, slot, width: 2048, height: 1536, size: 300_000, addedAt: "2026-11-21T06:33:00Z" });
const waybill = () => document.querySelector<HTMLInputElement>("#waybill")!.value;
const says = () => document.querySelector(".label")?.textContent?.replace(/\s+/g, " ").trim() ?? "";

async function open(typed: string, said: Record<string, string[]>, slots = ["label", "outer_top"], fake = new FakeBackend()): Promise<void> {
  fake.waybills = said;
  fake.lay({ ...teapotForm(), waybill: typed, carrier: null }, slots.map((slot, at) => photo(slot, at + 1)), "teapot");
  stage = await new Stage(fake).open();
  document.querySelector<HTMLElement>(".rail button")!.click();
  await stage.until(() => document.querySelectorAll(".slots .taken").length === slots.length);
}

test("what the label says is offered, and taken only when the clerk takes it", async () => {
  await open("", { [LABEL]: ["SF7777777777777"] });
  await stage.until(() => says().includes("SF7777777777777"));
  expect([waybill(), says()]).toEqual(["", "面单上是 SF7777777777777 填入"]);
  expect(stage.fake.called("readWaybills"), "the label's photo alone is read unasked").toEqual([["teapot", LABEL]]);
  stage.button("填入");
  await stage.until(() => waybill() === "SF7777777777777");
  expect(stage.focused).toBe("waybill");
  expect(says(), "it is as on the label: nothing is left to say").toBe("");
  await stage.until(() => stage.fake.called("saveDraft").some(([, form]) => (form as { waybill: string }).waybill === "SF7777777777777"));
});

test("a waybill that is not the label's is told, and stays as it was typed", async () => {
  await open("SF1234567890123", { [LABEL]: ["SF7777777777777", "JT1234567890123"] });
  await stage.until(() => says().includes("和面单不一样"));
  expect(waybill()).toBe("SF1234567890123");
  document.querySelector<HTMLElement>("#waybill")!.focus();
  await stage.type("jt123 4567890123");
  expect(says(), "one of several on the label is right, however it is typed").toBe("");
});

test("photos without a label are read when the clerk asks", async () => {
  await open("", { ["2".repeat(64)]: ["YT1234567890123"] }, ["outer_top", "outer_bottom", "item"]);
  expect(stage.fake.called("readWaybills")).toEqual([]);
  stage.button("从照片读单号");
  await stage.until(() => says().includes("YT1234567890123"));
  expect(stage.fake.called("readWaybills")).toHaveLength(3);
});

test("nothing to be read, and a photo that cannot be read, are said to who asked", async () => {
  await open("", {});
  await stage.until(() => says() === "从照片读单号");
  stage.button("从照片读单号");
  await stage.until(() => says() === "照片上没有读到单号");
  await stage.close();

  const fake = new FakeBackend();
  fake.failures.readWaybills = trouble("photo_file_damaged");
  await open("", { [LABEL]: ["SF7777777777777"] }, ["label"], fake);
  await stage.until(() => says() === "从照片读单号");
  expect(document.querySelector("[role=alert]"), "nobody asked").toBeNull();
  stage.button("从照片读单号");
  await stage.until(() => says().startsWith("照片没有读成"));
  delete fake.failures.readWaybills;
  stage.button("再试一次");
  await stage.until(() => says().includes("SF7777777777777"));
});

test("saving waits for no photo that is being read", async () => {
  const fake = new FakeBackend();
  let read = () => {};
  fake.gates.readWaybills = new Promise((done) => (read = done));
  await open("", { [LABEL]: ["SF7777777777777"] }, ["label"], fake);
  await stage.until(() => fake.called("readWaybills").length === 1);
  await stage.press("Enter", { ctrlKey: true });
  await stage.until(() => fake.called("openTicket").length === 1);
  read();
  await stage.settle();
  expect(fake.called("openTicket")[0]?.[1]).toMatchObject({ waybill: "" });
});
