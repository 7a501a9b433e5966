//! What headquarters answers whoever holds a slip, in every state a ticket can be in.
import type { Head, PromiseShown, Shown, TicketShown } from "../../src/status/api";

export const SLIP = "1.jVFXQzA3LTI2MTEyMS1BMDAxMi01";
export const NUMBER = "WC07-261121-A0012-5";

const HEAD: Head = {
  number: NUMBER,
  kind: { zh: "理赔", en: "Claim" },
  opened_at: "2026-11-21T06:35:00.000Z",
  zone: "Asia/Shanghai",
  carrier: { zh: "顺达快递", en: "Shunda Express" },
  branch: { name: "五常网点", address: "黑龙江省五常市金山大街88号", phone: "0571-88880707" },
  now: "2026-11-22T03:12:00.000Z",
  heard_at: "2026-11-22T03:05:00.000Z",
  service_line: { zh: "顺达快递客服热线 95338(8:00–20:00)", en: "Shunda Express service line 95338 (8:00–20:00)" },
  rights_line: { zh: "如对处理结果不满意或7日内未得到处理,可拨打12305申诉。", en: "If you are not satisfied, or nothing is done within 7 days, you may appeal to the postal regulator at 12305." },
  regulator_line: { zh: "邮政业用户申诉 12305,sswz.spb.gov.cn", en: "Appeals to the postal regulator: 12305, sswz.spb.gov.cn" },
  privacy_line: { zh: "顺达快递收集您的姓名、联系方式和寄递信息,仅用于处理本次事项,结案后保存3年,到期删除或匿名化。", en: "Shunda Express uses your name, contact and parcel details only to handle this matter, keeps them 3 years after it is closed, then deletes or anonymizes them." },
};

const promise = (step: string, zh: string, en: string, due: { on?: string; at: string }, law = false): PromiseShown => ({
  step,
  what: { zh, en },
  due_on: due.on ?? null,
  due_at: due.at,
  ground: law ? { zh: "《快递暂行条例》(2025修订)第二十九条", en: "Interim Regulations on Express Delivery (2025), art. 29" } : { zh: "本公司服务承诺", en: "Our own promise" },
  is_by_law: law,
  is_provisional: false,
  standing: "running",
  standing_at: null,
});

const PROMISES: PromiseShown[] = [
  { ...promise("first_feedback", "首次反馈", "First word from us", { at: "2026-11-22T06:35:00.000Z" }), standing: "kept", standing_at: "2026-11-21T09:10:00.000Z" },
  promise("reply", "答复处理意见", "Our findings and proposal", { on: "2026-11-25", at: "2026-11-25T16:00:00.000Z" }),
  promise("law_7_days", "法定期限,7日", "Legal limit, 7 days", { on: "2026-11-28", at: "2026-11-28T16:00:00.000Z" }, true),
  { ...promise("settle", "办结赔付", "Compensation settled", { on: "2026-12-04", at: "2026-12-04T16:00:00.000Z" }), is_provisional: true },
];

const TICKET: TicketShown = {
  is_practice: false,
  category: { zh: "损毁 · 内件破损", en: "Damage · contents" },
  waybill: "SF1234567890123",
  who: "王**",
  phone: "138******78",
  claimed_fen: 150_000,
  status: "investigating",
  merged_into: null,
  steps: [
    { status: "registered", at: "2026-11-21T06:35:00.000Z" },
    { status: "investigating", at: "2026-11-21T09:10:00.000Z" },
  ],
  promises: PROMISES,
  is_late: false,
  decision: null,
  payments: [],
  paid_fen: 0,
  to_pay_fen: null,
  proofs_owed: [],
  may_rate: false,
  rating: null,
  last_received_at: "2026-11-21T09:11:00.000Z",
};

const DECISION: TicketShown["decision"] = {
  verdict: "approve",
  at: "2026-11-24T02:20:00.000Z",
  total_fen: 62_300,
  capitals: "人民币陆佰贰拾叁元整",
  lines: [
    { name: { zh: "损失", en: "Loss" }, fen: 60_000, ground: { zh: "《民法典》第八百三十三条", en: "Civil Code, art. 833" } },
    { name: { zh: "退还运费", en: "Freight refund" }, fen: 2_300, ground: { zh: "《民法典》第八百三十五条", en: "Civil Code, art. 835" } },
  ],
  grounds: [],
};

export type State = "going" | "merged" | "late" | "owed" | "offer" | "review" | "agreed" | "partly" | "finished" | "declined" | "practice" | "silent" | "on_its_way" | "forgotten" | "long";

const step = (status: TicketShown["status"], at: string) => ({ status, at });

const CHANGES: Record<Exclude<State, "on_its_way" | "forgotten">, [Partial<TicketShown>, Partial<Head>?]> = {
  going: [{}],
  merged: [{ merged_into: "WC07-261120-A0009-3" }],
  late: [
    { is_late: true, promises: PROMISES.map((it) => (["reply", "law_7_days"].includes(it.step) ? { ...it, standing: "late", standing_at: it.due_at } : it)) },
    { now: "2026-11-30T03:12:00.000Z", heard_at: "2026-11-30T03:05:00.000Z" },
  ],
  owed: [
    {
      status: "waiting_for_customer",
      steps: [...TICKET.steps, step("waiting_for_customer", "2026-11-22T01:00:00.000Z")],
      proofs_owed: [
        { name: { zh: "购买发票", en: "Invoice" }, by: "2026-11-20", is_late: true },
        { name: { zh: "维修报价单", en: "Repair quote" }, by: "2026-11-27", is_late: false },
      ],
    },
  ],
  offer: [{ status: "proposed", steps: [...TICKET.steps, step("proposed", "2026-11-24T02:20:00.000Z")], decision: DECISION }, { now: "2026-11-24T03:12:00.000Z", heard_at: "2026-11-24T03:05:00.000Z" }],
  review: [{ decision: DECISION }],
  agreed: [{ status: "agreed", decision: DECISION, to_pay_fen: 62_300 }],
  partly: [{ status: "agreed", decision: DECISION, to_pay_fen: 22_300, paid_fen: 40_000, payments: [{ at: "2026-11-25T02:00:00.000Z", fen: 40_000 }] }],
  finished: [
    {
      status: "closed",
      steps: [...TICKET.steps, step("proposed", "2026-11-24T02:20:00.000Z"), step("agreed", "2026-11-24T06:00:00.000Z"), step("settled", "2026-11-25T02:00:00.000Z"), step("closed", "2026-11-26T02:00:00.000Z")],
      decision: DECISION,
      promises: PROMISES.map((it) => ({ ...it, standing: "kept", standing_at: "2026-11-24T06:00:00.000Z" })),
      paid_fen: 62_300,
      to_pay_fen: 0,
      payments: [{ at: "2026-11-25T02:00:00.000Z", fen: 62_300 }],
      may_rate: true,
    },
    { now: "2026-11-26T03:12:00.000Z", heard_at: "2026-11-26T03:05:00.000Z" },
  ],
  declined: [{ status: "declined", may_rate: true, rating: { timeliness: 4, attitude: 5, safety: null, handling: 2 }, steps: [...TICKET.steps, step("declined", "2026-11-24T02:20:00.000Z")], promises: PROMISES.filter((it) => it.is_by_law), decision: { ...DECISION, verdict: "decline", total_fen: null, capitals: null, lines: [], grounds: [{ zh: "《快递服务》国家标准 GB/T 27917.3", en: "National standard GB/T 27917.3, Express service" }] } }],
  practice: [{ is_practice: true }],
  silent: [{}, { heard_at: "2026-11-21T09:11:00.000Z" }],
  long: [
    { category: { zh: "损毁 · ".repeat(12), en: "Contents broken although marked as fragile · ".repeat(4) }, waybill: "X".repeat(40), status: "declined" },
    { branch: { name: "黑龙江省哈尔滨市五常市民乐朝鲜族乡友好村第三营业部".repeat(2), address: "黑龙江省哈尔滨市五常市民乐朝鲜族乡友好村第三组金山大街八百八十八号综合楼一层东侧".repeat(2), phone: "0451-55512345转8012" } },
  ],
};

/** What headquarters answers in this state. */
export function answer(state: State): Shown {
  if (state === "on_its_way") return { ...HEAD, is: "on_its_way", heard_at: null, first_due_at: "2026-11-22T06:35:00.000Z" };
  if (state === "forgotten") return { ...HEAD, is: "forgotten" };
  const [ticket, head] = CHANGES[state];
  return { ...HEAD, ...head, is: "here", ticket: { ...TICKET, ...ticket } };
}
