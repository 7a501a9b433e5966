//! What was taken down wrong is put right on the ticket.
import axe from "axe-core";
import { afterEach, expect, test } from "vitest";
import type { TicketForm } from "../../src/backend/contract";
import { FakeBackend, trouble } from "../fake/backend";
import { view } from "../fake/tickets";
import { Stage } from "./stage";

let stage: Stage;
afterEach(() => stage.close());

const ID = "0199-0001";
const input = (id: string) => document.querySelector<HTMLInputElement>(`#correct-${id}`)!;

async function opened(fake = new FakeBackend()): Promise<FakeBackend> {
  fake.views.set(ID, { ...view(), conflicts: [] });
  stage = await new Stage(fake, "zh-CN").open({ screen: "ticket", id: ID });
  await stage.press("m", { altKey: true });
  await stage.until(() => input("waybill") !== null);
  return fake;
}

async function change(id: string, text: string): Promise<void> {
  input(id).value = text;
  input(id).dispatchEvent(new Event("input", { bubbles: true }));
  await stage.settle();
}

const save = () => stage.press("Enter", { ctrlKey: true });

test("what differs is written down, with what was seen, and the rest stays", async () => {
  const fake = await opened();
  const found = await axe.run(document.body, { rules: { "color-contrast": { enabled: false }, region: { enabled: false } } });
  expect(found.violations.flatMap((violation) => violation.nodes.map((node) => `${violation.id}: ${node.html.slice(0, 160)}`))).toEqual([]);
  const before = view();
  await change("sender-phone", "13900139000");
  await change("posted-on", "");
  input("waybill").focus();
  await save();
  const [id, form, seen] = fake.called("amend")[0] as [string, TicketForm, string];
  expect([id, seen]).toEqual([ID, before.story.at(-1)?.event]);
  expect(form).toEqual({ ...before.form, postedOn: null, sender: { ...before.form.sender, phone: "13900139000" } });
  expect(stage.text).toContain("已更正");
  expect(input("waybill")).toBeNull();
});

test("nothing that differs writes nothing", async () => {
  const fake = await opened();
  input("waybill").focus();
  await save();
  expect(fake.called("amend")).toEqual([]);
  expect(input("waybill")).toBeNull();
});

test("what is wrong stands at its field, and what was typed stays", async () => {
  const fake = await opened();
  fake.failures.amend = trouble("form_incomplete", { name: "name_missing", freight: "not_an_amount" });
  await change("freight", "twelve");
  input("freight").focus();
  await save();
  expect(stage.text).toContain("请填姓名");
  expect(stage.text).toContain("请填数字");
  expect(input("freight").value).toBe("twelve");
});
