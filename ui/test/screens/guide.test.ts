//! The first steps of a new counter, and practice beside the counter itself.
import { afterEach, expect, test } from "vitest";
import { appState, FakeBackend, withPins } from "../fake/backend";
import { Stage } from "./stage";

let stage: Stage;
afterEach(() => stage?.close());

test("each step is ticked off when it was done, and the guide can be put away", async () => {
  const fake = new FakeBackend();
  stage = await new Stage(fake).open({ screen: "settings" });
  await stage.until(() => stage.text.includes("还有 5 步"));
  document.querySelector<HTMLElement>('[aria-label="在 XP-80C 上打印测试页"]')!.click();
  await stage.until(() => stage.text.includes("还有 4 步"));
  expect(fake.called("changeSettings").at(-1)?.[0]).toMatchObject({ tried: ["printer"] });
  stage.button("收起");
  await stage.until(() => !stage.text.includes("开张前的准备") || stage.text.includes("再看一遍"));
  stage.button("再看一遍开张前的准备");
  await stage.until(() => stage.text.includes("还有 4 步"));
});

test("PINs tick off the people, and a counter that is ready says so", async () => {
  const app = appState(withPins());
  app.settings = { ...app.settings, tried: ["printer", "scanner", "camera"] };
  stage = await new Stage(new FakeBackend(app)).open({ screen: "settings" });
  await stage.until(() => stage.text.includes("还有 1 步"));
  await stage.desk.change({ tried: ["printer", "scanner", "camera", "practice"] });
  await stage.until(() => stage.text.includes("都准备好了"));
});

test("practice stands beside the counter and leads back to it", async () => {
  const fake = new FakeBackend();
  stage = await new Stage(fake).open({ screen: "settings" });
  await stage.until(() => stage.text.includes("开始练习"));
  stage.button("开始练习");
  await stage.until(() => stage.text.includes("练习中"));
  expect(stage.desk.place.screen).toBe("intake");
  stage.button("结束练习");
  await stage.until(() => !stage.text.includes("练习中"));
  expect(fake.called("endPractice")).toHaveLength(1);
  expect(stage.desk.app.enrolment).toBe("enrolled");
});
