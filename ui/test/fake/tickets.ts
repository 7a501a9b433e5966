//! Tickets for looking at and testing screens.
import type { ClockView, PhotoMark, PromiseView, TicketForm, TicketSummary, TicketView } from "../../src/backend/contract";
import { blankForm as emptyForm } from "../../src/intake/form";
import { claimOf } from "./claims";
import { followUp } from "./life";
import { HINTS, LISTS } from "./lists";
import { unsaid } from "./matters";

export const NOW = new Date("2026-11-21T06:35:00Z");

export function blankForm(changes: Partial<TicketForm> = {}): TicketForm {
  return { ...emptyForm(), ...changes };
}

export function teapotForm(): TicketForm {
  return blankForm({
    category: "damage.contents",
    sender: { name: "王小明", phone: "13800138000", otherContact: "", address: "" },
    recipient: { name: "欧阳娜娜", phone: "19212345678", otherContact: "", address: "" },
    waybill: "SF1234567890123",
    carrier: "sf",
    postedOn: "2026-11-14",
    lastStatus: "signed",
    lastStatusFrom: "",
    freight: "23.00",
    insured: "1500.00",
    claimed: "1500.00",
    demands: ["compensation"],
    demandText: "要求按保价赔",
    story: "我上周六寄的一套紫砂茶具,今天收件人打开发现壶嘴断了,纸箱一个角也压扁了。寄的时候保了价一千五,要求按保价赔。",
    itemsKept: "纸箱 1 · 茶具 1 套",
    skipped: [{ slot: "scale", reason: "not_applicable" }],
  });
}

export const PROMISES: PromiseView[] = [
  { step: "first_feedback", what: { zh: "首次反馈,告知方案和进度", en: "First feedback: plan and progress" }, dueOn: null, dueBy: "14:35", dueAt: "2026-11-22T06:35:00Z", ground: { zh: "我们的承诺", en: "Our promise" }, byLaw: false, provisional: false },
  { step: "reply", what: { zh: "处理并答复", en: "Handled and answered" }, dueOn: "2026-11-25", dueBy: null, dueAt: "2026-11-25T16:00:00Z", ground: { zh: "我们的承诺,3 个工作日", en: "Our promise, 3 working days" }, byLaw: false, provisional: false },
  { step: "law_7_days", what: { zh: "法定期限", en: "By law" }, dueOn: "2026-11-28", dueBy: null, dueAt: "2026-11-28T16:00:00Z", ground: { zh: "快递暂行条例,7 日", en: "Express Delivery Regulations, 7 days" }, byLaw: true, provisional: false },
  { step: "settle", what: { zh: "赔偿办结", en: "Compensation settled" }, dueOn: "2026-12-04", dueBy: null, dueAt: "2026-12-04T16:00:00Z", ground: { zh: "我们的承诺", en: "Our promise" }, byLaw: false, provisional: true },
];

export function summary(changes: Partial<TicketSummary> = {}): TicketSummary {
  return {
    id: "0199-0001",
    number: "WC07-261121-A0012-5",
    kind: "claim",
    category: "damage.contents",
    categoryName: { zh: "内件破损", en: "Contents" },
    status: "registered",
    who: "王** 138******00",
    waybill: "SF1234567890123",
    openedAt: "2026-11-21T06:20:00Z",
    nextDue: PROMISES[1] ?? null,
    claimedFen: 150000,
    photos: 4,
    delivered: false,
    printed: true,
    practice: false,
    conflicts: 0,
    priority: null,
    mergedInto: null,
    ...changes,
  };
}

function due(step: string, zh: string, en: string, dueAt: string, dueOn: string | null): PromiseView {
  return { step, what: { zh, en }, dueOn, dueBy: null, dueAt, ground: { zh: "", en: "" }, byLaw: false, provisional: false };
}

export const SUMMARIES: TicketSummary[] = [
  summary({ id: "late-1", number: "WC07-261112-B0004-1", who: "李* 170******78", kind: "complaint", category: "delivery.false_delivery", categoryName: { zh: "虚假签收", en: "Signed for falsely" }, waybill: "YT1234567890123", claimedFen: null, photos: 0, delivered: true, status: "investigating", openedAt: "2026-11-12T02:10:00Z", nextDue: due("law_7_days", "法定期限", "By law", "2026-11-19T16:00:00Z", "2026-11-19") }),
  summary({ id: "late-2", number: "WC07-261118-A0003-7", who: "某某食品(上海)有限公司华东大区客户服务部", kind: "claim", category: "loss.shortage", categoryName: { zh: "内件短少", en: "Part of the contents" }, waybill: "77123456789012345678", claimedFen: 1180, photos: 2, status: "registered", conflicts: 1, openedAt: "2026-11-18T08:40:00Z", nextDue: due("first_feedback", "首次反馈", "First answer", "2026-11-21T03:00:00Z", null) }),
  summary({ id: "today-1", number: "WC07-261120-A0009-2", who: "Margaret Whitfield", kind: "claim", categoryName: { zh: "内件破损", en: "Contents" }, waybill: "EB000717595HK", claimedFen: 36700, photos: 2, delivered: true, openedAt: "2026-11-20T03:00:00Z", nextDue: due("first_feedback", "首次反馈", "First answer", "2026-11-21T09:40:00Z", null) }),
  summary({ id: "told-1", number: "WC07-261117-A0002-3", who: "赵* 135******78", kind: "complaint", category: "delay.transit", categoryName: { zh: "中转或运输延误", en: "In transit" }, waybill: "JDVA46783539436", claimedFen: 500000, photos: 1, delivered: true, status: "proposed", openedAt: "2026-11-17T05:00:00Z", nextDue: due("reply", "处理并答复", "Handled and answered", "2026-11-23T16:00:00Z", "2026-11-23") }),
  summary(),
  summary({ id: "closed-1", number: "WC07-261116-A0001-4", who: "", kind: "suggestion", category: "other.other", categoryName: { zh: "未分类", en: "Not sorted" }, waybill: "", claimedFen: null, photos: 0, delivered: true, printed: false, status: "closed", openedAt: "2026-11-16T05:00:00Z", nextDue: null }),
];

/** One mark of each shape. */
export const MARKS: PhotoMark[] = [
  { shape: "arrow", from: [2000, 8500], to: [4200, 5600] },
  { shape: "ring", from: [4300, 3600], to: [7000, 6200] },
  { shape: "blur", from: [1000, 800], to: [5000, 2000] },
];

export function view(changes: Partial<TicketView> = {}): TicketView {
  const photo = (slot: string, at: number, confirmed: boolean) => ({
    event: `photo-${slot}`,
    sha256: `${at}`.repeat(64).slice(0, 64),
    attachment: null,
    slot,
    slotName: LISTS.slots.find((there) => there.code === slot)?.name ?? { zh: slot, en: slot },
    size: 412_000 + at,
    takenAt: "2026-11-21T06:18:00Z",
    by: "陈静",
    confirmed,
    present: true,
    marks: [],
    markedAt: null,
    markedBy: null,
  });
  return {
    summary: summary(),
    form: teapotForm(),
    promises: PROMISES,
    clocks: [
      ...PROMISES.map((promise): ClockView => ({ ...promise, promised: true, standing: "running", since: null, used: 120, afterHolidayOn: null, reminder: null, escalatesTo: [] })),
      { step: "acknowledge", what: { zh: "受理并出具回执", en: "Taken in, with a receipt" }, dueOn: null, dueBy: "2026-11-21T06:25:00Z", dueAt: "2026-11-21T06:25:00Z", ground: { zh: "本公司服务承诺", en: "Our promise" }, byLaw: false, promised: false, provisional: false, standing: "met", since: "2026-11-21T06:21:06Z", used: 1000, afterHolidayOn: null, reminder: null, escalatesTo: [] },
      { step: "forward", what: { zh: "当场不能解决的，转责任部门", en: "What the counter cannot settle, with whom it concerns" }, dueOn: "2026-11-23", dueBy: null, dueAt: "2026-11-23T16:00:00Z", ground: { zh: "本公司服务承诺：1个工作日内转责任部门", en: "Our promise: passed on within 1 working day" }, byLaw: false, promised: false, provisional: false, standing: "running", since: null, used: 20, afterHolidayOn: null, reminder: null, escalatesTo: [] },
    ],
    photos: [photo("label", 1, true), photo("outer_top", 2, true), photo("outer_bottom", 3, true), photo("outer_damage", 4, false)],
    slots: LISTS.slots.slice(0, 9).map((slot, at) => ({
      slot: slot.code,
      hint: HINTS.get(slot.code) ?? null,
      name: slot.name,
      state: at < 4 ? "taken" : slot.code === "scale" ? "skipped" : "owed",
      required: at < 8,
      photos: [],
      reason: slot.code === "scale" ? "not_applicable" : null,
    })),
    notes: [{ event: "note-1", at: "2026-11-21T06:26:00Z", by: "陈静", text: "客户周三下午方便接电话。" }],
    prints: [{ event: "print-1", at: "2026-11-21T06:21:00Z", by: "陈静", document: "receipt", paper: "a5", language: "both", copy: 0, printer: "EPSON A5", outcome: "printed" }],
    papers: ["receipt", "claim_form", "evidence", "satisfaction", "visit"],
    story: [
      { event: "e1", at: "2026-11-21T06:20:00Z", by: "陈静", origin: "counter", kind: "TicketOpened", details: {}, applied: true, confirmed: true },
      { event: "e2", at: "2026-11-21T06:20:00Z", by: "陈静", origin: "counter", kind: "PhotoAdded", details: { slot: "label" }, applied: true, confirmed: true },
      { event: "e3", at: "2026-11-21T06:20:10Z", by: "陈静", origin: "counter", kind: "SlotSkipped", details: { slot: "scale", reason: "not_applicable" }, applied: true, confirmed: true },
      { event: "e4", at: "2026-11-21T06:21:00Z", by: "陈静", origin: "counter", kind: "PrintStarted", details: { paper: "a5", copy: "0" }, applied: true, confirmed: true },
      { event: "e5", at: "2026-11-21T06:21:06Z", by: "陈静", origin: "counter", kind: "PrintEnded", details: { outcome: "printed" }, applied: true, confirmed: false },
      { event: "e6", at: "2026-11-21T06:28:00Z", by: "周敏", origin: "headquarters", kind: "ActionTaken", details: { action: "ask_customer", words: "请补一张购买凭证。" }, applied: true, confirmed: true },
      { event: "e7", at: "2026-11-21T06:29:00Z", by: "陈静", origin: "counter", kind: "ActionTaken", details: { action: "propose", words: "按保价赔付。" }, applied: false, confirmed: false },
      { event: "e8", at: "2026-11-21T06:30:00Z", by: null, origin: "headquarters", kind: "ParcelWeighed", details: {}, applied: true, confirmed: true },
    ],
    moved: [],
    lossOffer: null,
    actions: ["answer", "investigate", "ask_customer", "propose", "decline", "withdraw"],
    claim: claimOf(),
    followUp: followUp(),
    appeals: [],
    rating: null,
    custody: [],
    signatures: [],
    conflicts: [
      { kind: "not_applied", name: "propose", values: [{ event: "e-late", text: "" }] },
      { kind: "field", name: "claimed_fen", values: [{ event: "e-one", text: "¥1500.00" }, { event: "e-two", text: "¥1200.00" }] },
    ],
    ...unsaid(),
    forgotten: false,
    ...changes,
  };
}
