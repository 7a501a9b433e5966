//! What happened to the ticket and at the counter, as the address asks: ?life=open,appeals,update,rated,tasks,reminders
import type { FakeBackend } from "../fake/backend";
import { openInvestigation } from "../fake/investigations";
import { FOLLOW_UP_DUE, followUp, REMINDERS, TASKS, UPDATE_DUE } from "../fake/life";
import { view } from "../fake/tickets";

const ID = "0199-0001";
const BY = { at: "2026-11-20T03:00:00Z", by: "陈静" };

export function live(fake: FakeBackend, asked: readonly string[]): void {
  const has = (name: string) => asked.includes(name);
  const seen = { ...(fake.views.get(ID) ?? view()), conflicts: [] };
  if (has("open")) fake.life.investigations.set(ID, openInvestigation());
  if (has("tasks")) fake.life.tasks = TASKS;
  if (has("reminders")) fake.life.reminders = REMINDERS;
  if (has("none")) fake.life.suggestions = [];
  if (has("open")) seen.papers = [...seen.papers, "preliminary"];
  if (has("appeals")) {
    const appeal = { ...BY, event: "appeal-1", number: "12305-2026-1118-000451", forwardedOn: "2026-11-18", dueAt: "2026-11-28T16:00:00Z", late: false, words: "消费者称多次联系无人处理,要求按保价赔付。", reported: null };
    seen.appeals = [{ ...appeal, event: "appeal-0", number: "12305-2026-1101-000038", forwardedOn: "2026-11-01", dueAt: "2026-11-11T16:00:00Z", late: true, words: null, reported: { ...BY, event: "report-0", reportedOn: "2026-11-12", words: "已赔付并致歉。" } }, appeal];
    seen.papers = [...seen.papers, "appeal"];
  }
  if (has("update")) seen.followUp = followUp({ updateDue: UPDATE_DUE });
  if (has("follow")) seen.followUp = followUp({ followUpDue: FOLLOW_UP_DUE, returnVisitDue: { ...FOLLOW_UP_DUE, about: "return_visit", why: { zh: "每月抽查 5% 的已结投诉", en: "One in twenty settled complaints, each month" } } });
  if (has("rated")) seen.rating = { ...BY, event: "rating-1", timeliness: 2, attitude: 5, safety: null, handling: 4, way: "phone", words: "处理慢了些,态度很好。" };
  if (has("closing")) [seen.summary, seen.actions] = [{ ...seen.summary, status: "settled" }, ["close", "reopen"]];
  fake.views.set(ID, seen);
}
