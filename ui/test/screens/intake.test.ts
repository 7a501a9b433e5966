import { beforeEach, describe, expect, it } from "vitest";
import { Desk } from "../../src/desk/desk.svelte";
import { changeRole, isBlank, others, partsOf, readDate } from "../../src/intake/form";
import { Intake } from "../../src/intake/intake.svelte";
import { readMoment, writeMoment } from "../../src/intake/moment";
import { isTicketCode, scanGoesTo } from "../../src/desk/scanned";
import { FakeBackend, trouble } from "../fake/backend";
import { blankForm, NOW, teapotForm } from "../fake/tickets";
import { speakIn } from "../words";
import { held } from "./held";

describe("the form", () => {
  it("takes what was typed about the person at the counter along when the role changes", () => {
    const form = blankForm({ sender: { name: "王小明", phone: "13800138000", otherContact: "", address: "" } });
    changeRole(form, "recipient");
    expect([form.recipient.name, form.sender.name]).toEqual(["王小明", ""]);
    changeRole(form, "agent");
    expect([form.agent.name, form.recipient.name]).toEqual(["王小明", ""]);
    changeRole(form, "other");
    expect(form.agent.name).toBe("王小明");
  });

  it("asks for the other party, or for both when neither came", () => {
    expect([others("sender"), others("recipient"), others("agent")]).toEqual([["recipient"], ["sender"], ["sender", "recipient"]]);
  });

  it("is blank until something was told", () => {
    expect(isBlank(blankForm({ kind: "trace" }))).toBe(true);
    expect(isBlank(blankForm({ story: "壶嘴断了" }))).toBe(false);
    expect(isBlank(blankForm({ agent: { name: "", phone: "1", otherContact: "", address: "" } }))).toBe(false);
  });

  it("asks a claim about money and a suggestion about nothing but itself", () => {
    expect(partsOf("claim")).toEqual({ parcel: true, money: true, items: true, photos: true, demands: true, known: false });
    expect(partsOf("suggestion")).toEqual({ parcel: false, money: false, items: false, photos: false, demands: false, known: false });
  });

  it.each([
    ["11-14", "2026-11-14"],
    ["11.2", "2026-11-02"],
    ["12月30日", "2025-12-30"],
    ["20261114", "2026-11-14"],
    ["2026/1/5", "2026-01-05"],
    ["2-30", undefined],
    ["last week", undefined],
    ["", undefined],
  ])("reads the date %s as %s", (typed, date) => {
    expect(readDate(typed, "2026-11-21")).toBe(date);
  });
});

describe("a moment as people type it", () => {
  it.each([
    ["11-20 16:20", "2026-11-20T08:20:00.000Z"],
    ["11月20日16点20分", "2026-11-20T08:20:00.000Z"],
    ["2025-12-30 9:05", "2025-12-30T01:05:00.000Z"],
    ["14:35", "2026-11-21T06:35:00.000Z"],
    ["14:36", "2026-11-20T06:36:00.000Z"], // It is 14:35: so yesterday.
    ["11-20", undefined],
    ["11-20 25:00", undefined],
    ["2-30 10:00", undefined],
    ["yesterday", undefined],
    ["", undefined],
  ])("%s is %s", (typed, at) => {
    expect(readMoment(typed, NOW, "Asia/Shanghai")?.toISOString()).toBe(at);
  });

  it("is written as it is read", () => {
    const at = new Date("2026-11-20T08:20:00Z");
    expect(writeMoment(at, NOW, "Asia/Shanghai")).toBe("11-20 16:20");
    expect(readMoment(writeMoment(at, NOW, "Asia/Shanghai"), NOW, "Asia/Shanghai")).toEqual(at);
  });

  it("follows the zone through a change of its clocks", () => {
    expect(readMoment("2026-03-29 10:00", NOW, "Europe/London")?.toISOString()).toBe("2026-03-29T09:00:00.000Z");
    expect(readMoment("2026-03-28 10:00", NOW, "Europe/London")?.toISOString()).toBe("2026-03-28T10:00:00.000Z");
  });
});

describe("taking in a ticket", () => {
  let fake: FakeBackend;
  let desk: Desk;
  let intake: Intake;

  beforeEach(async () => {
    speakIn("zh-CN");
    fake = new FakeBackend();
    desk = new Desk(fake.desk, () => NOW);
    await desk.load();
    intake = new Intake(desk);
    await intake.begin();
  });

  function tell(): void {
    Object.assign(intake.form!, teapotForm());
    intake.changed();
  }

  it("takes up an untouched draft that was lying there instead of piling up new ones", async () => {
    const again = new Intake(desk);
    await again.begin();
    expect(again.draft?.id).toBe(intake.draft?.id);
    expect(fake.called("startDraft")).toHaveLength(1);
  });

  it("has a form for the first key before its draft is there, and never takes a key back", async () => {
    const slow = held(fake, "startDraft");
    intake = new Intake(desk);
    fake.drafts.clear();
    const begun = intake.begin();
    const form = intake.form!;
    form.waybill = "SF12";
    form.sender.name = "王";
    intake.changed();
    slow.letGo();
    await begun;
    expect(intake.form).toBe(form);
    expect([form.waybill, form.sender.name, form.kind]).toEqual(["SF12", "王", "claim"]);
    expect(fake.drafts.get(intake.draft!.id)?.form.waybill).toBe("SF12");
  });

  it("takes a scan that comes before the draft is there", async () => {
    const slow = held(fake, "startDraft");
    intake = new Intake(desk);
    fake.drafts.clear();
    const begun = intake.begin();
    const taken = scanGoesTo("YT1234567890123", desk, intake);
    expect(intake.form?.waybill).toBe("YT1234567890123");
    slow.letGo();
    await begun;
    expect(await taken).toBe(true);
    expect(fake.drafts.get(intake.draft!.id)?.form.waybill).toBe("YT1234567890123");
  });

  it("keeps words that no draft could be started for, and saves them once one can", async () => {
    intake = new Intake(desk);
    fake.drafts.clear();
    fake.failures.startDraft = trouble("disk_full");
    await intake.begin();
    intake.form!.story = "壶嘴断了";
    intake.changed();
    await intake.startNew();
    expect(intake.form?.story).toBe("壶嘴断了");
    delete fake.failures.startDraft;
    await intake.begin();
    expect(fake.drafts.get(intake.draft!.id)?.form.story).toBe("壶嘴断了");
  });

  it("goes to no other customer while this one's words cannot be saved", async () => {
    fake.failures.saveDraft = trouble("disk_full");
    tell();
    await intake.startNew();
    expect(intake.form?.story).toBe(teapotForm().story);
    expect(intake.saveError).toMatchObject({ code: "disk_full" });
    delete fake.failures.saveDraft;
    const id = intake.draft!.id;
    await intake.startNew();
    expect(fake.drafts.get(id)?.form.story).toBe(teapotForm().story);
    expect(intake.form?.story).toBe("");
  });

  it("keeps what was typed when the next customer comes", async () => {
    tell();
    const id = intake.draft!.id;
    await intake.startNew();
    expect(intake.draft!.id).not.toBe(id);
    expect(fake.drafts.get(id)?.form.story).toBe(teapotForm().story);
    await intake.resume(id);
    expect(intake.form?.waybill).toBe("SF1234567890123");
  });

  it("clears an untouched draft away when another is taken up", async () => {
    const blank = intake.draft!.id;
    const other = fake.lay(teapotForm());
    await intake.resume(other.id);
    expect(fake.drafts.has(blank)).toBe(false);
  });

  it("says at the fields what is missing and saves nothing", async () => {
    expect(await intake.save(true)).toBe(false);
    expect(intake.problem("story")).toBe("story_missing");
    expect(fake.called("openTicket")).toEqual([]);
  });

  it("saves before it prints", async () => {
    tell();
    expect(await intake.save(true)).toBe(true);
    const order = fake.calls.map((call) => call.command).filter((command) => command === "openTicket" || command === "printTicketPaper");
    expect(order).toEqual(["openTicket", "printTicketPaper"]);
    expect(intake.done?.print?.outcome).toBe("printed");
    expect(intake.draft).toBeUndefined();
  });

  it("saves without printing when asked to", async () => {
    tell();
    await intake.save(false);
    expect(fake.called("printTicketPaper")).toEqual([]);
    expect(intake.done?.print).toBeUndefined();
  });

  it("keeps the ticket when the printer fails, and can print again", async () => {
    tell();
    fake.failures.printTicketPaper = trouble("print_out_of_paper");
    expect(await intake.save(true)).toBe(true);
    expect(intake.done?.printError).toMatchObject({ code: "print_out_of_paper" });
    delete fake.failures.printTicketPaper;
    await intake.print();
    expect(intake.done?.printError).toBeUndefined();
    expect(intake.done?.print?.outcome).toBe("printed");
    expect(fake.called("openTicket")).toHaveLength(1);
  });

  it("shows a save that failed and keeps the draft", async () => {
    tell();
    fake.failures.openTicket = trouble("disk_full");
    expect(await intake.save(true)).toBe(false);
    expect(desk.troubles.map((there) => there.error)).toEqual([trouble("disk_full")]);
    expect(intake.form?.story).toBe(teapotForm().story);
  });

  it("says when a draft cannot be saved and stops saying so once it can", async () => {
    fake.failures.saveDraft = trouble("disk_full");
    tell();
    await intake.flush();
    expect(intake.saveError).toMatchObject({ code: "disk_full" });
    delete fake.failures.saveDraft;
    await intake.flush();
    expect(intake.saveError).toBeUndefined();
  });

  it("gives a discarded draft back within eight seconds", async () => {
    tell();
    const id = intake.draft!.id;
    await intake.discard();
    expect(intake.form?.story).toBe("");
    await desk.toasts.undo(desk.toasts.shown[0]!.id);
    expect(intake.draft?.id).toBe(id);
    expect(intake.form?.story).toBe(teapotForm().story);
  });

  it("puts a photo into the first slot that owes one", async () => {
    await intake.addPhotos([new Blob(["one"]), new Blob(["second"])]);
    expect(intake.draft?.photos.map((photo) => photo.slot)).toEqual(["label", "outer_top"]);
    expect(intake.view?.slots.filter((slot) => slot.state === "taken").map((slot) => slot.slot)).toEqual(["label", "outer_top"]);
  });

  it("puts a photo that comes while another is being read into the next slot", async () => {
    await Promise.all([intake.addPhotos([new Blob(["one"])]), intake.addPhotos([new Blob(["second"])])]);
    expect(intake.draft?.photos.map((photo) => photo.slot).sort()).toEqual(["label", "outer_top"]);
  });

  it("tells of a bad picture at its slot, and nothing else is lost", async () => {
    tell();
    fake.failures.addDraftPhoto = trouble("photo_truncated");
    await intake.addPhotos([new Blob(["x"])], "inside");
    expect(intake.slotErrors.inside).toMatchObject({ code: "photo_truncated" });
    expect(desk.troubles).toEqual([]);
    expect(intake.form?.story).toBe(teapotForm().story);
    expect(intake.busySlots).toEqual([]);
  });

  it("skips a slot for a reason, and a photo ends the skipping", async () => {
    intake.form!.category = "damage.contents";
    await intake.skipSlot("inside", "not_brought");
    expect(intake.view?.slots.find((slot) => slot.slot === "inside")?.state).toBe("skipped");
    await intake.addPhotos([new Blob(["x"])], "inside");
    expect(intake.form?.skipped).toEqual([]);
  });

  it("fills a scanned waybill into a fresh draft", async () => {
    expect(await scanGoesTo("YT1234567890123", desk, intake)).toBe(true);
    expect(intake.form?.waybill).toBe("YT1234567890123");
  });

  it("starts the next customer when another parcel is scanned", async () => {
    tell();
    const id = intake.draft!.id;
    await scanGoesTo("YT1234567890123", desk, intake);
    expect(intake.draft!.id).not.toBe(id);
    expect(fake.drafts.get(id)?.form.waybill).toBe("SF1234567890123");
  });

  it("opens the ticket whose own slip is scanned", async () => {
    expect(await scanGoesTo("WC07-261121-A0012-5", desk, intake)).toBe(true);
    expect(desk.place).toEqual({ screen: "ticket", id: "0199-0001" });
  });

  it.each([
    ["WC07-261121-A0012-5", true],
    ["WC07261121A00125", true],
    ["https://hq.example/t#1.abc", true],
    ["counterfoil:1.abc", true],
    ["SF1234567890123", false],
    ["JDVA46783539436", false],
  ])("%s is one of our own codes: %s", (text, isOurs) => {
    expect(isTicketCode(text)).toBe(isOurs);
  });
});
