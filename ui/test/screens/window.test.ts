import { afterEach, describe, expect, it } from "vitest";
import { appState, FakeBackend, trouble, troubledAccount } from "../fake/backend";
import { PROMISES, summary, teapotForm } from "../fake/tickets";
import { held } from "./held";
import { Stage } from "./stage";

let stage: Stage;
afterEach(() => stage.close());

describe("a claim without a mouse", () => {
  it("goes from the first key to the printed receipt", async () => {
    stage = await new Stage().open({ screen: "board" });
    await stage.press("F2");
    await stage.until(() => stage.focused === "kind");
    const asked: string[] = [];
    const answer = async (text?: string) => {
      asked.push(stage.focused);
      if (text !== undefined) await stage.type(text);
      await stage.press("Enter");
    };
    await answer();
    await answer("SF1234567890123");
    await answer("11-14");
    await answer();
    await answer();
    await answer("王小明");
    await answer("13800138000");
    await answer("欧阳娜娜");
    await answer("19212345678");
    await stage.press("ArrowRight");
    await stage.press("ArrowRight");
    await answer();
    await stage.press("ArrowRight");
    await answer();
    await answer("壶嘴断了,纸箱一个角也压扁了。");
    await stage.press("ArrowRight");
    (document.activeElement as HTMLElement).click();
    await answer();
    await answer("按保价赔");
    await answer("23.00");
    await answer("1500");
    await answer("1500");
    await answer("纸箱 1");
    expect(asked).toEqual([
      "kind",
      "waybill",
      "posted-on",
      "last-status",
      "role",
      "sender-name",
      "sender-phone",
      "recipient-name",
      "recipient-phone",
      "category-group",
      "category",
      "story",
      "demands",
      "demand-text",
      "freight",
      "insured",
      "claimed",
      "items-kept",
    ]);
    // Past the photos to the button, whose Enter saves.
    await stage.press("Enter");
    expect(stage.focused).toContain("保存并打印");
    await stage.press("Enter");
    await stage.until(() => stage.text.includes("回执已打印"));
    const [, form] = stage.fake.called("openTicket")[0] as [string, ReturnType<typeof teapotForm>];
    expect(form).toMatchObject({
      kind: "claim",
      waybill: "SF1234567890123",
      carrier: "sf",
      postedOn: "2026-11-14",
      category: "damage.contents",
      sender: { name: "王小明", phone: "13800138000" },
      recipient: { name: "欧阳娜娜" },
      demands: ["compensation"],
      claimed: "1500",
      itemsKept: "纸箱 1",
    });
    expect(stage.focused).toContain("下一位客户");
    await stage.press("F2");
    await stage.until(() => stage.focused === "kind");
  });

  it("saves and prints from any field with Ctrl and Enter", async () => {
    const fake = new FakeBackend();
    fake.lay(teapotForm(), [], "teapot");
    stage = await new Stage(fake).open();
    document.querySelector<HTMLElement>(".rail button")!.click();
    await stage.until(() => document.querySelector<HTMLInputElement>("#waybill")?.value === "SF1234567890123");
    document.querySelector<HTMLElement>("#story")!.focus();
    await stage.press("Enter", { ctrlKey: true });
    await stage.until(() => stage.text.includes("回执已打印"));
  });

  it("leads to what is missing", async () => {
    stage = await new Stage().open();
    await stage.until(() => stage.focused === "kind");
    await stage.press("Enter", { ctrlKey: true });
    await stage.until(() => stage.text.includes("请填姓名"));
    expect(stage.focused).toBe("sender-name");
    expect(document.querySelector("#story")?.getAttribute("aria-invalid")).toBe("true");
  });

  it("steps back with Esc and never loses a word", async () => {
    stage = await new Stage().open();
    await stage.until(() => stage.focused === "kind");
    await stage.press("Enter");
    await stage.type("SF1");
    await stage.press("Escape");
    expect(stage.focused).toBe("kind");
    await stage.press("Escape");
    expect(stage.desk.place.screen).toBe("intake");
    expect(document.querySelector<HTMLInputElement>("#waybill")?.value).toBe("SF1");
  });

  it("picks a kind by its digit, but not when the digit begins a scan", async () => {
    stage = await new Stage().open();
    await stage.until(() => stage.focused === "kind");
    await stage.press("2");
    await stage.until(() => document.querySelector('#kind [aria-checked="true"]')?.textContent?.includes("查询") === true);
    for (const key of "4312345678901") {
      document.activeElement!.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    }
    await stage.until(() => document.querySelector<HTMLInputElement>("#waybill")?.value === "4312345678901");
    expect(document.querySelector('#kind [aria-checked="true"]')?.textContent).toContain("查询");
  });

  it("keeps the field and the caret where they are when the draft comes", async () => {
    const fake = new FakeBackend();
    const slow = held(fake, "startDraft");
    stage = await new Stage(fake).open();
    expect(stage.focused).toBe("kind");
    await stage.press("Enter");
    const field = document.activeElement;
    await stage.type("SF12");
    slow.letGo();
    await stage.until(() => fake.drafts.size === 1);
    await stage.settle();
    expect(document.activeElement).toBe(field);
    expect(document.querySelector<HTMLInputElement>("#waybill")?.value).toBe("SF12");
    await stage.until(() => [...fake.drafts.values()].some((draft) => draft.form.waybill === "SF12"));
  });

  it("takes a scan that comes while the desk is still opening", async () => {
    const fake = new FakeBackend();
    const slow = held(fake, "appState");
    stage = new Stage(fake);
    const opened = stage.open();
    await stage.settle();
    for (const key of "YT1234567890123") {
      document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    }
    await stage.press("Enter");
    slow.letGo();
    await opened;
    await stage.until(() => document.querySelector<HTMLInputElement>("#waybill")?.value === "YT1234567890123");
  });

  it("leaves Enter to the input method while Chinese is being composed", async () => {
    stage = await new Stage().open();
    await stage.until(() => stage.focused === "kind");
    document.querySelector<HTMLElement>("#sender-name")!.focus();
    await stage.press("Enter", { isComposing: true });
    expect(stage.focused).toBe("sender-name");
    await stage.press("F3", { isComposing: true });
    expect(stage.desk.place.screen).toBe("intake");
  });
});

describe("what is known of the parcel", () => {
  const change = async (id: string, value: string) => {
    const select = document.querySelector<HTMLSelectElement>(`#${id}`)!;
    select.value = value;
    select.dispatchEvent(new Event("change", { bubbles: true }));
    await stage.settle();
  };

  it("is asked with its moment and who said so, once a status is chosen", async () => {
    stage = await new Stage().open();
    await stage.until(() => stage.fake.drafts.size === 1);
    await stage.press("2", { altKey: true, code: "Digit2" });
    expect(document.querySelector("#last-status-at")).toBeNull();
    await change("last-status", "in_transit");
    document.querySelector<HTMLElement>("#last-status-at")!.focus();
    await stage.type("11-20 16:20");
    await change("last-status-from", "carrier_site");
    await stage.fake.close();
    const [draft] = [...stage.fake.drafts.values()];
    expect(draft?.form).toMatchObject({ lastStatus: "in_transit", lastStatusAt: "2026-11-20T08:20:00.000Z", lastStatusFrom: "carrier_site" });
  });

  it("shows who said so as an older version took it down", async () => {
    const fake = new FakeBackend();
    fake.lay({ ...teapotForm(), lastStatusFrom: "派件员老张" }, [], "teapot");
    stage = await new Stage(fake).open();
    document.querySelector<HTMLElement>(".rail button")!.click();
    await stage.until(() => document.querySelector<HTMLSelectElement>("#last-status-from")?.value === "派件员老张");
  });
});

describe("the window", () => {
  it("saves the last key before it closes", async () => {
    stage = await new Stage().open();
    await stage.until(() => stage.fake.drafts.size === 1);
    document.querySelector<HTMLElement>("#story")!.focus();
    await stage.type("壶嘴断了");
    await stage.fake.close();
    expect([...stage.fake.drafts.values()].map((draft) => draft.form.story)).toEqual(["壶嘴断了"]);
  });

  it("saves the last key when the clerk turns to another window", async () => {
    stage = await new Stage().open();
    await stage.until(() => stage.fake.drafts.size === 1);
    document.querySelector<HTMLElement>("#story")!.focus();
    await stage.type("壶嘴断了");
    window.dispatchEvent(new Event("blur"));
    await stage.settle();
    expect([...stage.fake.drafts.values()].map((draft) => draft.form.story)).toEqual(["壶嘴断了"]);
  });

  it("shows an untold trouble in words, with a way on", async () => {
    const fake = new FakeBackend();
    fake.failures.board = trouble("database_trouble");
    stage = await new Stage(fake).open({ screen: "board" });
    await stage.until(() => stage.text.includes("数据暂时读写不了"));
    delete fake.failures.board;
    [...document.querySelectorAll("button")].find((button) => button.textContent?.includes("再试一次"))!.click();
    await stage.until(() => !stage.text.includes("数据暂时读写不了"));
  });

  it("says why it does not open, and opens when tried again", async () => {
    const fake = new FakeBackend();
    fake.startFailure = trouble("database_damaged");
    stage = await new Stage(fake).open();
    expect(stage.text).toContain("数据文件损坏了");
    expect(stage.text).toContain("请不要删除任何文件");
    [...document.querySelectorAll<HTMLElement>("[role=radio]")].find((button) => button.textContent?.trim() === "English")!.click();
    await stage.settle();
    expect(stage.text).toContain("The data file is damaged");
    [...document.querySelectorAll<HTMLElement>("[role=radio]")].find((button) => button.textContent?.trim() === "中文")!.click();
    await stage.settle();
    fake.startFailure = null;
    [...document.querySelectorAll("button")].find((button) => button.textContent?.includes("再试一次"))!.click();
    await stage.until(() => document.querySelector("nav") !== null);
  });

  it("writes what waits onto a stick when headquarters is out of reach", async () => {
    const fake = new FakeBackend();
    fake.sync = { ...fake.sync, headquarters: "offline", unconfirmedEvents: 12, unconfirmedPhotos: 3 };
    fake.sticks = [];
    stage = await new Stage(fake).open();
    document.querySelector<HTMLElement>("footer button")!.click();
    await stage.until(() => stage.text.includes("没有找到优盘"));
    fake.sticks = [{ name: "KINGSTON", folder: "/media/desk/KINGSTON" }];
    [...document.querySelectorAll("button")].find((button) => button.textContent?.includes("再找一次"))!.click();
    await stage.until(() => stage.text.includes("写到 KINGSTON"));
    fake.failures.carryOver = trouble("no_stick");
    [...document.querySelectorAll("button")].find((button) => button.textContent?.includes("写到 KINGSTON"))!.click();
    await stage.until(() => stage.text.includes("这个优盘已经拔掉了"));
    delete fake.failures.carryOver;
    [...document.querySelectorAll("button")].find((button) => button.textContent?.includes("写到 KINGSTON"))!.click();
    await stage.until(() => stage.text.includes("已写到优盘:12 条 · 3 张照片"));
    expect(fake.called("carryOver").at(-1)).toEqual(["/media/desk/KINGSTON"]);
  });

  it("goes on with a code of headquarters where its keys are lost", async () => {
    const fake = new FakeBackend();
    fake.startFailure = trouble("database_key_lost");
    fake.failures.recover = trouble("no_key_to_recover");
    stage = await new Stage(fake).open();
    expect(stage.text).toContain("请不要重装程序");
    await stage.type(" CF 9 ");
    await stage.press("Enter");
    expect(fake.called("recover")).toEqual([["CF9"]]);
    expect(stage.text).toContain("这个恢复码打不开这里的数据");
    delete fake.failures.recover;
    await stage.press("Enter");
    await stage.until(() => document.querySelector("nav") !== null);
  });

  it("enrols with a scanned code and says what a wrong one means", async () => {
    const fake = new FakeBackend(appState({ enrolment: "none", place: null, person: null }));
    fake.failures.enrol = trouble("enrolment_code_used");
    stage = await new Stage(fake).open();
    await stage.type(" abc\n def ");
    await stage.press("Enter");
    expect(fake.called("enrol")).toEqual([["abcdef"]]);
    expect(stage.text).toContain("启用码已经用过");
    delete fake.failures.enrol;
    for (const key of "CFENROL42") {
      document.activeElement!.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    }
    await stage.press("Enter");
    await stage.until(() => document.querySelector("nav") !== null);
    expect(fake.called("enrol").at(-1)).toEqual(["CFENROL42"]);
  });

  it("says why the code given at the start did not enrol it", async () => {
    const failed = { enrolment: "none", place: null, person: null, enrolmentFailure: trouble("enrolment_code_expired") } as const;
    stage = await new Stage(new FakeBackend(appState(failed))).open();
    expect(stage.text).toContain("过期");
  });

  it("offers only what a revoked counter may do", async () => {
    stage = await new Stage(new FakeBackend(appState({ enrolment: "revoked" }))).open();
    expect(stage.text).toContain("这个柜台不能受理新工单");
    expect(stage.fake.called("startDraft")).toEqual([]);
    await stage.press("F3");
    await stage.until(() => stage.text.includes("WC07-261112-B0004-1"));
  });

  it("says in practice that nothing counts", async () => {
    stage = await new Stage(new FakeBackend(appState({ enrolment: "practice" }))).open();
    expect(stage.text).toContain("练习中");
    expect(stage.text).toContain("练习,不送总部");
  });

  it.each([
    ["offline", "总部暂时连不上,照常受理"],
    ["wrong_certificate", "对方不是总部,没有发送"],
    ["captive_portal", "网络要求先登录"],
    ["refused", "总部没有接受连接"],
    ["revoked", "总部已停用这个柜台"],
    ["trouble", "与总部的连接有问题"],
    ["reachable", "总部已连接"],
  ] as const)("tells of headquarters when it is %s", async (headquarters, words) => {
    stage = await new Stage().open({ screen: "board" });
    stage.fake.tell("sync-changed", { ...stage.fake.sync, headquarters });
    await stage.settle();
    expect(document.querySelector("footer")?.textContent).toContain(words);
    expect(document.querySelector("footer")?.textContent).toContain("待确认 2 条 · 5 张照片");
  });

  it("tells the time anew when tickets change, not only with the minute", async () => {
    stage = await new Stage().open({ screen: "board" });
    expect(document.querySelector("header time")?.textContent).toContain("14:35");
    stage.now = new Date("2026-11-21T06:37:10Z");
    stage.fake.tell("tickets-changed", { ids: [] });
    await stage.settle();
    expect(document.querySelector("header time")?.textContent).toContain("14:37");
  });

  it("says on the board what the clerk has to do", async () => {
    const fake = new FakeBackend();
    fake.tickets = [summary({ id: "today-2", kind: "enquiry", nextDue: { ...PROMISES[0]!, step: "answer_enquiry", what: { zh: "答复您的咨询", en: "Your question answered" } } })];
    stage = await new Stage(fake, "en").open({ screen: "board" });
    await stage.until(() => stage.text.includes("Answer the question by tomorrow 14:35"));
    expect(stage.text).not.toContain("Your question");
  });

  it("walks the board with the keyboard and comes back with Esc", async () => {
    stage = await new Stage().open({ screen: "board" });
    await stage.until(() => stage.focused.includes("B0004-1"));
    await stage.press("ArrowDown");
    await stage.until(() => stage.focused.includes("A0003-7"));
    await stage.press("Enter");
    await stage.until(() => document.querySelector("h1")?.textContent === "WC07-261118-A0003-7");
    await stage.press("Escape");
    await stage.until(() => stage.desk.place.screen === "board");
  });

  it("finds anything from one field and runs it", async () => {
    stage = await new Stage().open({ screen: "board" });
    await stage.press("k", { ctrlKey: true });
    await stage.type("设置");
    await stage.press("Enter");
    expect(stage.desk.place.screen).toBe("settings");
    expect(document.querySelector("dialog")).toBeNull();
  });

  it("opens the key sheet from the same table", async () => {
    stage = await new Stage().open({ screen: "board" });
    await stage.press("F1");
    expect(document.querySelector("dialog")?.textContent).toContain("保存并打印");
    await stage.press("F1");
    expect(document.querySelector("dialog")).toBeNull();
  });

  it("changes its language at once, all of it", async () => {
    stage = await new Stage().open({ screen: "settings" });
    stage.desk.toasts.show("converted", { args: { kind: "trace" } });
    await stage.settle();
    expect(stage.text).toContain("已改为查询");
    [...document.querySelectorAll<HTMLElement>("[role=radio]")].find((button) => button.textContent?.trim() === "English")!.click();
    await stage.settle();
    expect(document.querySelector("nav")?.textContent).toContain("Intake");
    expect(stage.text).toContain("Headquarters cannot be reached");
    expect(stage.text).toContain("Now a ticket of the kind: Trace");
    expect(document.documentElement.lang).toBe("en");
  });
});

describe("a ticket", () => {
  it("asks for the words that an action is nothing without", async () => {
    stage = await new Stage().open({ screen: "ticket", id: "0199-0001" });
    await stage.until(() => stage.text.includes("可以办理"));
    const button = (text: string) => [...document.querySelectorAll("button")].findLast((button) => button.textContent?.includes(text))!;
    button("不予受理").click();
    await stage.settle();
    button("不予受理").click();
    await stage.settle();
    expect(stage.text).toContain("请先写几个字");
    expect(stage.fake.called("takeAction")).toEqual([]);
    await stage.type("不是我们的快件");
    await stage.press("Enter", { ctrlKey: true });
    expect(stage.fake.called("takeAction")).toEqual([["0199-0001", "decline", "不是我们的快件"]]);
  });

  it("takes a note back while its toast stands", async () => {
    stage = await new Stage().open({ screen: "ticket", id: "0199-0001" });
    await stage.until(() => document.querySelector("#note") !== null);
    document.querySelector<HTMLElement>("#note")!.focus();
    await stage.type("打过电话,没人接");
    await stage.press("Enter", { ctrlKey: true });
    await stage.until(() => stage.text.includes("备注已添加"));
    await stage.press("z", { altKey: true });
    await stage.until(() => !stage.text.includes("打过电话"));
    expect(stage.fake.called("retract")).toEqual([["0199-0001", "n-1"]]);
  });

  it("tells apart what is confirmed, what was not applied, and what a newer version wrote", async () => {
    stage = await new Stage().open({ screen: "ticket", id: "0199-0001" });
    await stage.until(() => stage.text.includes("经过"));
    expect(stage.text).toContain("4 张,总部已确认 3 张");
    expect(stage.text).toContain("没有生效");
    expect(stage.text).toContain("新版本的记录:ParcelWeighed");
  });

  it("shows markup in a story as text", async () => {
    const fake = new FakeBackend();
    stage = new Stage(fake);
    const { view } = await import("../fake/tickets");
    fake.views.set("0199-0001", view({ form: { ...teapotForm(), story: "<img src=x onerror=alert(1)> =1+1 𠮷龘" } }));
    await stage.open({ screen: "ticket", id: "0199-0001" });
    await stage.until(() => stage.text.includes("𠮷龘"));
    expect(stage.text).toContain("<img src=x onerror=alert(1)>");
    expect(document.querySelector("img[onerror]")).toBeNull();
  });
});

describe("the account with headquarters", () => {
  it("tells what befell the log, counts the day, and puts away what was set aside", async () => {
    const fake = new FakeBackend();
    fake.account = troubledAccount();
    stage = await new Stage(fake).open({ screen: "board" });
    stage.button("总部暂时连不上");
    await stage.until(() => document.body.textContent!.includes("有另一台电脑用着同一份数据"));
    expect(document.body.textContent).toContain("总部清点到 29 条");
    stage.button("知道了");
    await stage.until(() => fake.called("seeIncidents").length === 1);
    stage.button("请总部清点");
    await stage.until(() => document.body.textContent!.includes("一条不少"));
    stage.button("收起");
    await stage.until(() => fake.called("fileSetAside").length === 1);
    expect(fake.called("fileSetAside")).toEqual([["e1", true]]);
    stage.button("重试");
    await stage.until(() => fake.called("retrySetAside").length === 1);
    expect(document.body.textContent).toContain("原因代码 line_field_of_tomorrow");
  });
});

describe("two people at one ticket", () => {
  it("are both shown until someone lets one value stand", async () => {
    stage = await new Stage().open({ screen: "ticket", id: "0199-0001" });
    await stage.until(() => stage.text.includes("¥1200.00"));
    const buttons = [...document.querySelectorAll("button")].filter((button) => button.textContent?.match(/保持不变|改用这个/));
    expect(buttons.length).toBe(2);
    buttons[1]!.click();
    await stage.until(() => !stage.text.includes("¥1200.00"));
    stage.button("知道了");
    await stage.until(() => !stage.text.includes("说法不一致"));
    expect(stage.fake.called("settle")).toEqual([
      ["0199-0001", "claimed_fen", "e-two"],
      ["0199-0001", null, "e-late"],
    ]);
  });
});
