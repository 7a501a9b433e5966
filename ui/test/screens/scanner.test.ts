import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { forgetHabit } from "../../src/shared/input/half";
import { Typist } from "../shared/desktop";
import { Stage } from "./stage";

describe("a scanner at the counter", () => {
  let stage: Stage;
  let typist: Typist;
  let at = 10_000;

  beforeEach(() => {
    typist = new Typist(document);
  });
  afterEach(async () => {
    await stage.close();
    forgetHabit();
  });

  function scan(code: string, ending?: string): void {
    at += 1_000;
    for (const key of [...code, ...(ending ? [ending] : [])]) typist.press(key, (at += 10));
  }

  function waybill(): string {
    return document.querySelector<HTMLInputElement>("#waybill")!.value;
  }

  it("says at the waybill that only half a code came, and takes the whole one", async () => {
    stage = await new Stage().open();
    for (let count = 0; count < 3; count++) scan("SF1234567890123", "Enter");
    await stage.until(() => waybill() === "SF1234567890123");
    scan("YT00000");
    await stage.until(() => document.querySelector("#waybill-note")?.textContent?.includes("只收到一半:YT00000") ?? false);
    expect(waybill()).toBe("SF1234567890123");
    scan("YT0000012345678", "Enter");
    await stage.until(() => waybill() === "YT0000012345678");
    expect(document.querySelector("#waybill-note")?.textContent).not.toContain("只收到一半");
  });

  it("shows on its test page what it sent", async () => {
    stage = await new Stage().open({ screen: "settings" });
    await stage.until(() => stage.text.includes("扫描枪测试"));
    scan("SF1234567890123", "Enter");
    await stage.until(() => stage.text.includes("SF1234567890123"));
    expect(stage.text).toContain("15 个字符,间隔约 10 毫秒 · 以回车结尾 · 输入法没有参与");
    scan("YT12345", "Tab");
    await stage.until(() => stage.text.includes("7 个字符,间隔约 10 毫秒 · 以制表符结尾"));
    scan("12345678");
    await stage.until(() => stage.text.includes("8 个字符,间隔约 10 毫秒 · 没有结尾键"));
  });
});
