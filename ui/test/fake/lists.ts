//! The lists of a policy, short but of every shape.
import type { Choice, Lists } from "../../src/backend/contract";

function choice(code: string, zh: string, en: string): Choice {
  return { code, name: { zh, en } };
}

export const LISTS: Lists = {
  policy: "2026-11",
  categories: [
    { code: "delay", name: { zh: "延误", en: "Delay" }, categories: [choice("delay.transit", "中转或运输延误", "In transit"), choice("delay.pickup", "揽收延误", "At collection"), choice("delay.delivery", "派送延误", "At delivery"), choice("delay.total", "彻底延误", "Total delay")] },
    { code: "loss", name: { zh: "丢失短少", en: "Loss or shortage" }, categories: [choice("loss.whole", "整件丢失", "Whole parcel"), choice("loss.shortage", "内件短少", "Part of the contents"), choice("loss.mismatch", "内件不符或调包", "Contents swapped")] },
    { code: "damage", name: { zh: "损毁", en: "Damage" }, categories: [choice("damage.packaging", "外包装破损", "Packaging"), choice("damage.contents", "内件破损", "Contents"), choice("damage.soiled", "污染或受潮", "Soiled or wet"), choice("damage.compensation", "对赔偿金额不满", "Amount disputed")] },
    { code: "delivery", name: { zh: "投递服务", en: "Delivery service" }, categories: [choice("delivery.false_delivery", "虚假签收", "Signed for falsely"), choice("delivery.attitude", "服务态度", "Attitude")] },
    { code: "pickup", name: { zh: "收寄服务", en: "Collection service" }, categories: [choice("pickup.missed", "未按约揽收", "Missed collection"), choice("pickup.refused", "拒收", "Refused")] },
    { code: "charge", name: { zh: "违规收费", en: "Improper charge" }, categories: [choice("charge.overcharge", "多收运费", "Overcharged"), choice("charge.weight", "重量争议", "Weight disputed")] },
    { code: "cod", name: { zh: "代收货款", en: "Cash on delivery" }, categories: [choice("cod.wrong_amount", "金额错误", "Wrong amount"), choice("cod.not_remitted", "未返款", "Not remitted")] },
    { code: "other", name: { zh: "其他", en: "Other" }, categories: [choice("other.information", "信息错误", "Wrong information"), choice("other.other", "未分类", "Not sorted")] },
  ],
  channels: [choice("counter", "柜台", "Counter"), choice("phone", "电话", "Phone"), choice("12305", "12305 转办", "12305")],
  answerBy: [choice("phone", "电话", "Phone"), choice("text", "短信", "Text"), choice("counter", "到柜台", "At the counter")],
  demands: [choice("trace", "查询下落", "Trace"), choice("compensation", "赔偿", "Compensation"), choice("apology", "道歉", "Apology"), choice("redirection", "改派", "Redirection"), choice("refund", "退还运费", "Refund of freight"), choice("return_or_exchange", "退换货", "Return or exchange"), choice("other", "其他", "Other")],
  roles: [choice("sender", "寄件人", "Sender"), choice("recipient", "收件人", "Recipient"), choice("agent", "受托人", "Agent"), choice("other", "其他", "Other")],
  parcelStatuses: [choice("collected", "已揽收", "Collected"), choice("in_transit", "运输中", "In transit"), choice("out_for_delivery", "派送中", "Out for delivery"), choice("signed", "已签收", "Signed")],
  skipReasons: [choice("not_applicable", "不适用", "Not applicable"), choice("not_brought", "未带来", "Not brought"), choice("later", "稍后补交", "Later")],
  slots: [
    choice("label", "面单特写", "Label, close up"),
    choice("outer_top", "外箱 上面和两侧", "Box: top and two sides"),
    choice("outer_bottom", "外箱 底面和另两侧", "Box: bottom and other sides"),
    choice("outer_damage", "破损处特写", "Damage to the box"),
    choice("inside", "箱内原状", "As found in the box"),
    choice("item_damage", "物品破损特写", "Damage to the item"),
    choice("proof_of_value", "价值证明", "Proof of value"),
    choice("item", "物品全貌", "The item"),
    choice("filling", "填充物", "Filling"),
    choice("scale", "称重", "Scale"),
    choice("other", "其他", "Other"),
  ],
  carriers: [choice("sf", "顺丰", "SF Express"), choice("yto", "圆通", "YTO"), choice("zto", "中通", "ZTO"), choice("ems", "EMS", "EMS")],
};
