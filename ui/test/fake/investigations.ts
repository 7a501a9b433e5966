//! Investigations for looking at and testing screens, with words of real length.
import type { Bilingual, Choice, InvestigationView, TaskTo } from "../../src/backend/contract";
import policy from "../../../src-tauri/crates/domain/policy/default.json";

export const BY = "陈静";

const choice = (code: string, zh: string, en: string): Choice => ({ code, name: { zh, en } });
const choices = (list: readonly { code: string; name: Bilingual }[]): Choice[] => list.map(({ code, name }) => ({ code, name }));

const TASK_KINDS = [
  choice("search", "查找快件", "Search for the shipment"),
  choice("trace", "查轨迹", "Look up the trace"),
  choice("weigh", "复核重量", "Weigh it again"),
  choice("ask_sender", "询问寄件人", "Ask the sender"),
  choice("ask_recipient", "询问收件人", "Ask the recipient"),
  choice("ask_unit", "询问责任部门", "Ask the unit"),
  choice("find_video", "调取录像", "Find the video"),
  choice("correct_data", "更正数据", "Correct the data"),
  choice("retrain", "培训", "Retrain"),
  choice("sanction", "处理责任人", "Sanction"),
  choice("other", "其他", "Something else"),
];

export const TASK_OUTCOMES = [choice("done", "已完成", "Done"), choice("found", "已找到", "Found"), choice("not_found", "没有找到", "Not found"), choice("not_possible", "办不到", "Not possible")];

const EVIDENCE_KINDS = [choice("trace", "轨迹", "Trace"), choice("scan_record", "扫描记录", "Scan record"), choice("scale", "称重记录", "Weighing record"), choice("video", "录像", "Video"), choice("statement", "当事人说明", "Statement"), choice("document", "单据", "Document")];

const question = (code: string, zh: string, en: string) => ({ code, words: { zh, en } });

const STAGES = [
  { ...choice("order", "下单环节", "Order"), questions: [question("address_right", "地址填写是否正确", "Was the address right")] },
  { ...choice("pickup", "收寄环节", "Pick-up"), questions: [question("checked", "是否当面验视内件", "Was it opened and looked at"), question("packed", "包装是否符合要求", "Was it packed as required"), question("weighed", "是否复核重量", "Was the weight checked")] },
  { ...choice("transit", "中转运输环节", "Transit"), questions: [question("scanned", "每一站是否都有进出扫描", "Is there a scan in and out of every station"), question("handled", "是否有抛扔、踩踏等违规操作", "Was it thrown or stepped on"), question("sealed", "封签、集包是否完好", "Were seals and bags intact")] },
  { ...choice("delivery", "派送环节", "Delivery"), questions: [question("called", "派送前是否联系收件人", "Was the recipient called before"), question("signed", "是否本人或其指定的人签收", "Was it signed for by the recipient or whom they named")] },
  { ...choice("after_sales", "售后环节", "After sales"), questions: [question("answered", "是否按时答复客户", "Was the customer answered in time")] },
];

const CAUSES = [
  { ...choice("congestion", "爆仓、积压", "Congestion"), measure: { zh: "疏运并告知新的到达时间", en: "Clear it, and tell the new time" } },
  { ...choice("weather", "恶劣天气", "Weather"), measure: { zh: "保存气象证明,告知客户", en: "Keep the proof of it, and tell the customer" } },
  { ...choice("staff_error", "人员操作失误", "An error of staff"), measure: { zh: "培训或处理责任人,补偿客户", en: "Retrain or sanction, and compensate" } },
  { ...choice("delivery_leg", "末端派送不及时", "The last leg"), measure: { zh: "当天改派,网点整改", en: "Deliver the same day; the outlet mends it" } },
];

const PEOPLE = [
  { id: "p1", name: "陈静" },
  { id: "p2", name: "周敏" },
  { id: "p4", name: "阿卜杜拉·买买提·吾斯曼江·阿卜杜热合曼江" },
];

export const taskKind = (code: string): Choice => TASK_KINDS.find((kind) => kind.code === code) ?? choice(code, code, code);
export const outcomeOf = (code: string): Choice => TASK_OUTCOMES.find((outcome) => outcome.code === code) ?? choice(code, code, code);
export const evidenceKind = (code: string): Choice => EVIDENCE_KINDS.find((kind) => kind.code === code) ?? choice(code, code, code);

/** The name of whose a task is. */
export function nameOfTask(to: TaskTo, { lists }: InvestigationView): Bilingual {
  if (to.to === "unit") return lists.units.find((unit) => unit.code === to.code)?.name ?? { zh: to.code, en: to.code };
  const name = lists.people.find((person) => person.id === to.id)?.name ?? to.id;
  return { zh: name, en: name };
}

export function blankInvestigation(changes: Partial<InvestigationView> = {}): InvestigationView {
  return {
    playbook: choice("search", "查找、追踪、赔偿", "Search, trace, compensate"),
    steps: [
      { what: { zh: "查轨迹和最后一次扫描,确认快件现在何处", en: "Look up the trace and the last scan: where is it now" }, task: "trace", to: { to: "person", id: "p1" }, dueAt: "2026-11-22T16:00:00Z", fulfilledBy: null },
      { what: { zh: "请运输中转部在转运中心查找", en: "Have transport search the transit centre" }, task: "search", to: { to: "unit", code: "transport" }, dueAt: "2026-11-23T16:00:00Z", fulfilledBy: null },
      { what: { zh: "调取装卸和派送的录像", en: "Find the video of loading and delivery" }, task: "find_video", to: null, dueAt: null, fulfilledBy: null },
    ],
    tasks: [],
    evidence: [],
    finding: null,
    adjudicated: null,
    improvements: [],
    lists: { taskKinds: TASK_KINDS, units: choices(policy.classification.units), people: PEOPLE, branches: [], evidenceKinds: EVIDENCE_KINDS, stages: STAGES, causes: CAUSES, outcomes: TASK_OUTCOMES },
    may: { setTask: true, answer: true, noteEvidence: true, find: true, adjudicate: true, improve: true },
    ...changes,
  };
}

/** An investigation that is well under way. */
export function openInvestigation(changes: Partial<InvestigationView> = {}): InvestigationView {
  const blank = blankInvestigation();
  const task = { at: "2026-11-20T02:00:00Z", by: BY, origin: "counter" as const, mine: false, late: false, words: null, answer: null };
  const [first, second, third] = blank.steps;
  return {
    ...blank,
    steps: [{ ...first!, fulfilledBy: "task-1" }, { ...second!, fulfilledBy: "task-2" }, third!],
    tasks: [
      { ...task, event: "task-1", what: taskKind("trace"), to: { zh: BY, en: BY }, mine: true, dueAt: "2026-11-21T16:00:00Z", answer: { outcome: outcomeOf("found"), at: "2026-11-20T08:00:00Z", by: BY, words: "最后一次扫描:11 月 18 日 14:20,杭州转运中心。" } },
      { ...task, event: "task-2", what: taskKind("search"), to: { zh: "运输中转部", en: "Transport and transit" }, dueAt: "2026-11-20T16:00:00Z", late: true, words: "面单可能脱落,请按内件(紫砂茶具,纸箱)在滞留区和无着件区都找一遍。" },
      { ...task, event: "task-3", what: taskKind("ask_recipient"), to: { zh: "阿卜杜拉·买买提·吾斯曼江·阿卜杜热合曼江", en: "阿卜杜拉·买买提·吾斯曼江·阿卜杜热合曼江" }, mine: true, dueAt: "2026-11-23T16:00:00Z", origin: "headquarters", by: null },
    ],
    evidence: [
      { event: "evidence-1", at: "2026-11-20T08:05:00Z", by: BY, kind: evidenceKind("scan_record"), photo: "photo-label", overwrittenOn: null, words: "14:20 进站,之后没有出站。" },
      { event: "evidence-2", at: "2026-11-20T08:10:00Z", by: BY, kind: evidenceKind("video"), photo: null, overwrittenOn: "2026-11-23", words: "转运中心 3 号口,11 月 18 日 14:00 到 15:00。" },
    ],
    finding: { event: "finding-1", at: "2026-11-20T09:00:00Z", by: BY, stage: STAGES[2]!, cause: CAUSES[2]!, answers: STAGES[2]!.questions.map(({ code, words }, at) => ({ code, words, answer: ["no", "unknown", "yes"][at]! })), words: "进站后没有上架记录,当班漏扫。" },
    adjudicated: { event: "adjudicated-1", at: "2026-11-20T10:00:00Z", by: "周敏", unit: blank.lists.units[2]!, branch: null, stage: STAGES[2]!, cause: CAUSES[2]!, words: "漏扫造成滞留,中转部承担。" },
    improvements: [{ event: "improvement-1", at: "2026-11-20T10:05:00Z", by: "周敏", unit: blank.lists.units[2]!, words: "滞留区每班清一次,清单交班。" }],
    ...changes,
  };
}
