//! Claims that wait at headquarters, for looking at the page and for trying it: some, none, one to release, one not assessed…
import type { Bilingual, TicketSummary } from "../../src/hq/api";
import { AWAITED, VERDICTS, type Claim, type Earlier, type Preview, type Waiting, type WaitingPage } from "../../src/hq/claim";

/** What is shown. */
export type Claims = "some" | "none" | "release" | "unassessed" | "decided" | "others" | "rounds";

const both = (zh: string, en: string): Bilingual => ({ zh, en });
const hours = (now: Date, count: number) => new Date(now.getTime() + count * 3_600_000).toISOString();

/** The queue, made of the list's tickets. */
export function waiting(kind: Claims, summaries: readonly TicketSummary[], now: Date, isLong: boolean): WaitingPage {
  const tickets: Waiting[] = (kind === "none" ? [] : summaries).map((ticket, at) => {
    const what = at === 1 ? "release" : at === 4 ? "too_late" : "decision";
    return {
      ...ticket,
      kind: "claim",
      status: "investigating",
      claimed_fen: at === 3 ? null : 150_000 + at * 1_234_500,
      next_due_at: at === 5 ? null : hours(now, -50 + at * 24),
      is_due_by_day: at % 2 === 0,
      what,
      since: hours(now, -60),
      is_late: at < 3,
      assessed_fen: at === 2 ? null : 60_000 + at * 500_000,
      decided_fen: what === "decision" ? null : 1_234_567,
      decided_by: what === "decision" ? null : isLong ? "wolfeschlegelsteinhausenbergerdorff.hubert" : "wu.lei",
      round: at === 3 ? 2 : 1,
      second_roles: what === "release" ? ["approver"] : [],
      is_mine: at !== 3 && at !== 4,
    };
  });
  const count = (what: string) => tickets.filter((ticket) => ticket.what === what).length;
  const counts = Object.fromEntries(AWAITED.map((what) => [what, count(what)])) as WaitingPage["counts"];
  return { tickets, next: null, counts };
}

const GROUND = both("《民法典》第八百三十三条", "Civil Code, art. 833");
const STANDARD = both("《快递服务》GB/T 27917.3", "Express service standard GB/T 27917.3");

/** A claim as it is decided. */
export function claimOf(kind: Claims, summary: TicketSummary, now: Date, isLong: boolean): Claim {
  const isAssessed = kind !== "unassessed";
  const words = isLong ? "发票金额与订单一致;外箱四角受压,内衬为两层气泡膜,茶壶壶身开裂、壶盖缺口,客户要求按发票全额。网点已电话核实卖家,确认同款已停产,无法换货。".repeat(2) : "按发票计,已与卖家核实";
  const earlier = (at: number, more: Partial<Earlier>): Earlier => ({ ...summary, id: `e${at}`, number: `WC07-26090${at}-A000${at}`, status: "closed", opened_at: hours(now, -24 * 30 * at), assessed_fen: null, approved_fen: null, paid_fen: null, ...more });
  const refused = kind === "others" ? { code: "amount_for_others", allowed: { roles: ["approver"], up_to_fen: 100_000 } } : kind === "rounds" ? { code: "rounds_over", allowed: { rounds: 3 } } : null;
  const unassessed = { code: "not_assessed", allowed: {} };
  return {
    ticket: summary.id,
    number: summary.number,
    status: kind === "decided" ? "proposed" : "investigating",
    heads: ["h1"],
    ladder: [
      { rung: "claimed", fen: 150_000, departure: null },
      { rung: "proven", fen: isAssessed ? 120_000 : null, departure: null },
      { rung: "assessed", fen: isAssessed ? 122_300 : null, departure: isAssessed ? both("按规则无需证明", "The rule needs no proof") : null },
      { rung: "approved", fen: kind === "decided" ? 122_300 : null, departure: null },
      { rung: "paid", fen: null, departure: null },
    ],
    assessed: isAssessed
      ? {
          event: "a1",
          at: hours(now, -20),
          by: "陈静",
          on: "2026-11-20",
          measure: { code: "express_uninsured", name: both("未保价快件,按实际损失", "Uninsured express item: the actual loss") },
          incident: both("全部损毁", "Wholly damaged"),
          service: both("快件", "Express item"),
          lines: [
            { kind: "loss", name: both("损失赔偿", "Loss"), fen: 120_000, rule: "law.civil_833", ground: GROUND, reckoned: [both("以已证明的损失为实际损失:1,200.00 元", "The loss is what was proven: ¥1,200.00")] },
            { kind: "freight_refund", name: both("退还运费", "Freight refunded"), fen: 2_300, rule: "standard.express_service", ground: STANDARD, reckoned: [both("本次服务费用 23.00 元", "This service's fee ¥23.00")] },
          ],
          total_fen: 122_300,
          capitals: "人民币壹仟贰佰贰拾叁元整",
          departure: null,
          words,
          policy: kind === "others" ? "2026.10" : "2026.11",
          is_policy_in_force: kind !== "others",
        }
      : null,
    today: isAssessed
      ? {
          policy: "2026.11",
          on: "2026-11-21",
          proposed_fen: kind === "others" ? 110_000 : 122_300,
          alternatives: [
            { measure: "express_terms", name: both("合同约定的限额", "The contract's limit"), rule: "law.civil_terms", citation: both("《民法典》第四百九十六条", "Civil Code, art. 496"), confidence: "A", lines: [{ kind: "loss", name: both("损失赔偿", "Loss"), fen: 16_100, lacks: null, rule: "law.civil_terms", citation: GROUND, confidence: "A", steps: [both("1,200.00 元,以资费 23.00 元 × 7 = 161.00 元为限 = 161.00 元", "¥1,200.00, held to the fee of ¥23.00 × 7 = ¥161.00: ¥161.00")] }], left_out: [], total_fen: 16_100, capitals: "人民币壹佰陆拾壹元整", lacks: null, is_proposed: false, why: both("未查明限额条款是否已向客户提示", "Nobody has found out whether the limit was pointed out"), is_assessed: false },
            { measure: "express_uninsured", name: both("未保价快件,按实际损失", "Uninsured express item: the actual loss"), rule: "law.express_regulation_28", citation: both("《快递暂行条例》第二十八条", "Express Regulation, art. 28"), confidence: "A", lines: [{ kind: "loss", name: both("损失赔偿", "Loss"), fen: 120_000, lacks: null, rule: "law.civil_833", citation: GROUND, confidence: "A", steps: [both("以已证明的损失为实际损失:1,200.00 元", "The loss is what was proven: ¥1,200.00")] }], left_out: [{ name: both("退回费用", "Carrying it back"), lacks: both("退回费用", "cost of carrying it back") }], total_fen: 122_300, capitals: "人民币壹仟贰佰贰拾叁元整", lacks: null, is_proposed: true, why: both("未保价,依照民事法律按实际损失赔偿", "Uninsured: the actual loss by civil law"), is_assessed: true },
          ],
          exemptions: [{ name: both("寄件人或收件人过错", "Fault of sender or recipient"), finding: "raised", finding_name: both("有人提出,未认定", "raised, nobody has found"), ground: both("《民法典》第八百三十二条", "Civil Code, art. 832"), touches: true }],
          time_limits: [{ name: both("申诉有效期", "Time to complain"), from: "2026-11-14", last_on: "2027-11-14", is_over: false, bars: false, citation: both("《快递服务》", "Express service standard") }],
          proofs: [
            { name: both("交寄证明", "Proof of posting"), any_of: [both("运单或收寄凭证", "Waybill or receipt of posting")], standing: "given", proof: both("运单或收寄凭证", "Waybill or receipt of posting"), on: "2026-11-20", waived_for: null },
            { name: both("价值证明", "Proof of value"), any_of: [both("发票或收据", "Invoice or receipt"), both("付款记录", "Record of payment"), both("订单", "Order")], standing: "late", proof: both("发票或收据", "Invoice or receipt"), on: "2026-11-19", waived_for: null },
            { name: both("维修报价", "Repair quote"), any_of: [both("维修报价", "Repair quote")], standing: "missing", proof: null, on: null, waived_for: null },
            { name: both("称重记录", "Weighing record"), any_of: [both("称重记录", "Weighing record")], standing: "waived", proof: null, on: null, waived_for: both("本公司已有相同记录", "Our own records say the same") },
          ],
          flags: [both("限额是否已提示,请确认:合同约定的限额", "Confirm whether the limit was pointed out: the contract's limit"), both("同一客户近期多次索赔", "The same customer claimed several times lately")],
        }
      : null,
    decisions:
      kind === "release" || kind === "decided"
        ? [{ event: "d1", at: hours(now, -3), by: isLong ? "wolfeschlegelsteinhausenbergerdorff.hubert" : "wu.lei", verdict: "change", fen: 150_000, capitals: "人民币壹仟伍佰元整", lines: [], grounds: [], departure: both("善意补偿", "Goodwill"), round: 1, decided_as: "adjuster", second_roles: ["approver"], released_at: kind === "decided" ? hours(now, -1) : null, released_by: kind === "decided" ? "zhou.min" : null, standing: kind === "decided" ? "in_effect" : "waiting", words: "客户多年寄递,补足差额" }]
        : [],
    payments: [],
    of_customer: [earlier(1, { paid_fen: 30_000 }), earlier(2, { approved_fen: 8_800 })],
    of_waybill: [],
    grounds: [
      { rule: "law.postal_48", name: both("所寄物品的自然性质", "Nature of the contents"), citation: both("《邮政法》第四十八条", "Postal Law, art. 48"), is_by_law: true, is_found: false },
      { rule: "standard.express_service", name: both("索赔期限已过", "The time to claim is over"), citation: both("《快递服务》GB/T 27917.3—2023 索赔期限", "Express service, GB/T 27917.3—2023, time to claim"), is_by_law: false, is_found: false },
      { rule: "law.civil_831", name: null, citation: both("《民法典》第八百三十一条", "Civil Code, art. 831"), is_by_law: true, is_found: false },
      { rule: "terms.proofs", name: null, citation: both("本公司索赔材料要求", "What we ask for with a claim"), is_by_law: false, is_found: false },
    ],
    departures: [{ code: "goodwill", name: both("善意补偿", "Goodwill") }, { code: "agreed", name: both("协商一致", "Agreed with the customer") }, { code: "court", name: both("法院或仲裁", "Court or arbitration") }],
    round: 1,
    rounds_left: kind === "rounds" ? 0 : 3,
    is_key_held: true,
    may: {
      verdicts: VERDICTS.map((verdict) => ({ verdict, second_roles: [], refusal: !isAssessed && (verdict === "approve" || verdict === "change") ? unassessed : kind === "rounds" || verdict === "approve" ? refused : null })),
      alone_up_to_fen: kind === "others" ? 100_000 : 500_000,
      bands: [],
      release: kind === "release" ? { decision: "d1", refusal: null } : null,
    },
  };
}

export function previewOf(verdict: Preview["verdict"]): Preview {
  const pays = verdict === "approve" || verdict === "change";
  return { verdict, total_fen: pays ? 122_300 : 0, capitals: pays ? "人民币壹仟贰佰贰拾叁元整" : "人民币零元整", round: 1, second_roles: verdict === "change" ? ["approver"] : [] };
}
