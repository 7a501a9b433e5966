import { afterEach, describe, expect, it } from "vitest";
import { Stage } from "./stage";

let stage: Stage;
afterEach(() => stage.close());

const told = (within: string) => [...document.querySelectorAll(`${within} [role=status] .toast`)].map((toast) => toast.querySelector("span")?.textContent);

describe("what was just done", () => {
  it("is told in the status bar, and in a dialog for as long as that has the keys", async () => {
    stage = await new Stage().open({ screen: "board" });
    stage.desk.toasts.show("note-added", { undo: () => undefined });
    await stage.settle();
    expect(told("footer")).toEqual(["备注已添加"]);

    await stage.press("F1");
    expect(told("footer"), "nothing behind a dialog can be pressed or heard").toEqual([]);
    expect(told("dialog")).toEqual(["备注已添加"]);
    await stage.press("F1");
    expect(told("footer")).toEqual(["备注已添加"]);
  });

  it("goes from one dialog to the next", async () => {
    stage = await new Stage().open({ screen: "board" });
    await stage.press("F1");
    stage.desk.toasts.show("note-added");
    await stage.press("k", { ctrlKey: true });
    expect(document.querySelectorAll("dialog")).toHaveLength(1);
    expect(told("dialog")).toEqual(["备注已添加"]);
  });

  it("is taken back by its key and by its button while a dialog is open", async () => {
    stage = await new Stage().open({ screen: "board" });
    const back: string[] = [];
    stage.desk.toasts.show("note-added", { undo: () => void back.push("note") });
    stage.desk.toasts.show("photo-added", { undo: () => void back.push("photo") });
    await stage.press("F1");
    await stage.press("z", { altKey: true });
    expect(back).toEqual(["photo"]);
    document.querySelector<HTMLElement>("dialog .toast button")!.click();
    await stage.settle();
    expect(back).toEqual(["photo", "note"]);
    expect(told("dialog")).toEqual([]);
  });
});
