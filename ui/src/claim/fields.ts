//! Which fields of a claim matter for what happened, so that the others can stay folded. Pure; nothing is reckoned here.
import type { ClaimForm } from "../backend/contract";

export type AmountField = "claimed" | "proven" | "actualLoss" | "wholeValue" | "insured" | "declared" | "freight" | "returnFreight";
export type DayField = "postedOn" | "promisedOn" | "deliveredOn" | "discoveredOn" | "inquiredOn" | "claimedOn";
export type NumberField = "freightTimes" | "postedGrams" | "arrivedGrams";
export type FactField = "termsTold" | "inProportion" | "carrierAtFault" | "delayDestroyedValue";
export type FindingField = "grossFault" | "fraud";
export type ClaimField = AmountField | DayField | NumberField | FactField | FindingField | "couponChosen" | "exemptions";

export const AREAS = ["same_city", "other_city", "international"] as const;
export const FINDINGS = ["raised", "upheld", "rejected"] as const;

/** Every field, in the order in which a clerk asks. */
const ORDER: readonly ClaimField[] = [
  "claimed",
  "proven",
  "actualLoss",
  "insured",
  "wholeValue",
  "declared",
  "freight",
  "freightTimes",
  "returnFreight",
  "postedGrams",
  "arrivedGrams",
  "postedOn",
  "promisedOn",
  "deliveredOn",
  "discoveredOn",
  "inquiredOn",
  "claimedOn",
  "termsTold",
  "inProportion",
  "carrierAtFault",
  "delayDestroyedValue",
  "couponChosen",
  "grossFault",
  "fraud",
  "exemptions",
];

const AMOUNTS = new Set<ClaimField>(["claimed", "proven", "actualLoss", "wholeValue", "insured", "declared", "freight", "returnFreight"]);
const DAYS = new Set<ClaimField>(["postedOn", "promisedOn", "deliveredOn", "discoveredOn", "inquiredOn", "claimedOn"]);
const NUMBERS = new Set<ClaimField>(["freightTimes", "postedGrams", "arrivedGrams"]);
const FACTS = new Set<ClaimField>(["termsTold", "inProportion", "carrierAtFault", "delayDestroyedValue"]);

export const isAmount = (field: ClaimField): field is AmountField => AMOUNTS.has(field);
export const isDay = (field: ClaimField): field is DayField => DAYS.has(field);
export const isNumber = (field: ClaimField): field is NumberField => NUMBERS.has(field);
export const isFact = (field: ClaimField): field is FactField => FACTS.has(field);
export const isFinding = (field: ClaimField): field is FindingField => field === "grossFault" || field === "fraud";

/** What is asked first for each incident; an incident of a newer policy is asked as a loss. */
function asked(form: Pick<ClaimForm, "incident" | "insured">): readonly ClaimField[] {
  const isInsured = form.insured.trim() !== "";
  switch (form.incident) {
    case "delay":
      return ["claimed", "freight", "promisedOn", "deliveredOn", "delayDestroyedValue", "couponChosen"];
    case "wrong_information":
      return ["claimed", "freight", "carrierAtFault", "couponChosen"];
    case "returned":
      return ["claimed", "returnFreight", "freight", "carrierAtFault"];
    default: {
      const isPart = ["part_loss", "part_damage", "shortage"].includes(form.incident);
      const cover: readonly ClaimField[] = !isInsured ? ["freightTimes", "termsTold"] : isPart ? ["wholeValue", "inProportion"] : [];
      const weights: readonly ClaimField[] = form.incident === "shortage" ? ["postedGrams", "arrivedGrams"] : [];
      return ["claimed", "proven", "actualLoss", "insured", "freight", ...cover, ...weights];
    }
  }
}

/** The fields that are asked first, and those that stay folded. */
export function fieldsOf(form: Pick<ClaimForm, "incident" | "insured">): { first: ClaimField[]; rest: ClaimField[] } {
  const first = asked(form);
  return { first: [...first], rest: ORDER.filter((field) => !first.includes(field)) };
}

/** A field's part of a message's name: `posted-on`. */
export function dashed(code: string): string {
  return code.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`).replace(/_/g, "-");
}
