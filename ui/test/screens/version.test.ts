import axe from "axe-core";
import { afterEach, describe, expect, it } from "vitest";
import { appState, FakeBackend, trouble, updateState } from "../fake/backend";
import { blankForm } from "../fake/tickets";
import { Stage } from "./stage";
import type { Locale } from "../../src/shared/words/words.svelte";

let stage: Stage;
afterEach(() => stage.close());

/** The counter at its settings, with a new version that stands as `word` says. */
async function at(word: string, locale: Locale = "zh-CN", more: object = {}): Promise<Stage> {
  stage = new Stage(new FakeBackend(appState({ update: { ...updateState(word), ...more } })), locale);
  return stage.open({ screen: "settings" });
}

const installed = () => stage.fake.calls.filter(({ command }) => command === "installUpdate").length;

async function press(words: string): Promise<void> {
  stage.button(words);
  await stage.settle();
}

describe("a new version at the counter", () => {
  it.each(["zh-CN", "en"] as const)("in %s is told of as it comes, and axe finds nothing", async (locale) => {
    const isEnglish = locale === "en";
    await at("fetching", locale);
    expect(stage.text).toContain(isEnglish ? "Fetching 0.2.0: 31 of 87 MiB" : "正在下载 0.2.0:31 / 87 MiB");
    expect(document.querySelector("nav .new")).toBeNull();
    stage.fake.tell("app-changed", { ...stage.fake.app, update: updateState("ready") });
    await stage.settle();
    expect(document.querySelector("nav .new")?.textContent).toBe(isEnglish ? "Version 0.2.0 is ready" : "新版本 0.2.0 可以安装");
    expect(document.querySelector("#part-version")?.textContent).toContain(isEnglish ? "larger letters" : "可放大字号");
    const found = await axe.run(document.querySelector("#part-version")!, { rules: { "color-contrast": { enabled: false } } });
    expect(found.violations.flatMap(({ nodes }) => nodes.map((node) => node.html))).toEqual([]);
  });

  it.each(["signature", "statement", "target", "not_newer", "too_far", "damaged", "file_missing", "not_given", "disk_full", "not_kept"])("that is refused (%s) says why, and is not offered", async (fault) => {
    await at(`update_${fault}`, "en");
    const part = document.querySelector("#part-version")!;
    expect(part.textContent).toContain("New version: 0.2.0");
    expect(part.textContent).toContain("Everything goes on in this version.");
    expect(part.textContent).not.toContain("That did not work");
    expect(part.querySelector("button")).toBeNull();
    expect(document.querySelector("nav .new")).toBeNull();
  });

  it("is installed when nothing is unsaved, and what keeps it from that is told", async () => {
    await at("ready", "en");
    stage.fake.failures.installUpdate = trouble("update_printing");
    await press("Quit and install");
    expect(stage.text).toContain("A paper is being printed");
    delete stage.fake.failures.installUpdate;
    await press("Quit and install");
    expect(stage.text).not.toContain("A paper is being printed");
    expect(installed()).toBe(2);
  });

  it("waits for the ticket that was begun, and not for one that was laid aside", async () => {
    await at("ready", "en");
    const draft = stage.fake.lay(blankForm());
    await stage.press("F2");
    await stage.until(() => stage.focused === "kind");
    await stage.press("Enter");
    await stage.type("SF1234567890123");
    await stage.press("F10");
    await press("Quit and install");
    await stage.until(() => stage.text.includes("a ticket is half filled in"));
    expect(installed()).toBe(0);
    expect(stage.fake.drafts.get(draft.id)?.form.waybill).toBe("SF1234567890123");
    await press("To the intake");
    expect(stage.desk.place.screen).toBe("intake");
    await stage.press("F2");
    await stage.settle();
    await stage.press("F10");
    await press("Quit and install");
    await stage.until(() => installed() === 1);
  });

  it("never ends the program over what could not be saved", async () => {
    await at("ready", "en");
    await stage.press("F2");
    await stage.until(() => stage.focused === "kind");
    stage.fake.failures.saveDraft = trouble("disk_full");
    await stage.press("Enter");
    await stage.type("SF1234567890123");
    await stage.press("F10");
    await press("Quit and install");
    await stage.until(() => stage.text.includes("not saved yet"));
    expect(installed()).toBe(0);
  });

  it("does not take the pen out of a customer's hand", async () => {
    await at("ready", "en");
    stage.fake.tell("customer-changed", { open: true, stage: "reading", about: null, trouble: null });
    await press("Quit and install");
    await stage.until(() => stage.text.includes("the customer is busy"));
    expect(installed()).toBe(0);
  });

  it("is left to the administrator where the system's packages bring it", async () => {
    await at("ready", "en", { way: "administrator" });
    expect(document.querySelector("#part-version")?.textContent).toContain("an administrator installs it");
    expect(document.querySelector("#part-version button")).toBeNull();
  });
});
