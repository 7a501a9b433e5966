//! What happens to a ticket between its taking in and its end, for looking at and testing screens: the fake's own small rules.
import type { DeskBackend } from "../../src/backend/backend";
import type { CommandError, FollowUpView, InvestigationView, ReminderView, StoryLine, SuggestionRow, TaskAnswerForm, TaskRowView, TicketView } from "../../src/backend/contract";
import { blankInvestigation, BY, evidenceKind, nameOfTask, outcomeOf, TASK_OUTCOMES, taskKind } from "./investigations";

const AT = "2026-11-21T06:35:00Z";
const TODAY = "2026-11-21";
const DAY = /^\d{4}-\d{2}-\d{2}$/;

function failure(code: string, details: Record<string, string> = {}): CommandError {
  return { code, message: `message of ${code}`, hint: null, details };
}

const row = (changes: Partial<TaskRowView>): TaskRowView => ({
  task: "t-1",
  ticket: "0199-0001",
  number: "WC07-261121-A0012-5",
  branch: null,
  waybill: null,
  contents: null,
  what: taskKind("search"),
  to: { zh: "陈静", en: "陈静" },
  whose: "mine",
  dueAt: "2026-11-21T10:00:00Z",
  late: false,
  at: "2026-11-21T02:00:00Z",
  by: "周敏",
  origin: "counter",
  words: "请先查转运中心的滞留件。",
  outcomes: TASK_OUTCOMES,
  mayAnswer: true,
  ...changes,
});

/** Tasks of every sort: late, somebody's, a unit's, and one of another branch's ticket. */
export const TASKS: TaskRowView[] = [
  row({ task: "t-late", what: taskKind("find_video"), dueAt: "2026-11-20T10:00:00Z", late: true, words: "11 月 18 日 14:00 至 15:00 装车口的录像,下周一会被覆盖。" }),
  row({ task: "t-mine" }),
  row({ task: "t-given", ticket: null, number: "HZ03-261119-B0007-2", branch: "杭州滨江网点", waybill: "SF1234567890123", contents: "紫砂茶壶一把", what: taskKind("ask_recipient"), to: { zh: "五常网点", en: "Wuchang branch" }, whose: "unit", origin: "headquarters", by: null, dueAt: "2026-11-23T16:00:00Z", words: "收件人在你网点派送范围,请上门问清外包装是否完好,并拍照。" }),
  row({ task: "t-other", what: taskKind("weigh"), to: { zh: "运输中转部", en: "Transport and transit" }, whose: "other", dueAt: "2026-11-24T16:00:00Z", words: null, mayAnswer: false }),
];

export const REMINDERS: ReminderView[] = [
  { ticket: "late-1", number: "WC07-261112-B0004-1", step: "law_7_days", words: { zh: "法定期限", en: "By law" }, dueAt: "2026-11-19T16:00:00Z", percent: 100, late: true },
  { ticket: "today-1", number: "WC07-261120-A0009-2", step: "first_feedback", words: { zh: "首次反馈,告知方案和进度", en: "First feedback: plan and progress" }, dueAt: "2026-11-21T09:40:00Z", percent: 80, late: false },
  { ticket: "told-1", number: "WC07-261117-A0002-3", step: "reply", words: { zh: "处理并答复", en: "Handled and answered" }, dueAt: "2026-11-23T16:00:00Z", percent: 50, late: false },
];

export const SUGGESTIONS: SuggestionRow[] = [
  { ticket: "s-1", number: "WC07-261118-A0005-6", openedAt: "2026-11-18T03:00:00Z", status: "registered", words: "希望驿站晚上八点以后也能取件,上班的人六点前赶不回来。", answer: null, answeredAt: null, answeredBy: null },
  { ticket: "closed-1", number: "WC07-261116-A0001-4", openedAt: "2026-11-16T05:00:00Z", status: "closed", words: "面单上的字太小,老人看不清。", answer: "已转总部;新面单下月换大字。", answeredAt: "2026-11-17T02:00:00Z", answeredBy: "陈静" },
  { ticket: "s-3", number: "WC07-261110-B0002-8", openedAt: "2026-11-10T05:00:00Z", status: "answered", words: null, answer: "谢谢,已经照办。", answeredAt: "2026-11-12T02:00:00Z", answeredBy: "阿卜杜拉·买买提·吾斯曼江·阿卜杜热合曼江" },
];

const FOLLOW_UP_OUTCOMES = [
  { code: "satisfied", name: { zh: "已收到,满意", en: "Arrived, content" } },
  { code: "not_arrived", name: { zh: "还没收到", en: "Not arrived" } },
  { code: "reopen_wanted", name: { zh: "希望重新处理", en: "Wants it reopened" } },
  { code: "no_answer", name: { zh: "无人接听", en: "No answer" } },
];

export function followUp(changes: Partial<FollowUpView> = {}): FollowUpView {
  return { updateDue: null, followUpDue: null, returnVisitDue: null, outcomes: FOLLOW_UP_OUTCOMES, ...changes };
}

/** News that is late, as after a date slipped. */
export const UPDATE_DUE = { about: "progress", dueAt: "2026-11-21T02:00:00Z", late: true, why: { zh: "承诺的日期推迟了,要马上告知", en: "A promised date slipped: tell the customer at once" } };
export const FOLLOW_UP_DUE = { about: "follow_up", dueAt: "2026-11-24T16:00:00Z", late: false, why: { zh: "投诉办结后 3 天内回访", en: "Within 3 days after a complaint was settled" } };

/** A view after something happened to it. */
function after(view: TicketView, changes: Partial<TicketView>, kind: string, details: Record<string, string> = {}): TicketView {
  const line: StoryLine = { event: `life-${view.story.length}`, at: AT, by: BY, origin: "counter", kind, details, applied: true, confirmed: false };
  return { ...view, ...changes, story: [...view.story, line] };
}

function need(problems: Record<string, string | false | undefined>): void {
  const wrong = Object.fromEntries(Object.entries(problems).filter((entry): entry is [string, string] => !!entry[1]));
  if (Object.keys(wrong).length) throw failure("form_incomplete", wrong);
}

const lacking = (text: string | null) => !text?.trim() && "missing";
const noDay = (day: string | null) => !DAY.test(day ?? "") && "not_a_date";

type Commands =
  | "lookAtInvestigation"
  | "setTask"
  | "answerTask"
  | "noteEvidence"
  | "makeFinding"
  | "adjudicate"
  | "noteImprovement"
  | "recordAppeal"
  | "reportAppeal"
  | "correctPayment"
  | "rate"
  | "lookAtTasks"
  | "answerListedTask"
  | "lookAtReminders"
  | "lookAtSuggestions";

export class FakeLife {
  readonly investigations = new Map<string, InvestigationView>();
  tasks: TaskRowView[] = [];
  reminders: ReminderView[] = [];
  suggestions: SuggestionRow[] = SUGGESTIONS;

  of(id: string): InvestigationView {
    const found = this.investigations.get(id) ?? blankInvestigation();
    this.investigations.set(id, found);
    return found;
  }

  /** Takes evidence out that was taken back. */
  retract(id: string, event: string): void {
    const there = this.of(id);
    this.investigations.set(id, { ...there, evidence: there.evidence.filter((noted) => noted.event !== event) });
  }

  commands(read: (id: string) => TicketView, see: (id: string, view: TicketView) => TicketView): Pick<DeskBackend, Commands> {
    const change = (id: string, changes: (there: InvestigationView) => Partial<InvestigationView>, kind: string, details: Record<string, string> = {}) => {
      const there = this.of(id);
      this.investigations.set(id, { ...there, ...changes(there) });
      return see(id, after(read(id), {}, kind, details));
    };
    const made = (list: readonly unknown[], kind: string) => ({ event: `${kind}-${list.length + 1}`, at: AT, by: BY });
    return {
      lookAtInvestigation: async (id) => structuredClone(this.of(id)),
      setTask: async (id, { task, to, dueOn, dueAt, words }) => {
        need({ task: lacking(task), due: !dueOn && !dueAt && "missing" });
        const due = dueAt ?? `${dueOn}T16:00:00Z`;
        if (due < AT) throw failure("day_passed");
        return change(
          id,
          (there) => {
            const set = { ...made(there.tasks, "task"), what: taskKind(task), to: nameOfTask(to, there), mine: to.to === "person" && to.id === "p1", dueAt: due, late: false, origin: "counter" as const, words: words || null, answer: null };
            const at = there.steps.findIndex((step) => step.task === task && !step.fulfilledBy);
            return { tasks: [...there.tasks, set], steps: there.steps.map((step, place) => (place === at ? { ...step, fulfilledBy: set.event } : step)) };
          },
          "TaskSet",
          { task },
        );
      },
      answerTask: async (id, { task, outcome, words }) => {
        const found = this.of(id).tasks.find((there) => there.event === task);
        if (!found) throw failure("no_such_task");
        if (found.answer) throw failure("task_answered");
        const answer = { outcome: outcomeOf(outcome), at: AT, by: BY, words: words || null };
        return change(id, (there) => ({ tasks: there.tasks.map((one) => (one.event === task ? { ...one, answer } : one)) }), "TaskAnswered", { task: found.what.code, outcome });
      },
      noteEvidence: async (id, { evidence, photo, overwrittenOn, words }) => {
        need({ evidence: lacking(evidence), overwrittenOn: overwrittenOn !== null && noDay(overwrittenOn) });
        return change(id, (there) => ({ evidence: [...there.evidence, { ...made(there.evidence, "evidence"), kind: evidenceKind(evidence), photo, overwrittenOn, words: words || null }] }), "EvidenceNoted", { evidence });
      },
      makeFinding: async (id, { stage, cause, answers, words }) => {
        const { stages, causes } = this.of(id).lists;
        if (!stage && !cause && !words.trim()) need({ stage: "missing" });
        const at = stages.find((there) => there.code === stage);
        const told = answers.map(({ question, answer }) => ({ code: question, words: at?.questions.find((there) => there.code === question)?.words ?? { zh: question, en: question }, answer }));
        return change(id, () => ({ finding: { ...made([], "finding"), stage: at ?? null, cause: causes.find((there) => there.code === cause) ?? null, answers: told, words: words || null } }), "FindingMade", stage ? { stage } : {});
      },
      adjudicate: async (id, { unit, branch, stage, cause, words }) => {
        need({ unit: lacking(unit) });
        const { lists } = this.of(id);
        const answers = { unit: lists.units.find((there) => there.code === unit)!, branch: lists.branches.find((there) => there.id === branch)?.name ?? null, stage: lists.stages.find((there) => there.code === stage) ?? null, cause: lists.causes.find((there) => there.code === cause) ?? null };
        return change(id, () => ({ adjudicated: { ...made([], "adjudicated"), ...answers, words: words || null } }), "FaultAdjudicated");
      },
      noteImprovement: async (id, { unit, words }) => {
        need({ unit: lacking(unit), words: lacking(words) });
        return change(id, (there) => ({ improvements: [...there.improvements, { ...made(there.improvements, "improvement"), unit: there.lists.units.find((known) => known.code === unit)!, words }] }), "ImprovementNoted");
      },
      recordAppeal: async (id, { number, forwardedOn, words }) => {
        need({ number: lacking(number), forwardedOn: noDay(forwardedOn) });
        const view = read(id);
        const appeal = { ...made(view.appeals, "appeal"), number, forwardedOn, dueAt: "2026-12-01T16:00:00Z", late: false, words: words || null, reported: null };
        return see(id, after(view, { appeals: [...view.appeals, appeal], papers: [...new Set([...view.papers, "appeal"])] }, "AppealForwarded", { number }));
      },
      reportAppeal: async (id, { appeal, reportedOn, words }) => {
        need({ reportedOn: noDay(reportedOn) || (reportedOn > TODAY && "not_a_date") });
        const view = read(id);
        const found = view.appeals.find((there) => there.event === appeal);
        if (!found) throw failure("no_such_appeal");
        if (found.reported) throw failure("appeal_reported");
        const reported = { ...made([], "report"), reportedOn, words: words || null };
        return see(id, after(view, { appeals: view.appeals.map((there) => (there.event === appeal ? { ...there, reported } : there)) }, "AppealReported", { number: found.number }));
      },
      correctPayment: async (id, { payment, amount, words }) => {
        need({ amount: !amount.trim() ? "missing" : !/^[\d,]+(\.\d{1,2})?$/.test(amount.trim()) && "not_an_amount", words: lacking(words) });
        const view = read(id);
        const fen = Math.round(Number(amount.replace(/,/g, "")) * 100);
        const found = view.claim.payments.find((there) => there.event === payment);
        if (!found) throw failure("no_such_payment");
        if ((found.correction?.fen ?? found.fen) === fen) throw failure("payment_unchanged");
        const payments = view.claim.payments.map((there) => (there.event === payment ? { ...there, correction: { ...made([], "correction"), fen, words } } : there));
        const paid = payments.reduce((sum, there) => sum + (there.correction?.fen ?? there.fen), 0);
        const toPay = Math.max(0, (view.claim.ladder.approved ?? 0) - paid);
        const claim = { ...view.claim, payments, toPay, ladder: { ...view.claim.ladder, paid }, may: { ...view.claim.may, pay: toPay > 0 } };
        return see(id, after(view, { claim }, "PaymentCorrected", { voucher: found.voucher, fen: String(fen), words }));
      },
      rate: async (id, { words, ...stars }) => {
        if ([stars.timeliness, stars.attitude, stars.safety, stars.handling].every((star) => star === null)) throw failure("rating_empty");
        return see(id, after(read(id), { rating: { ...made([], "rating"), ...stars, words: words || null } }, "SatisfactionRated", { way: stars.way }));
      },
      lookAtTasks: async () => this.tasks,
      answerListedTask: async ({ task }: TaskAnswerForm) => {
        if (!this.tasks.some((there) => there.task === task)) throw failure("no_such_task");
        return (this.tasks = this.tasks.filter((there) => there.task !== task));
      },
      lookAtReminders: async () => this.reminders,
      lookAtSuggestions: async (from, until) => this.suggestions.filter(({ openedAt }) => from <= openedAt.slice(0, 10) && openedAt.slice(0, 10) <= until),
    };
  }
}
