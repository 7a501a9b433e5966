//! Claims for looking at and testing screens: the fake's own small reckoning, in the words of the policy.
import type { AlternativeView, AssessingForm, AssessmentView, Bilingual, ClaimForm, ClaimView, CommandError, ContactForm, DecisionView, PaymentForm, ProofForm, ProofView, StoryLine, TicketView } from "../../src/backend/contract";
import policy from "../../../src-tauri/crates/domain/policy/default.json";

const AT = "2026-11-21T06:35:00Z";
const TODAY = "2026-11-21";

function failure(code: string, details: Record<string, string> = {}): CommandError {
  return { code, message: `message of ${code}`, hint: null, details };
}

export function claimForm(changes: Partial<ClaimForm> = {}): ClaimForm {
  return {
    service: "express",
    incident: "part_damage",
    area: "other_city",
    claimant: "sender",
    claimed: "1500.00",
    proven: "",
    actualLoss: "",
    wholeValue: "",
    insured: "1500.00",
    declared: "",
    freight: "23.00",
    returnFreight: "",
    postedOn: "2026-11-14",
    promisedOn: "",
    deliveredOn: "2026-11-20",
    discoveredOn: "2026-11-21",
    inquiredOn: "2026-11-21",
    claimedOn: "2026-11-21",
    termsTold: null,
    freightTimes: "",
    inProportion: null,
    grossFault: "",
    fraud: "",
    carrierAtFault: null,
    delayDestroyedValue: null,
    couponChosen: false,
    postedGrams: "",
    arrivedGrams: "",
    exemptions: [],
    ...changes,
  };
}

const AMOUNTS = ["claimed", "proven", "actualLoss", "wholeValue", "insured", "declared", "freight", "returnFreight"] as const;
const DAYS = ["postedOn", "promisedOn", "deliveredOn", "discoveredOn", "inquiredOn", "claimedOn"] as const;
const NUMBERS = ["freightTimes", "postedGrams", "arrivedGrams"] as const;

/** Yuan as typed, in fen; undefined where nothing is typed. */
function fenOf(typed: string): number | undefined {
  return typed.trim() ? Math.round(Number(typed.replace(/,/g, "")) * 100) : undefined;
}

function moneyProblem(typed: string): string | undefined {
  if (!/^-?[\d,]+(\.\d+)?$/.test(typed)) return "not_an_amount";
  if (typed.startsWith("-")) return "money_negative";
  if (/\.\d{3,}$/.test(typed)) return "money_below_fen";
  return typed.length > 14 ? "money_too_large" : undefined;
}

/** Fails with every field that cannot be read. */
function check(form: ClaimForm): void {
  const problems: Record<string, string> = {};
  for (const field of ["service", "incident", "area"] as const) if (!form[field]) problems[field] = "missing";
  for (const field of AMOUNTS) {
    const problem = form[field].trim() ? moneyProblem(form[field].trim()) : undefined;
    if (problem) problems[field] = problem;
  }
  for (const field of DAYS) if (form[field] && !/^\d{4}-\d{2}-\d{2}$/.test(form[field])) problems[field] = "not_a_date";
  for (const field of NUMBERS) if (form[field] && !/^\d+$/.test(form[field])) problems[field] = "not_a_number";
  if (Object.keys(problems).length) throw failure("form_incomplete", problems);
}

const written = (fen: number) => (fen / 100).toFixed(2);
const figure = (code: string): Bilingual => policy.compensation.words.figures.find((figure) => figure.code === code)?.name ?? { zh: code, en: code };
const rule = (code: string): Bilingual => policy.rules.find((rule) => rule.code === code)?.citation ?? { zh: code, en: code };
const headOf = (kind: string): Bilingual => policy.compensation.words.lines.find((line) => line.code === kind)?.name ?? { zh: kind, en: kind };

/** One measure of the policy, with the sum that the fake gives it. */
function measure(code: string, confidence: string, why: Bilingual, kind: string, sum: { fen: number; steps: Bilingual[] } | { lacks: string }): AlternativeView {
  const told = policy.compensation.measures.find((measure) => measure.code === code)!;
  const fen = "fen" in sum ? sum.fen : null;
  const ground = rule(told.rule);
  return {
    measure: code,
    name: told.name,
    ground,
    confidence,
    proposed: false,
    why,
    fen,
    lacks: "lacks" in sum ? figure(sum.lacks) : null,
    lines: [{ kind, name: headOf(kind), fen, ground, reckoned: "steps" in sum ? sum.steps : [] }],
  };
}

const why = (zh: string, en: string): Bilingual => ({ zh, en });

function measures(form: ClaimForm): AlternativeView[] {
  const [proven, lost, insured, freight] = [fenOf(form.proven), fenOf(form.actualLoss), fenOf(form.insured), fenOf(form.freight)];
  const loss = lost ?? proven;
  if (form.incident === "delay") {
    const sum = freight === undefined ? { lacks: "freight" } : { fen: freight, steps: [why(`本次服务费用 ${written(freight)} 元`, `This service's fee ¥${written(freight)}`)] };
    return [
      { ...measure("express_delay", "B", why("延误且没有其他约定，退还本次服务费用，不含保价费等附加费用", "Delay, and nothing else was agreed: this service's fee, without insurance and extras"), "freight_refund", sum), proposed: !form.couponChosen },
      { ...measure("express_delay_coupon", "M", form.couponChosen ? why("客户选择优惠券", "The customer chose the coupon") : why("客户没有选择优惠券", "The customer did not choose the coupon"), "coupon", sum), proposed: form.couponChosen },
    ];
  }
  const byLoss = loss === undefined ? { lacks: "loss" } : { fen: loss, steps: [why(`以已证明的损失为实际损失：${written(loss)} 元`, `The loss is what was proven: ¥${written(loss)}`)] };
  const held = (cover: number) =>
    loss === undefined
      ? { lacks: "loss" }
      : { fen: Math.min(loss, cover), steps: [why(`以已证明的损失为实际损失：${written(loss)} 元`, `The loss is what was proven: ¥${written(loss)}`), loss > cover ? why(`${written(loss)} 元，以保价金额 ${written(cover)} 元为限 = ${written(cover)} 元`, `¥${written(loss)}, held to the insured amount of ¥${written(cover)} = ¥${written(cover)}`) : why(`${written(loss)} 元，未超过保价金额 ${written(cover)} 元`, `¥${written(loss)}, within the insured amount of ¥${written(cover)}`)] };
  if (insured) {
    const fell = form.grossFault === "upheld";
    return [
      { ...measure("express_insured", "B", fell ? why("经认定故意或重大过失，限额不适用", "Gross fault was found: the limit does not stand") : why("已保价，按约定的保价规则", "Insured: by the agreed rule"), "loss", held(insured)), proposed: !fell },
      measure("express_insured_proportion", "C", why("合同没有约定按比例赔偿，或不知道是否提示过", "Nobody knows of a term that pays in proportion, or that it was pointed out"), "loss", { lacks: "whole_value" }),
      { ...measure("express_limit_falls", "A", fell ? why("限额条款未提示，或经认定故意或重大过失，不能据以免责", "The limit was not pointed out, or gross fault was found: it cannot be relied on") : why("没有认定故意或重大过失，限额有效", "Neither intent nor gross negligence was found; the limit stands"), "loss", byLoss), proposed: fell },
    ];
  }
  const times = Number(form.freightTimes || 0);
  const limit = freight === undefined ? { lacks: "freight" } : !times ? { lacks: "times" } : { fen: Math.min(loss ?? Infinity, freight * times), steps: [why(`资费 ${written(freight)} 元 × ${times}`, `Fee ¥${written(freight)} × ${times}`)] };
  const agreed = form.termsTold === true && times > 0;
  return [
    { ...measure("express_uninsured", "A", why("未保价，依照民事法律按实际损失赔偿；法律对快件没有运费倍数限额", "Uninsured: the actual loss by civil law, which knows no multiple of the freight for express items"), "loss", byLoss), proposed: !agreed },
    { ...measure("express_terms_limit", "C", agreed ? why("未保价，合同限额已提示并说明", "Uninsured, and the contract's limit was pointed out") : why("不知道合同限额是否提示并说明过", "Nobody knows whether the contract's limit was pointed out"), "loss", limit), proposed: agreed },
  ];
}

/** What the policy asks for, as nothing has come yet. */
export function needs(incident: string, claimant = "sender"): ProofView[] {
  return policy.compensation.proof_needs
    .filter((need) => (!need.incidents || need.incidents.includes(incident)) && (!need.claimants || need.claimants.includes(claimant)))
    .map((need) => ({
      need: need.code,
      name: need.name,
      anyOf: need.any_of.map((code) => ({ code, name: policy.compensation.proofs.find((proof) => proof.code === code)!.name })),
      ground: rule(need.rule),
      standing: "missing",
      proof: null,
      on: null,
      why: null,
    }));
}

/** What a claim would come to. Proofs stand as they stood. */
export function lookAt(form: ClaimForm, stood: readonly ProofView[] = []): AssessmentView {
  check(form);
  const alternatives = measures(form);
  const raised = form.exemptions.map(({ code, finding }) => {
    const name = policy.compensation.exemptions.find((exemption) => exemption.code === code)?.name ?? { zh: code, en: code };
    return finding === "upheld" ? why(`${name.zh}:认定成立`, `${name.en}: found to hold`) : why(`${name.zh}:已提出,尚未认定,不影响金额`, `${name.en}: raised, not found yet; the amount stays`);
  });
  return {
    on: TODAY,
    alternatives,
    proofs: needs(form.incident, form.claimant).map((need) => stood.find((there) => there.need === need.need) ?? need),
    flags: (fenOf(form.claimed) ?? 0) > 300_000 ? [why("索赔超过 3000.00 元,请主管先看", "The claim is above ¥3,000.00: a manager looks first")] : [],
    timeLimits: form.postedOn ? [why("查询和索赔有效期到 2027-11-14,未过", "To inquire and to claim there is time until 2027-11-14")] : [why("没有收寄日期,无法核对期限", "Without the day of posting no limit can be checked")],
    exemptions: raised,
  };
}

export function claimOf(changes: Partial<ClaimView> = {}): ClaimView {
  const form = changes.form ?? claimForm();
  return {
    aboutMoney: true,
    ladder: { claimed: fenOf(form.claimed) ?? null, proven: null, assessed: null, approved: null, paid: null },
    form,
    assessment: lookAt(form),
    assessed: null,
    decisions: [],
    rounds: 3,
    toPay: null,
    payments: [],
    contacts: [],
    may: { assess: true, contact: true, pay: false, correct: true },
    ...changes,
  };
}

export function decision(changes: Partial<DecisionView> = {}): DecisionView {
  const line = measure("express_insured", "B", why("", ""), "loss", { fen: 122_000, steps: [why("以已证明的损失为实际损失：1220.00 元", "The loss is what was proven: ¥1220.00"), why("1220.00 元，未超过保价金额 1500.00 元", "¥1220.00, within the insured amount of ¥1500.00")] }).lines;
  return { event: "d1", at: "2026-11-21T05:40:00Z", verdict: "approve", lines: line, fen: 122_000, capitals: "壹仟贰佰贰拾元整", words: "证据齐全,按实际损失赔付。", round: 1, standing: "in_force", ...changes };
}

/** A view after something was said of its claim, with the line that tells of it. */
function told(view: TicketView, claim: Partial<ClaimView>, kind: string, details: Record<string, string>): TicketView {
  const line: StoryLine = { event: `claim-${view.story.length}`, at: AT, by: "陈静", origin: "counter", kind, details, applied: true, confirmed: false };
  return { ...view, claim: { ...view.claim, ...claim }, story: [...view.story, line] };
}

export function assessed(view: TicketView, { claim: form, measure: taken, departure, words }: AssessingForm): TicketView {
  const assessment = lookAt(form, view.claim.assessment.proofs);
  const measure = taken === null ? undefined : assessment.alternatives.find((one) => one.measure === taken);
  if (taken !== null && !measure) throw failure("no_such_measure");
  if (measure && measure.fen === null) throw failure("figure_lacking");
  const fen = measure?.fen ?? 0;
  const [claimed, proven] = [fenOf(form.claimed), fenOf(form.proven)];
  if (view.claim.payments.length) throw failure("amount_already_paid");
  if (!departure && fen > 0 && (proven === undefined || fen > proven || (claimed !== undefined && proven > claimed))) throw failure("amount_needs_reason");
  const ladder = { claimed: claimed ?? null, proven: proven ?? null, assessed: fen, approved: null, paid: null };
  return told(view, { form, assessment, ladder, assessed: { at: AT, by: "陈静", measure: taken, lines: measure?.lines ?? [], fen, words: words || null } }, "AssessmentMade", { fen: String(fen), ...(words && { words }) });
}

export function proven(view: TicketView, noted: ProofForm): TicketView {
  if (noted.standing !== "waived" && !/^\d{4}-\d{2}-\d{2}$/.test(noted.on ?? "")) throw failure("form_incomplete", { on: "not_a_date" });
  if (noted.standing === "waived" && !noted.why) throw failure("form_incomplete", { why: "missing" });
  if (noted.standing === "owed" && (noted.on ?? "") < TODAY) throw failure("day_passed");
  const stands = (need: ProofView): ProofView => (need.anyOf.some((choice) => choice.code === noted.proof) ? { ...need, standing: noted.standing, proof: noted.standing === "waived" ? null : noted.proof, on: noted.on, why: noted.why } : need);
  const assessment = { ...view.claim.assessment, proofs: view.claim.assessment.proofs.map(stands) };
  return told(view, { assessment }, "ProofNoted", { proof: noted.proof, standing: noted.standing });
}

export function paid(view: TicketView, payment: PaymentForm): TicketView {
  const { claim } = view;
  if (claim.toPay === null) throw failure("nothing_decided");
  const problem = payment.amount.trim() ? moneyProblem(payment.amount.trim()) : "missing";
  if (problem) throw failure("form_incomplete", { amount: problem });
  const fen = fenOf(payment.amount) ?? 0;
  if (!fen) throw failure("nothing_to_pay");
  if (!payment.name.trim() || (payment.method !== "cash" && !payment.account.trim())) throw failure("payee_incomplete");
  const waiver = view.story.findLast((line) => line.kind === "ProofNoted" && line.details.proof === "sender_waiver");
  if (payment.payee === "recipient" && waiver?.details.standing !== "given") throw failure("waiver_lacking");
  if (fen > claim.toPay && !payment.departure) throw failure("amount_needs_reason");
  const voucher = `${view.summary.number}/P${claim.payments.length + 1}`;
  const toPay = Math.max(0, claim.toPay - fen);
  const made = { event: `pay-${claim.payments.length}`, at: AT, by: "陈静", voucher, fen, method: payment.method, payee: payment.payee, name: `${payment.name[0]}**`, correction: null };
  const after = told(view, { payments: [...claim.payments, made], toPay, ladder: { ...claim.ladder, paid: (claim.ladder.paid ?? 0) + fen }, may: { ...claim.may, pay: toPay > 0 } }, "PaymentMade", { voucher, fen: String(fen) });
  return toPay === 0 ? { ...after, summary: { ...after.summary, status: "settled" }, actions: ["close"] } : after;
}

export function contacted(view: TicketView, contact: ContactForm): TicketView {
  const { words, ...made } = contact;
  return told(view, { contacts: [...view.claim.contacts, { at: AT, by: "陈静", ...made, words: words || null }] }, "ContactMade", { ...made, ...(words && { words }) });
}

/** Where a decided claim goes when the customer has answered. */
export function moved(view: TicketView, action: string): TicketView {
  const { claim, summary } = view;
  if (summary.status !== "proposed" || (action !== "accept" && action !== "refuse")) return view;
  if (action === "refuse") return { ...view, summary: { ...summary, status: "investigating" }, actions: ["ask_customer", "withdraw"] };
  return { ...view, summary: { ...summary, status: "agreed" }, actions: ["settle"], claim: { ...claim, may: { ...claim.may, assess: true, pay: claim.toPay !== null && claim.toPay > 0 } } };
}

/** Claims as they stand on their way, by name, on a ticket that `view` gives. */
export function claimAt(stage: string, view: TicketView): TicketView {
  const given = (need: ProofView): ProofView => ({ ...need, standing: "given", proof: need.anyOf[0]!.code, on: "2026-11-21" });
  const form = claimForm({ proven: "1220.00" });
  const ladder = { claimed: 150_000, proven: 122_000, assessed: 122_000, approved: null, paid: null };
  const assessment = lookAt(form, needs(form.incident).map((need) => (need.need === "repair" ? { ...need, standing: "owed", proof: "repair_quote", on: "2026-11-25" } : given(need))));
  const said = { at: "2026-11-21T05:10:00Z", by: "陈静", measure: "express_insured", lines: assessment.alternatives[0]!.lines, fen: 122_000, words: "发票 1220 元,壶嘴断裂无法修复。" };
  const base = { form, ladder, assessment, assessed: said };
  const contacts = [
    { at: "2026-11-20T09:10:00Z", by: "陈静", way: "phone", about: "progress", outcome: "no_answer", words: null },
    { at: "2026-11-21T01:30:00Z", by: "林一", way: "phone", about: "question", outcome: "reached", words: "客户说发票在家里,下午带来。" },
  ];
  const made = (claim: Partial<ClaimView>, status: string, actions: string[]): TicketView => ({ ...view, summary: { ...view.summary, status }, actions, claim: claimOf({ ...base, ...claim }), conflicts: [] });
  const approved = { ...ladder, approved: 122_000 };
  switch (stage) {
    case "unknown": {
      const blank = claimForm({ claimed: "", insured: "", freight: "", postedOn: "", deliveredOn: "" });
      return { ...view, conflicts: [], summary: { ...view.summary, claimedFen: null }, claim: claimOf({ form: blank, assessment: lookAt(blank) }) };
    }
    case "late": {
      const proofs = assessment.proofs.map((need): ProofView => (need.need === "repair" ? { ...need, standing: "late", on: "2026-11-18" } : need.need === "value" ? { ...need, standing: "waived", proof: null, on: null, why: "small_amount" } : need));
      return made({ assessment: { ...lookAt(claimForm()), proofs }, assessed: null, ladder: { ...ladder, proven: null, assessed: null }, form: claimForm(), contacts }, "waiting_for_customer", ["customer_replied", "decline", "withdraw"]);
    }
    case "assessed":
      return made({ contacts }, "investigating", ["ask_customer", "decline", "withdraw"]);
    case "release":
      return made({ contacts, decisions: [decision({ standing: "to_release" })] }, "investigating", ["ask_customer", "decline", "withdraw"]);
    case "asked":
      return made({ decisions: [decision({ verdict: "ask_back", lines: [], fen: 0, capitals: "零元整", words: "请客户补一张维修报价,或说明为什么不能修。" })] }, "waiting_for_customer", ["customer_replied", "decline", "withdraw"]);
    case "proposed":
      return made({ contacts, ladder: approved, toPay: 122_000, decisions: [decision({ event: "d0", round: 1, fen: 80_000, capitals: "捌佰元整", verdict: "change", standing: "replaced", words: "按维修费赔付。" }), decision({ round: 2 })] }, "proposed", ["accept", "refuse", "withdraw"]);
    case "declined":
      return made({ decisions: [decision({ verdict: "decline", lines: [], fen: 0, capitals: "零元整", words: "签收时完好,两天后才提出。" })], may: { assess: false, contact: true, pay: false, correct: true } }, "declined", ["close", "reopen"]);
    case "too_late":
      return made({ ladder: { ...ladder, approved: null }, decisions: [decision({ standing: "too_late" })], may: { assess: false, contact: true, pay: false, correct: true } }, "withdrawn", ["close", "reopen"]);
    case "agreed":
      return made({ contacts, ladder: approved, toPay: 122_000, decisions: [decision()], may: { assess: true, contact: true, pay: true, correct: true } }, "agreed", ["settle"]);
    case "part_paid":
      return paid(claimAt("agreed", view), { amount: "1000", method: "transfer", payee: "sender", name: "王小明", account: "6222 0000 0000", departure: null });
    case "paid":
      return paid(claimAt("part_paid", view), { amount: "220", method: "cash", payee: "sender", name: "王小明", account: "", departure: null });
    default:
      return { ...view, conflicts: [] };
  }
}
