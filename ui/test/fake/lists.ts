//! The lists that a counter is given, from the policy itself: words of real length.
import type { Bilingual, Lists } from "../../src/backend/contract";
import policy from "../../../src-tauri/crates/domain/policy/default.json";

/** A policy's entry holds more than screens are given. */
const choices = (list: readonly { code: string; name: Bilingual }[]) => list.map(({ code, name }) => ({ code, name }));

const isGroup = ({ code }: { code: string }) => !code.includes(".");

export const LISTS: Lists = {
  policy: policy.version,
  categories: policy.categories.filter(isGroup).map(({ code, name }) => ({
    code,
    name,
    categories: choices(policy.categories.filter((category) => category.code.startsWith(`${code}.`))),
  })),
  channels: choices(policy.channels),
  answerBy: choices(policy.answer_by),
  demands: choices(policy.demands),
  roles: choices(policy.roles),
  parcelStatuses: choices(policy.parcel_statuses),
  statusSources: choices(policy.status_sources),
  skipReasons: choices(policy.skip_reasons),
  slots: choices(policy.slots),
  carriers: choices(policy.carriers),
  services: choices(policy.compensation.services),
  incidents: choices(policy.compensation.incidents),
  exemptions: choices(policy.compensation.exemptions),
  proofs: choices(policy.compensation.proofs),
  waivers: choices(policy.compensation.waivers),
  departures: choices(policy.compensation.departures),
  paymentMethods: choices(policy.compensation.payment_methods),
  payees: choices(policy.compensation.payees),
  contactWays: choices(policy.contact_ways),
  contactAbouts: choices(policy.contact_abouts),
  contactOutcomes: choices(policy.contact_outcomes),
};

/** What the picture of a slot must show. */
export const HINTS: ReadonlyMap<string, Bilingual> = new Map(policy.slots.map(({ code, hint }) => [code, hint]));

/** The slots that photos of a ticket go to: those asked for, then those offered. */
export function photoSet(kind: string, category: string | null): { required: readonly string[]; offered: readonly string[] } {
  const isOf = (there: string) => category === there || category?.startsWith(`${there}.`);
  const found = policy.photo_sets.find((set) => set.kinds.includes(kind) && (set.categories.length === 0 || set.categories.some(isOf)));
  return found ?? { required: [], offered: ["other"] };
}
