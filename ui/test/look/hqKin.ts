//! Tickets that belong together, over all branches, for looking at the page: ?kin=some|none|across|linked
import type { TicketSummary } from "../../src/hq/api";
import type { FoundKin, Kin, Suspected, SuspectedPage } from "../../src/hq/kin";

export type KinShown = "some" | "none" | "across" | "linked";

const far = (summary: TicketSummary): TicketSummary => ({ ...summary, id: "far-1", number: "GZ01-261119-B0007-3", branch_code: "GZ01", branch_name: "广州天河网点", opened_at: "2026-11-19T03:12:00Z" });
const found = (summary: TicketSummary, more: Partial<FoundKin>): FoundKin => ({ ...summary, kin: "same_matter", is_same_waybill: true, is_same_phone: false, is_same_branch: true, ...more });
const ELSEWHERE = [{ branch_code: "HZ03", branch_name: "杭州西湖网点", kin: "repeat", count: 2 }];

export function kinOf(kind: KinShown, summaries: readonly TicketSummary[], id: string): Kin {
  const [first, second] = summaries.filter((ticket) => ticket.id !== id);
  const nothing: Kin = { heads: ["h1"], linked: [], found: [], elsewhere: [], may_say: true };
  if (kind === "none" || !first || !second) return nothing;
  const across = found(far(first), { is_same_branch: false, is_same_phone: true });
  const linked = { ticket: "far-1", number: "GZ01-261119-B0007-3", at: "2026-11-21T06:20:00Z", by: "li.na", events: ["e1", "e2"], may_take_back: true };
  if (kind === "linked") return { ...nothing, linked: [{ ...linked, kin: "same_matter", row: far(first) }, { ...linked, ticket: "far-2", number: "HZ03-261101-A0012-9", kin: "repeat", row: null, may_take_back: false }, { ...linked, ticket: second.id, number: second.number, kin: "goes_on_here", row: second }] };
  if (kind === "across") return { ...nothing, found: [across], elsewhere: ELSEWHERE };
  return { ...nothing, found: [across, found(second, {}), found(first, { kin: "repeat", is_same_waybill: false, is_same_phone: true })], elsewhere: ELSEWHERE };
}

export function suspected(kind: KinShown, summaries: readonly TicketSummary[]): SuspectedPage {
  const list: Suspected[] = kind === "none" ? [] : summaries.slice(0, 5).map((ticket, at) => {
    const { found, elsewhere } = kinOf(at === 2 ? "across" : "some", summaries, ticket.id);
    return { ...ticket, found: at === 3 ? [] : found.slice(0, 1 + (at % 2)), elsewhere: at > 1 ? elsewhere : [] };
  });
  return { tickets: list, next: kind === "some" ? "more" : null, days: 30 };
}
