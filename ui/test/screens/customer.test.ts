//! The customer's window: what it shows, and the little that it says.
import { flushSync, mount, unmount } from "svelte";
import axe from "axe-core";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { CustomerPage } from "../../src/backend/contract";
import App from "../../src/customer/App.svelte";
import { CustomerWindow } from "../../src/customer/customer.svelte";
import { trouble } from "../fake/backend";
import { FakeCounter, readBackOf } from "../fake/customer";
import { NOW, teapotForm } from "../fake/tickets";
import { speakIn } from "../words";

let counter: FakeCounter;
let app: Record<string, unknown>;

const READ: CustomerPage = { page: "read_back", language: "zh", zone: "Asia/Shanghai", matter: readBackOf(teapotForm()) };
const PAPER: CustomerPage = { page: "sign", language: "en", pages: ['<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><text x="1" y="2">slip</text></svg>'], name: "王小明" };

beforeEach(async () => {
  speakIn("zh-CN");
  counter = new FakeCounter();
  app = mount(App, { target: document.body, props: { shown: new CustomerWindow(counter), clock: () => NOW } });
  await settle();
});
afterEach(async () => {
  await unmount(app);
  document.body.replaceChildren();
});

async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) {
    await Promise.resolve();
    flushSync();
  }
}

async function show(page: CustomerPage): Promise<void> {
  counter.show(page);
  await settle();
}

async function press(text: string): Promise<void> {
  [...document.querySelectorAll("button")].find((button) => button.textContent?.includes(text))!.click();
  await settle();
}

const text = () => document.body.textContent ?? "";

/** Draws one stroke across the pad. */
async function draw(): Promise<void> {
  const pad = document.querySelector<SVGSVGElement>(".pad svg")!;
  pad.getBoundingClientRect = () => ({ left: 0, top: 0, width: 500, height: 200 }) as DOMRect;
  pad.setPointerCapture = () => undefined;
  for (const [type, x] of [["pointerdown", 50], ["pointermove", 250], ["pointerup", 250]] as const) {
    pad.dispatchEvent(new PointerEvent(type, { pointerId: 1, button: 0, clientX: x, clientY: 100, bubbles: true }));
  }
  await settle();
}

test("while nobody stands there it welcomes in both languages", () => {
  expect(text()).toContain("您好,欢迎光临");
  expect(text()).toContain("Welcome");
  expect(text()).toContain("五常网点");
  expect(document.querySelectorAll("button").length).toBe(0);
});

test("a matter is read in the customer's language and found right or not", async () => {
  await show(READ);
  for (const said of ["SF1234567890123", "内件破损", "¥1,500.00", "照片", "接下来", "王**"]) expect(text()).toContain(said);
  expect(text()).not.toContain("13800138000");
  await press("都对");
  await show({ ...READ, language: "en" });
  expect(text()).toContain("What happens next");
  expect(document.documentElement.lang).toBe("en");
  await press("Please correct");
  expect(counter.answers).toEqual([true, false]);
});

test("what was shown is gone with the next page", async () => {
  await show(READ);
  await show({ page: "idle", carrier: null, branch: "" });
  expect(text()).not.toContain("SF1234567890123");
  await show(PAPER);
  await draw();
  await show(PAPER);
  expect(document.querySelectorAll(".stroke").length).toBe(0);
});

test("a paper is signed once, and what is no signature is drawn again", async () => {
  await show(PAPER);
  expect(text()).toContain("王小明");
  await draw();
  counter.failure = trouble("signature_empty");
  await press("Confirm signature");
  expect(text()).toContain("Nothing is signed yet");
  expect(document.querySelectorAll(".stroke").length).toBe(0);
  counter.failure = undefined;
  await draw();
  await press("Confirm signature");
  expect(counter.signed[1]).toEqual([[[1000, 2000], [5000, 2000]]]);
  await show({ page: "signed", language: "en" });
  expect(text()).toContain("Your signature is saved.");
});

test("axe finds nothing", async () => {
  for (const page of [READ, PAPER, { page: "answered", language: "zh", right: true } satisfies CustomerPage]) {
    await show(page);
    const found = await axe.run(document.body, { rules: { "color-contrast": { enabled: false }, region: { enabled: false } } });
    expect(found.violations.flatMap((violation) => violation.nodes.map((node) => `${violation.id}: ${node.html.slice(0, 160)}`))).toEqual([]);
  }
});
