import axe from "axe-core";
import { afterEach, describe, expect, it } from "vitest";
import type { Place } from "../../src/desk/desk.svelte";
import { FakeMedia } from "../camera/browser";
import { appState, FakeBackend } from "../fake/backend";
import { teapotForm } from "../fake/tickets";
import { Stage } from "./stage";

let stage: Stage;
afterEach(() => stage.close());

/** What axe finds. Colours are measured by a real browser, not here. */
async function faults(): Promise<string[]> {
  const found = await axe.run(document.body, { rules: { "color-contrast": { enabled: false }, region: { enabled: false } } });
  return found.violations.flatMap((violation) => violation.nodes.map((node) => `${violation.id}: ${node.html.slice(0, 160)}`));
}

const places: [string, Place][] = [
  ["intake", { screen: "intake" }],
  ["board", { screen: "board" }],
  ["search", { screen: "search", query: "WC07" }],
  ["ticket", { screen: "ticket", id: "0199-0001" }],
  ["settings", { screen: "settings" }],
];

describe("axe finds nothing", () => {
  it.each(places)("at %s", async (_name, place) => {
    const fake = new FakeBackend();
    fake.lay(teapotForm(), [], "teapot");
    stage = await new Stage(fake).open(place);
    await stage.settle();
    expect(document.querySelector("main")?.textContent?.length).toBeGreaterThan(20);
    expect(await faults()).toEqual([]);
  });

  it("at a full intake with problems", async () => {
    const fake = new FakeBackend();
    fake.lay({ ...teapotForm(), story: "" }, [], "teapot");
    stage = await new Stage(fake).open();
    document.querySelector<HTMLElement>(".rail button")!.click();
    await stage.until(() => document.querySelector<HTMLInputElement>("#waybill")?.value === "SF1234567890123");
    await stage.press("Enter", { ctrlKey: true });
    await stage.until(() => stage.text.includes("请记下客户怎么说"));
    expect(await faults()).toEqual([]);
  });

  it.each([
    ["that shows a picture", undefined],
    ["that is busy", "NotReadableError"],
  ])("at a camera %s", async (_name, refuses) => {
    const media = new FakeMedia({ id: "w", label: "Webcam" }, { id: "d", label: "Document camera" });
    media.refuses = refuses;
    Object.defineProperty(navigator, "mediaDevices", { value: media, configurable: true });
    const fake = new FakeBackend();
    fake.lay(teapotForm(), [], "teapot");
    stage = await new Stage(fake).open();
    document.querySelector<HTMLElement>(".rail button")!.click();
    await stage.until(() => document.querySelector(".head .open") !== null);
    document.querySelector<HTMLElement>(".head .open")!.click();
    await stage.until(() => document.querySelector(refuses ? ".viewfinder [role=alert]" : ".viewfinder video:not([hidden])") !== null);
    expect(await faults()).toEqual([]);
  });

  it("at enrolment", async () => {
    stage = await new Stage(new FakeBackend(appState({ enrolment: "none", place: null, person: null })), "en").open();
    expect(stage.text).toContain("Enrol this counter");
    expect(await faults()).toEqual([]);
  });

  it.each([
    ["the key sheet", "F1", {}],
    ["the palette", "k", { ctrlKey: true }],
  ] as const)("in %s", async (_name, key, more) => {
    stage = await new Stage().open({ screen: "board" });
    await stage.press(key, more);
    expect(document.querySelector("dialog")).not.toBeNull();
    expect(await faults()).toEqual([]);
  });
});
