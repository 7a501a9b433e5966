//! How matters are sorted, weighed and linked, for looking at and testing screens: the fake's own few words and its own sums.
import type { Bilingual, Choice, CommandError, ImpactForm, KinView, Kind, Phrase, PlaybookView, Priority, RiskForm, RiskGrade, StoryLine, SuggestionView, TicketSummary, TicketView, WeighingPreview, WeighingTable, WeighingTables } from "../../src/backend/contract";
import policy from "../../../src-tauri/crates/domain/policy/default.json";

const AT = "2026-11-21T06:35:00Z";
const BY = "陈静";

function failure(code: string): CommandError {
  return { code, message: `message of ${code}`, hint: null, details: {} };
}

function playbook(code: string): PlaybookView | null {
  const found = policy.classification.playbooks.find((there) => there.code === code);
  return found ? { code, name: found.name, steps: found.steps } : null;
}

function unit(code: string): Choice | null {
  const found = policy.classification.units.find((there) => there.code === code);
  return found ? { code, name: found.name } : null;
}

function category(code: string): Choice {
  return { code, name: policy.categories.find((there) => there.code === code)?.name ?? { zh: code, en: code } };
}

/** Words that speak for a category, or for hurry. */
const WORDS: [string, RegExp][] = [
  ["damage.contents", /碎了|摔坏|断了|broken|cracked/g],
  ["damage.packaging", /压扁|纸箱破|crushed/g],
  ["loss.whole", /丢了|不见了|lost/g],
  ["delay.transit", /太慢|还没到|late/g],
];
const DANGER = /受伤|漏气|着火|hurt|on fire/g;
const URGENT = /急用|尽快|urgent/g;

function places(text: string, words: RegExp): [number, number][] {
  return [...text.matchAll(words)].map((found) => [found.index, found.index + found[0].length]);
}

export function suggestionOf(text: string): SuggestionView {
  const candidates = WORDS.flatMap(([code, words]) => {
    const found = places(text, words);
    return found.length ? [{ ...category(code), score: found.length * 5, words: found }] : [];
  }).sort((a, b) => b.score - a.score);
  const [first, second] = candidates;
  // Two that are close to each other: what stands above them, where that is one and the same.
  const group = first && second && first.score === second.score ? (first.code.split(".")[0] === second.code.split(".")[0] ? first.code.split(".")[0] : undefined) : first?.code;
  const danger = places(text, DANGER);
  const urgent = places(text, URGENT);
  const reasons = [...(danger.length ? [{ code: "danger", words: danger }] : []), ...(urgent.length ? [{ code: "urgent", words: urgent }] : [])];
  return {
    category: group ? category(group) : null,
    candidates,
    priority: reasons.length ? { priority: danger.length ? "highest" : "high", reasons, first: danger.length ? playbook("protect_people") : null } : null,
    unit: group ? unit("claims") : null,
    playbook: group ? playbook(group.startsWith("damage") ? "assess_damage" : "search") : null,
  };
}

export const PHRASES: Phrase[] = [
  { place: "story", key: "wk", zh: "外包装有明显挤压痕迹,签收时已当面指出。", en: "The packaging is visibly crushed; this was pointed out on delivery." },
  { place: "story", key: "ss", zh: "客户当面签收,打开后发现内件损坏。", en: "The customer signed, opened it and found the contents damaged." },
  { place: "note", key: "hf", zh: "已电话回访,客户要求明天下午再联系。", en: "Called back; the customer asks to be called tomorrow afternoon." },
  { place: "answer", key: "dq", zh: "给您带来不便,深表歉意。", en: "We are sorry for the trouble." },
  { place: "decision_decline", key: "jd", zh: "现有材料不足以证明损失,补充材料后可以申请复核。", en: "What we have does not show the loss; with further proof you may ask for a review." },
  { place: "contact", key: "wjt", zh: "电话无人接听,稍后再联系。", en: "Nobody answered; we will call again." },
];

const ASKS: Record<string, Bilingual> = {
  high: { zh: "当天由网点经理过问", en: "The branch manager looks at it today" },
  highest: { zh: "立即报告网点经理,一小时内联系客户", en: "Tell the branch manager at once; call the customer within the hour" },
  major: { zh: "报告网点经理", en: "Tell the branch manager" },
  critical: { zh: "立即报告总部", en: "Tell headquarters at once" },
};

function table(from: typeof policy.impact | typeof policy.risk): WeighingTable {
  return {
    factors: from.factors.map(({ factor, name, degrees }) => ({ factor, name, degrees: degrees.map(({ degree, meaning, points }) => ({ degree, meaning, points })) })),
    results: from.results.map(({ result, name, from }) => ({ result, name, from, asks: ASKS[result] ?? null })),
  };
}

export const TABLES: WeighingTables = { impact: table(policy.impact), risk: table(policy.risk) };

function pointsOf(from: WeighingTable, chosen: object): number[] {
  const degrees = chosen as Record<string, string>;
  return from.factors.map((factor) => factor.degrees.find((there) => there.degree === degrees[factor.factor])?.points ?? 0);
}

function resultOf(from: WeighingTable, points: number): string {
  return from.results.findLast((there) => there.from <= points)?.result ?? "";
}

export function previewOf(impact: ImpactForm | null, risk: RiskForm | null): WeighingPreview {
  const points = impact && pointsOf(TABLES.impact, impact).reduce((sum, one) => sum + one, 0);
  const riskPoints = risk && pointsOf(TABLES.risk, risk).reduce((product, one) => product * one, 1);
  return {
    points,
    priority: impact && points !== null ? (impact.endangersPeople ? "highest" : (resultOf(TABLES.impact, points) as Priority)) : null,
    riskPoints,
    grade: riskPoints === null ? null : (resultOf(TABLES.risk, riskPoints) as RiskGrade),
  };
}

/** What a clerk may do, and nothing said yet. */
export function unsaid(): Pick<TicketView, "impact" | "risk" | "sorted" | "links" | "mergedInto" | "absorbed" | "may"> {
  return { impact: null, risk: null, sorted: null, links: [], mergedInto: null, absorbed: [], may: { weigh: true, link: true, merge: true, appeal: true, rate: true } };
}

function told(view: TicketView, kind: string, details: Record<string, string>): StoryLine {
  return { event: `m-${kind}-${view.story.length}`, at: AT, by: BY, origin: "counter", kind, details, applied: true, confirmed: false };
}

/** Refuses what was done over something that its author has not seen. */
function checkSeen(view: TicketView, seen: string): void {
  if (view.story.at(-1)?.event !== seen) throw failure("ticket_changed");
}

export function weighed(view: TicketView, impact: ImpactForm | null, risk: RiskForm | null, seen: string): TicketView {
  checkSeen(view, seen);
  if (!impact && !risk) throw failure("weighing_empty");
  const { priority, grade } = previewOf(impact, risk);
  const line = told(view, "MatterWeighed", { ...(priority && { priority }), ...(grade && { grade }) });
  const judged = { event: line.event, at: AT, by: BY };
  return {
    ...view,
    impact: impact && priority ? { ...judged, impact, priority } : view.impact,
    risk: risk && grade ? { ...judged, risk, grade } : view.risk,
    summary: { ...view.summary, priority: priority ?? view.summary.priority },
    story: [...view.story, line],
  };
}

export function linked(view: TicketView, other: TicketSummary, kin: string, seen: string): TicketView {
  checkSeen(view, seen);
  if (other.id === view.summary.id) throw failure("link_to_itself");
  if (view.links.some((link) => link.ticket === other.id)) throw failure("already_linked");
  const line = told(view, "TicketLinked", { number: other.number, kin });
  const link = { event: line.event, at: AT, by: BY, ticket: other.id, number: other.number, kin, isOurs: true, here: true, status: other.status };
  return { ...view, links: [...view.links, link], story: [...view.story, line] };
}

export function merged(view: TicketView, into: TicketSummary, seen: string): TicketView {
  checkSeen(view, seen);
  if (view.mergedInto) throw failure("already_merged");
  const line = told(view, "TicketMerged", { number: into.number });
  return {
    ...view,
    mergedInto: { event: line.event, at: AT, by: BY, ticket: into.id, number: into.number, here: true },
    summary: { ...view.summary, mergedInto: into.number },
    actions: [],
    story: [...view.story, line],
  };
}

/** The ticket without what `event` said of its kin. */
export function unsaidBy(view: TicketView, event: string): TicketView {
  const isApart = view.mergedInto?.event === event;
  return {
    ...view,
    links: view.links.filter((link) => link.event !== event),
    absorbed: view.absorbed.filter((one) => one.event !== event),
    mergedInto: isApart ? null : view.mergedInto,
    summary: isApart ? { ...view.summary, mergedInto: null } : view.summary,
  };
}

/** A ticket as kin of another. */
export function kinOf(ticket: TicketSummary, kin: string, same: string[]): KinView {
  const { id, number, status, kind, category, categoryName, openedAt, who } = ticket;
  return { ticket: id, number, status, kind, category, categoryName, kin, same, openedAt, whose: who, here: true };
}

/** Tickets on the same waybill: of the same group the same matter, of another only related. */
export function kinAmong(tickets: readonly TicketSummary[], asked: { waybill: string; kind: Kind; category: string | null; ticket: string | null }): KinView[] {
  return tickets
    .filter((ticket) => ticket.id !== asked.ticket && asked.waybill && ticket.waybill === asked.waybill)
    .map((ticket) => kinOf(ticket, !asked.category || ticket.category.split(".")[0] === asked.category.split(".")[0] ? "same_matter" : "related", ["waybill"]));
}

/** A ticket of which everything is said: weighed, sorted, linked. */
export function saidView(view: TicketView, other: TicketSummary): TicketView {
  return {
    ...view,
    impact: { event: "w-1", at: "2026-11-21T06:27:00Z", by: BY, impact: { loss: "considerable", spread: "slight", urgency: "considerable", repair: "considerable", endangersPeople: false }, priority: "high" },
    risk: { event: "w-2", at: "2026-11-21T06:27:00Z", by: "周敏", risk: { probability: "medium", impact: "medium", controllability: "high" }, grade: "major" },
    sorted: { event: "s-1", at: "2026-11-21T06:20:00Z", by: BY, category: category("damage.contents"), offered: category("damage.packaging"), answered: "overridden", words: ["断了", "压扁"], unit: unit("claims"), playbook: playbook("assess_damage") },
    links: [{ event: "l-1", at: "2026-11-21T06:22:00Z", by: BY, ticket: other.id, number: other.number, kin: "repeat", isOurs: true, here: true, status: other.status }],
    absorbed: [{ event: "g-1", at: "2026-11-21T06:25:00Z", by: BY, ticket: "elsewhere", number: "WC07-261121-B0007-3", here: false }],
    summary: { ...view.summary, priority: "high" },
  };
}
