import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeMedia } from "../camera/browser";
import { FakeBackend } from "../fake/backend";
import { teapotForm } from "../fake/tickets";
import { Stage } from "./stage";

/** What the desk was given, slot by slot. */
function given(stage: Stage): unknown[] {
  return stage.fake.called("addDraftPhoto").map(([, slot]) => slot);
}

/** Gives the page these cameras, or none of its own. */
function havingOf(cameras: FakeMedia | undefined): void {
  Object.defineProperty(navigator, "mediaDevices", { value: cameras, configurable: true });
}

let media: FakeMedia | undefined;
let stage: Stage;
let picked: number;

/** The intake with a damaged tea pot on it: six photos are required. */
async function atIntake(cameras = new FakeMedia({ id: "w", label: "Webcam" })): Promise<void> {
  media = cameras;
  havingOf(media);
  const fake = new FakeBackend();
  fake.lay({ ...teapotForm(), skipped: [] }, [], "teapot");
  stage = await new Stage(fake).open();
  document.querySelector<HTMLElement>(".rail button")?.click();
  await stage.until(() => document.querySelectorAll(".slot").length > 6);
  document.querySelector<HTMLInputElement>("input[type=file]")!.click = () => (picked += 1);
}

async function openCamera(): Promise<void> {
  document.querySelector<HTMLElement>(".head .open")!.click();
  await stage.until(() => document.querySelector("video:not([hidden])") !== null || document.querySelector(".viewfinder [role=alert]") !== null);
}

function aim(): string {
  return document.querySelector(".aim h3")?.textContent ?? "";
}

beforeEach(() => {
  picked = 0;
  localStorage.clear();
  let shot = 0;
  // The camera's own photo: each of another length, as the fake desk tells photos apart by it.
  vi.stubGlobal("ImageCapture", class {
    takePhoto = async () => new Blob(["x".repeat(++shot)], { type: "image/jpeg" });
  });
});

afterEach(async () => {
  await stage.close();
  vi.unstubAllGlobals();
});

describe("the camera at the intake", () => {
  it("fills slot after slot by its key, from wherever the clerk types, and skips one for a reason", async () => {
    await atIntake();
    await openCamera();
    document.querySelector<HTMLElement>("#story")!.focus();
    expect(aim()).toBe("面单特写");
    for (const next of ["外箱 上面和两侧", "外箱 底面和另两侧"]) {
      await stage.press("c", { altKey: true });
      await stage.until(() => aim() === next);
    }
    const skip = document.querySelector<HTMLSelectElement>(".panel .ways select")!;
    skip.value = skip.options[1]!.value;
    skip.dispatchEvent(new Event("change", { bubbles: true }));
    await stage.until(() => aim() === "箱内原状");
    await stage.press("c", { altKey: true });
    await stage.until(() => aim() === "物品全貌");
    await stage.until(() => document.querySelector(".panel .kept")?.textContent?.includes("箱内原状") ?? false);
    expect(given(stage)).toEqual(["label", "outer_top", "inside"]);
    expect(document.querySelector(".panel .of")?.textContent).toBe("必拍 6 项,已办 4 项");
    expect(stage.focused).toBe("story");
  });

  it("takes the last one again into its own slot", async () => {
    await atIntake();
    await openCamera();
    await stage.press("c", { altKey: true });
    await stage.until(() => stage.text.includes("已拍:面单特写"));
    stage.button("重拍");
    await stage.until(() => aim() === "面单特写");
    expect(stage.fake.called("removeDraftPhoto").length).toBe(1);
    await stage.press("c", { altKey: true });
    await stage.until(() => given(stage).length === 2);
    expect(given(stage)).toEqual(["label", "label"]);
  });

  it("is aimed at the slot that is pressed, and at the next one owed after it", async () => {
    await atIntake();
    await openCamera();
    [...document.querySelectorAll<HTMLElement>(".slot-main")].find((slot) => slot.textContent?.includes("物品破损特写"))!.click();
    await stage.until(() => aim() === "物品破损特写");
    expect(picked).toBe(0);
    await stage.press("c", { altKey: true });
    await stage.until(() => aim() === "面单特写");
    expect(given(stage)).toEqual(["item_damage"]);
  });

  it("keeps what was taken when it is pulled out, says so, and offers a file", async () => {
    await atIntake();
    await openCamera();
    await stage.press("c", { altKey: true });
    await stage.until(() => stage.text.includes("已拍:面单特写"));
    media!.pull("w");
    await stage.until(() => stage.text.includes("摄像头断开了"));
    expect(stage.text).toContain("已拍的都在");
    expect(stage.fake.drafts.get("teapot")?.photos.length).toBe(1);
    await stage.press("c", { altKey: true });
    expect(picked).toBe(1);
    media!.plug("w", "Webcam");
    await stage.until(() => document.querySelector("video:not([hidden])") !== null);
    await stage.press("c", { altKey: true });
    await stage.until(() => given(stage).length === 2);
    expect(given(stage)).toEqual(["label", "outer_top"]);
  });

  it("goes out with the draft", async () => {
    await atIntake();
    await openCamera();
    expect(media!.live.length).toBe(1);
    await stage.press("F2");
    await stage.until(() => document.querySelector(".panel") === null);
    expect(media!.live).toEqual([]);
  });

  it("is closed by Esc, which gives the caret back to where it was opened", async () => {
    await atIntake();
    await openCamera();
    expect(document.activeElement?.hasAttribute("data-shutter")).toBe(true);
    await stage.press("Escape");
    expect(document.querySelector(".panel")).toBeNull();
    expect(document.activeElement?.className).toContain("open");
    expect(media!.live).toEqual([]);
  });

  it("answers the key once this counter uses one; before that the key chooses a file", async () => {
    await atIntake();
    await stage.press("c", { altKey: true });
    expect([picked, document.querySelector(".panel")]).toEqual([1, null]);
    await openCamera();
    document.querySelector<HTMLElement>(".head .open")!.click();
    await stage.settle();
    await stage.press("c", { altKey: true });
    await stage.until(() => document.querySelector(".panel") !== null);
    expect(picked).toBe(1);
  });

  it.each([
    ["NotAllowedError", "系统不允许使用摄像头"],
    ["NotFoundError", "没有找到摄像头"],
    ["NotReadableError", "摄像头正被别的程序占用"],
    ["TypeError", "摄像头打不开"],
  ])("says on %s: %s, and tries again", async (name, says) => {
    const cameras = new FakeMedia({ id: "w", label: "Webcam" });
    cameras.refuses = name;
    await atIntake(cameras);
    await openCamera();
    expect(stage.text).toContain(says);
    cameras.refuses = undefined;
    stage.button("再试一次");
    await stage.until(() => document.querySelector("video:not([hidden])") !== null);
  });

  it("leaves the other ways to a picture where a page may have none", async () => {
    await atIntake();
    havingOf(undefined);
    await openCamera();
    expect(stage.text).toContain("请选文件、拖入或粘贴照片");
    stage.button("选文件");
    expect(picked).toBe(1);
  });
});
