//! What was found out of a ticket, for looking at headquarters' page and for trying it: everything, nothing, or what may only be read.
import type { Bilingual } from "../../src/hq/api";
import type { Investigation } from "../../src/hq/investigation";

/** What is shown. */
export type Investigations = "some" | "none" | "read";

const both = (zh: string, en: string): Bilingual => ({ zh, en });
const hours = (now: Date, count: number) => new Date(now.getTime() + count * 3_600_000).toISOString();

const TASKS = [
  { code: "search", name: both("查找快件", "Look for the parcel") },
  { code: "trace", name: both("追踪去向", "Find out where it went") },
  { code: "find_video", name: both("调取监控", "Find the video") },
];
const UNITS = [
  { code: "transport", name: both("运输中转部", "Transport") },
  { code: "courier_team", name: both("派送组", "Courier team") },
];
const QUESTIONS = [
  { code: "transit.scanned", name: both("各中转环节是否均有扫描", "Was it scanned at every step between branches") },
  { code: "transit.seal_intact", name: both("封签是否完好", "Was the seal intact") },
];
const STAGES = [
  { code: "pickup", name: both("揽收", "Collection"), questions: [{ code: "pickup.inspected", name: both("收寄时是否验视", "Was it inspected when it was taken in") }] },
  { code: "transit", name: both("运输中转", "Transit"), questions: QUESTIONS },
  { code: "delivery", name: both("派送", "Delivery"), questions: [{ code: "delivery.called", name: both("派送前是否电联", "Was the recipient called first") }] },
];
const CAUSES = [
  { code: "rough_handling", name: both("野蛮装卸", "Rough handling"), measure: both("装卸规范培训并抽查", "Train in handling and check on it") },
  { code: "staff_error", name: both("人员操作失误", "Somebody's error"), measure: both("复训", "Retrain") },
];

/** What is known of a ticket. */
export function investigationOf(kind: Investigations, now: Date, isLong = false): Investigation {
  const words = isLong ? "查 11 月 18 日 14:00 至 16:00 到件的监控,东门二号机与传送带口,注意外包装受压的一侧;若已被覆盖,请写明覆盖日期并附设备截图。".repeat(2) : "查 11 月 18 日到件的监控";
  const isFull = kind !== "none";
  const may = kind === "read" ? { give: "not_permitted", adjudicate: "not_permitted" } : { give: null, adjudicate: null };
  return {
    heads: ["h1"],
    tasks: isFull
      ? [
          { event: "t1", at: hours(now, -70), by: "林悦", is_headquarters: true, what: TASKS[2]!.name, to_kind: "branch", to: both("浦东网点", "浦东网点"), due_at: hours(now, -20), standing: "late", words, contents: "紫砂茶壶一把", answer: null },
          { event: "t2", at: hours(now, -60), by: "陈静", is_headquarters: false, what: TASKS[1]!.name, to_kind: "unit", to: UNITS[0]!.name, due_at: hours(now, 30), standing: "open", words: null, contents: null, answer: null },
          { event: "t3", at: hours(now, -90), by: "林悦", is_headquarters: true, what: TASKS[0]!.name, to_kind: "branch", to: both("虹桥网点", "虹桥网点"), due_at: hours(now, -10), standing: "answered", words: "查货架与退件区", contents: null, answer: { at: hours(now, -30), by: null, outcome: both("没有找到", "Not there"), words: "货架、退件区都查过" } },
        ]
      : [],
    evidence: isFull ? [{ event: "e1", at: hours(now, -50), by: "陈静", kind: both("监控录像", "Video"), has_photo: false, overwritten_on: "2026-12-05", words: "东门 2 号机" }] : [],
    findings: isFull
      ? [{ event: "f1", at: hours(now, -20), by: "陈静", stage: STAGES[1]!, cause: CAUSES[0]!, answers: [{ question: QUESTIONS[0]!.name, answer: "no" }, { question: QUESTIONS[1]!.name, answer: "unknown" }], words: "传送带口没有护栏" }]
      : [],
    adjudications: kind === "read" ? [{ event: "a1", at: hours(now, -2), by: "林悦", unit: UNITS[0]!.name, branch: "浦东网点", stage: STAGES[1]!.name, cause: CAUSES[0]!.name, finding: "f1", words: "交接时未查封签" }] : [],
    improvements: kind === "read" ? [{ event: "i1", at: hours(now, -1), by: "林悦", unit: UNITS[0]!.name, words: "传送带口加护栏" }] : [],
    choices: {
      tasks: TASKS,
      units: UNITS,
      people: [{ id: "p1", name: "陈静" }],
      branches: [{ id: "b1", code: "WC07", name: "五常网点", is_own: true }, { id: "b2", code: "PD01", name: "浦东网点", is_own: false }],
      stages: STAGES,
      causes: CAUSES,
      today: "2026-11-21",
      usual_on: "2026-11-24",
    },
    may,
  };
}
