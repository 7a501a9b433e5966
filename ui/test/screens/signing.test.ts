//! The customer reads the receipt and signs it: on the clerk's screen, or in their own window.
import axe from "axe-core";
import { afterEach, expect, test } from "vitest";
import { FakeBackend, trouble } from "../fake/backend";
import { teapotForm } from "../fake/tickets";
import { Stage } from "./stage";

let stage: Stage;
afterEach(() => stage.close());

const ID = "0199-0001";

async function atTicket(locale: "zh-CN" | "en" = "zh-CN"): Promise<void> {
  stage = await new Stage(undefined, locale).open({ screen: "ticket", id: ID });
  await stage.press("s", { altKey: true });
  await stage.until(() => document.querySelector("dialog .page svg") !== null);
}

/** Draws strokes on the pad, each from a place to another, as shares of its width and height. */
async function draw(...strokes: [number, number, number, number][]): Promise<void> {
  const pad = document.querySelector<SVGSVGElement>(".pad svg")!;
  pad.getBoundingClientRect = () => ({ left: 100, top: 50, width: 500, height: 200 }) as DOMRect;
  pad.setPointerCapture = () => undefined;
  for (const [x, y, toX, toY] of strokes) {
    const send = (type: string, x: number, y: number, more: PointerEventInit = {}) =>
      pad.dispatchEvent(new PointerEvent(type, { pointerId: 1, button: 0, clientX: 100 + x * 500, clientY: 50 + y * 200, bubbles: true, cancelable: true, ...more }));
    send("pointerdown", x, y);
    // A palm beside the pen, and a pen that leaves the pad.
    send("pointerdown", 0.9, 0.9, { pointerId: 2 });
    send("pointermove", 0.9, 0.1, { pointerId: 2 });
    send("pointermove", toX, toY);
    send("pointerup", toX, toY);
    send("pointermove", 0.5, 0.5);
  }
  await stage.settle();
}

test("a customer signs the receipt that is shown, and the ticket says who signed what", async () => {
  await atTicket();
  expect(document.querySelector<HTMLButtonElement>("dialog [type=submit]")!.disabled).toBe(true);
  await draw([0.1, 0.5, 0.4, 0.25], [0.5, 0.5, 1.7, -1]);
  stage.button("确认签名");
  await stage.until(() => document.querySelector("dialog") === null);
  const [id, signing] = stage.fake.called("sign")[0] as [string, { shown: string; strokes: unknown; name: string; role: string; language: string; purpose: string }];
  expect(id).toBe(ID);
  expect(signing).toMatchObject({ purpose: "intake", language: "zh", shown: stage.fake.shown, role: "sender", name: "王小明" });
  // 10,000 for the pad's width and 4,000 for its height; what is drawn beyond it stands at its edge.
  expect(signing.strokes).toEqual([[[1000, 2000], [4000, 1000]], [[5000, 2000], [10000, 0]]]);
  expect(stage.text).toContain("王小明(寄件人)签了受理回执");
  expect(stage.text).toContain("内容未变");
});

test("a stroke can be taken back, and all of them", async () => {
  await atTicket();
  await draw([0.1, 0.5, 0.4, 0.2], [0.5, 0.5, 0.8, 0.2]);
  const drawn = () => document.querySelectorAll(".pad .stroke").length;
  expect(drawn()).toBe(2);
  stage.button("退一笔");
  await stage.settle();
  expect(drawn()).toBe(1);
  stage.button("清除");
  await stage.settle();
  expect(drawn()).toBe(0);
  expect(document.querySelector<HTMLButtonElement>("dialog [type=submit]")!.disabled).toBe(true);
});

test("another language is another paper: what was drawn under the first is gone", async () => {
  await atTicket();
  await draw([0.1, 0.5, 0.4, 0.2]);
  stage.button("English");
  await stage.until(() => stage.text.includes("Confirm signature"));
  expect(stage.fake.called("showForSignature").map((given) => given[2])).toEqual(["zh", "en"]);
  expect(document.querySelectorAll(".pad .stroke").length).toBe(0);
  expect(stage.text, "the screen behind it speaks as before").toContain("客户所说");
});

test("a ticket that changed meanwhile is read again before it is signed", async () => {
  await atTicket();
  stage.fake.shown = "77".repeat(32);
  await draw([0.1, 0.5, 0.4, 0.2]);
  stage.button("确认签名");
  await stage.until(() => stage.text.includes("工单内容刚才变了"));
  stage.button("重新显示");
  await stage.until(() => !stage.text.includes("工单内容刚才变了"));
  expect(document.querySelectorAll(".pad .stroke").length).toBe(0);
  await draw([0.1, 0.5, 0.4, 0.2]);
  stage.button("确认签名");
  await stage.until(() => document.querySelector("dialog") === null);
});

test("what cannot be shown says why, and axe finds nothing", async () => {
  await atTicket("en");
  const found = await axe.run(document.body, { rules: { "color-contrast": { enabled: false }, region: { enabled: false } } });
  expect(found.violations.flatMap((violation) => violation.nodes.map((node) => `${violation.id}: ${node.html.slice(0, 160)}`))).toEqual([]);
  stage.fake.failures.showForSignature = trouble("no_ticket_key");
  stage.button("English");
  await stage.until(() => document.querySelector("dialog [role=alert]") !== null);
  // The whole ticket behind the dialog is looked at as well.
}, 20_000);

test("a customer signs in their own window, and the clerk sees how far they are", async () => {
  await atTicket();
  stage.button("请客户在客户屏上签");
  await stage.until(() => stage.text.includes("客户正在核对"));
  expect(stage.fake.called("openCustomerWindow")).toEqual([[true]]);
  expect(stage.fake.called("showTicketToCustomer")).toEqual([[ID, "intake", "zh", "sender", "王小明"]]);
  const tell = (state: "right" | "wrong" | "signed") => stage.fake.tell("customer-changed", { open: true, stage: state, about: ID, trouble: null });
  tell("wrong");
  await stage.until(() => stage.text.includes("客户说有要改的地方"));
  tell("signed");
  await stage.until(() => stage.text.includes("客户已签名"));
  stage.button("关闭");
  await stage.until(() => document.querySelector("dialog") === null);
  await stage.until(() => stage.fake.called("endCustomer").length === 1);
});

test("after saving the customer signs, and may have a receipt with it", async () => {
  const fake = new FakeBackend();
  fake.lay(teapotForm(), [], "teapot");
  stage = await new Stage(fake).open();
  document.querySelector<HTMLElement>(".rail button")!.click();
  await stage.until(() => document.querySelector<HTMLInputElement>("#waybill")?.value === "SF1234567890123");
  await stage.press("s", { ctrlKey: true });
  await stage.until(() => stage.text.includes("已保存"));
  const button = [...document.querySelectorAll(".done button")].find((one) => one.textContent?.includes("客户签名"));
  expect(button!.textContent).toContain("AltS");
  await stage.press("s", { altKey: true });
  await stage.until(() => document.querySelector("dialog .page svg") !== null);
  await draw([0.1, 0.5, 0.4, 0.2]);
  stage.button("确认签名");
  await stage.until(() => stage.text.includes("客户已签名"));
  expect(stage.fake.called("sign")[0]?.[0]).toBe("ticket-teapot");
});

test("a draft is read back, in the customer's window too, and leaves it with the dialog", async () => {
  const fake = new FakeBackend();
  fake.lay(teapotForm(), [], "teapot");
  stage = await new Stage(fake).open();
  document.querySelector<HTMLElement>(".rail button")!.click();
  await stage.until(() => document.querySelector<HTMLInputElement>("#waybill")?.value === "SF1234567890123");
  await stage.press("r", { altKey: true });
  await stage.until(() => stage.text.includes("您说的情况"));
  stage.button("显示在客户屏上");
  await stage.until(() => stage.text.includes("客户正在核对"));
  fake.tell("customer-changed", { open: true, stage: "right", about: "teapot", trouble: null });
  await stage.until(() => stage.text.includes("客户核对无误"));
  stage.button("核对好了");
  await stage.until(() => fake.called("endCustomer").length === 1);
});
