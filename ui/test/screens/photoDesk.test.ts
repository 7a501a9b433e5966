//! The photo desk: marks beside a photo, by keys and by hand, and two photos side by side.
import axe from "axe-core";
import { afterEach, expect, test } from "vitest";
import type { PhotoMark } from "../../src/backend/contract";
import { appState, FakeBackend, trouble, withPins } from "../fake/backend";
import { view } from "../fake/tickets";
import { Stage } from "./stage";

let stage: Stage;
afterEach(() => stage.close());

const marked = (): PhotoMark[] => stage.fake.called("annotatePhoto").at(-1)?.[2] as PhotoMark[];
const marks = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>("dialog g[role=button]")];
const dialog = (): Element | null => document.querySelector("dialog[open]");

/** Pictures come at once, four by three. */
async function pictures(): Promise<void> {
  await stage.settle();
  document.querySelectorAll("img").forEach((image) => image.dispatchEvent(new Event("load")));
  await stage.settle();
}

async function open(fake = new FakeBackend(), photo = 1): Promise<void> {
  stage = await new Stage(fake).open({ screen: "ticket", id: "0199-0001" });
  await stage.until(() => document.querySelector(".photos li button") !== null);
  document.querySelectorAll<HTMLElement>(".photos li button")[photo]!.click();
  await pictures();
}

/** Chooses a tool by its letter; a letter waits to see whether it was the start of a scan. */
async function tool(letter: string, name: string): Promise<void> {
  await stage.press(letter);
  await stage.until(() => document.querySelector(".tool[aria-pressed=true]")?.textContent?.includes(name) ?? false);
}

test("a ring is laid, moved, stretched and saved by keys alone", async () => {
  await open();
  expect(document.activeElement?.className).toContain("stage");
  expect(stage.text).toContain("没有标注");
  await tool("r", "圈");
  await stage.press("Enter");
  expect(marks().map((mark) => mark.getAttribute("aria-label"))).toEqual(["圈 1"]);
  for (const key of ["ArrowRight", "ArrowRight", "ArrowUp"]) await stage.press(key);
  await stage.press("ArrowDown", { shiftKey: true });
  expect(stage.text).toContain("标注还没有保存");
  await stage.press("s", { ctrlKey: true });
  expect(marked()).toEqual([{ shape: "ring", from: [4_000, 3_700], to: [6_400, 6_200] }]);
  expect(stage.fake.called("annotatePhoto")[0]?.slice(0, 2)).toEqual(["0199-0001", "photo-outer_top"]);
  expect(stage.text).toContain("标注 1 处 · 陈静 · 14:35");
  await stage.press("Escape");
  document.querySelector<HTMLElement>("dialog .close")!.click();
  await stage.settle();
  expect(dialog()).toBeNull();
  expect(document.querySelectorAll(".photos ellipse")).toHaveLength(2);
  expect(stage.text).toContain("在外箱 上面和两侧上标注了 1 处");
});

test("a layer is taken back beside the photo, and the one before it lies there again", async () => {
  await open();
  for (const count of [1, 2]) {
    await stage.press("Enter");
    await stage.press("s", { ctrlKey: true });
    await stage.until(() => stage.text.includes(`标注 ${count} 处 · `));
  }
  await stage.press("z", { altKey: true });
  await stage.until(() => marks().length === 1);
  expect(stage.fake.called("retract")).toEqual([["0199-0001", stage.fake.views.get("0199-0001")!.story.at(-1)!.event]]);
});

test("a mark is taken away by Delete and comes back by Ctrl+Z", async () => {
  await open();
  await tool("b", "遮挡");
  await stage.press("Enter");
  await stage.press("Enter");
  expect(marks()).toHaveLength(2);
  marks()[0]!.focus();
  await stage.press("Delete");
  expect(marks()).toHaveLength(1);
  await stage.press("z", { ctrlKey: true });
  expect(marks()).toHaveLength(2);
});

test("a drag draws, and a drag of what lies there moves it", async () => {
  await open();
  const surface = document.querySelector<HTMLElement>(".stage")!;
  surface.getBoundingClientRect = () => ({ left: 0, top: 0, width: 400, height: 300 }) as DOMRect;
  const hand = async (kind: string, clientX: number, clientY: number): Promise<void> => {
    surface.dispatchEvent(new PointerEvent(kind, { clientX, clientY, button: 0, bubbles: true, cancelable: true }));
    await stage.settle();
  };
  await hand("pointerdown", 40, 30);
  await hand("pointermove", 200, 150);
  await hand("pointerup", 200, 150);
  await hand("pointerdown", 120, 90);
  await hand("pointermove", 160, 90);
  await hand("pointerup", 160, 90);
  await hand("pointerdown", 300, 200);
  await hand("pointerup", 301, 201);
  await stage.press("s", { ctrlKey: true });
  expect(marked(), "the shaking hand at the end drew nothing").toEqual([{ shape: "arrow", from: [2_000, 1_000], to: [6_000, 5_000] }]);
});

test("marks that are not saved are asked for before the photo changes, and stay when saving fails", async () => {
  const fake = new FakeBackend();
  await open(fake);
  await stage.press("Enter");
  expect(stage.desk.isHeld, "a scan would carry the clerk away").toBe(true);
  await stage.press("PageDown");
  expect(stage.text).toContain("外箱 上面和两侧(第 2 张");
  expect(stage.focused).toContain("保存并继续");
  fake.failures.annotatePhoto = trouble("disk_full");
  document.querySelector<HTMLElement>("dialog .main")!.click();
  await stage.settle();
  expect(document.querySelector("dialog [role=alert]")?.textContent).toContain("磁盘");
  expect(marks()).toHaveLength(1);
  delete fake.failures.annotatePhoto;
  document.querySelector<HTMLElement>("dialog .main")!.click();
  await stage.until(() => stage.text.includes("(第 3 张,共 4 张)"));
  expect(fake.called("annotatePhoto")).toHaveLength(2);
  expect(stage.desk.isHeld).toBe(false);
  await stage.press("PageUp");
  await pictures();
  expect(marks()).toHaveLength(1);
});

test("the dialog stays for marks that are not saved, and goes once they are given up", async () => {
  await open();
  await stage.press("Enter");
  document.querySelector<HTMLElement>("dialog .close")!.click();
  await stage.settle();
  expect(dialog()).not.toBeNull();
  stage.button("放弃改动");
  await stage.settle();
  expect(dialog()).toBeNull();
  expect(stage.fake.called("annotatePhoto")).toEqual([]);
  expect(stage.desk.isHeld).toBe(false);
});

test("before and after are compared, and two photos lie side by side", async () => {
  const fake = new FakeBackend();
  const seen = view();
  const ring: PhotoMark = { shape: "ring", from: [1_000, 1_000], to: [5_000, 5_000] };
  fake.views.set("0199-0001", { ...seen, photos: seen.photos.map((photo, at) => (at === 0 ? { ...photo, marks: [ring] } : photo)) });
  await open(fake, 0);
  expect(document.querySelectorAll("dialog ellipse")).toHaveLength(2);
  await stage.press("c");
  await stage.until(() => stage.text.includes("这是原图,不带标注"));
  expect(document.querySelectorAll("dialog ellipse")).toHaveLength(0);
  await stage.press("c");
  await stage.until(() => document.querySelectorAll("dialog ellipse").length === 2);
  await stage.press("s");
  await stage.until(() => document.querySelectorAll("dialog figure").length === 2);
  await pictures();
  const chosen = () => [...document.querySelectorAll<HTMLSelectElement>("dialog select")].map((select) => select.value);
  expect(chosen()).toEqual(["photo-label", "photo-outer_top"]);
  const right = document.querySelectorAll<HTMLSelectElement>("dialog select")[1]!;
  right.value = "photo-outer_damage";
  right.dispatchEvent(new Event("change", { bubbles: true }));
  await stage.settle();
  expect(chosen()).toEqual(["photo-label", "photo-outer_damage"]);
  await stage.press("a");
  expect(marks(), "nothing is drawn while two are compared").toHaveLength(0);
});

test("who may not work on tickets looks and compares only", async () => {
  const fake = new FakeBackend();
  fake.app = { ...fake.app, person: { ...fake.app.person!, acts: ["read_tickets"] } };
  await open(fake);
  expect(document.querySelector("dialog .group")).toBeNull();
  await stage.press("Enter");
  expect(marks()).toHaveLength(0);
  await stage.press("ArrowRight");
  expect(stage.text).toContain("(第 3 张,共 4 张)");
});

test("a desk that locks is answered first, and what was drawn stands there afterwards", async () => {
  const fake = new FakeBackend({ ...appState(), ...withPins() });
  await open(fake);
  await stage.press("Enter");
  stage.desk.take({ ...stage.desk.app, isLocked: true, person: null, lastPerson: "p1" });
  await stage.until(() => document.querySelector("#door-pin") !== null);
  expect(dialog(), "it would keep the keys from the lock").toBeNull();
  stage.desk.comeIn({ ...stage.desk.app, isLocked: false, person: appState().person });
  await stage.until(() => dialog() !== null);
  expect(marks()).toHaveLength(1);
});

test("axe finds nothing at the photo desk", async () => {
  await open();
  await stage.press("Enter");
  // What lies under it is looked at elsewhere.
  const found = await axe.run(dialog()!, { rules: { "color-contrast": { enabled: false }, region: { enabled: false } } });
  expect(found.violations.flatMap((violation) => violation.nodes.map((node) => `${violation.id}: ${node.html.slice(0, 160)}`))).toEqual([]);
});
