//! What a scan means: a ticket's own slip, or the waybill of a parcel.
import type { Intake } from "../intake/intake.svelte";
import type { Desk } from "./desk.svelte";

/** A ticket's number as its bar code holds it, with or without hyphens. */
const TICKET_NUMBER = /^[A-Z0-9]{4}-?\d{6}-?[A-Z]\d{4}-?[A-Z0-9*]$/i;
/** What the QR of a slip begins with, with or without a public address. */
const SLIP = /(^https?:\/\/\S+\/t#|^counterfoil:)\d+\./i;

export function isTicketCode(text: string): boolean {
  return TICKET_NUMBER.test(text) || SLIP.test(text);
}

/** Puts a scan where it belongs; false when nothing could be done with it. */
export async function scanGoesTo(text: string, desk: Desk, intake: Intake): Promise<boolean> {
  if (isTicketCode(text)) return openTicket(text, desk);
  if (desk.app.enrolment === "revoked") {
    desk.go({ screen: "search", query: text });
    return true;
  }
  desk.go({ screen: "intake" });
  const begun = intake.begin();
  // A fresh form stands at once, and its draft comes under it; one that is taken up again has to be read first.
  if (!intake.form) await begun;
  // A parcel scanned while another one stands here is the next customer's, unless nothing is known of this one. What stands
  // here may be the first half of the code that now came whole.
  const standing = intake.form?.waybill.trim() ?? "";
  if (intake.done || (standing && !text.startsWith(standing))) await intake.startNew();
  if (!intake.form) return false;
  intake.form.waybill = text;
  intake.changed();
  await begun;
  return intake.draft !== undefined;
}

async function openTicket(text: string, desk: Desk): Promise<boolean> {
  try {
    const found = await desk.backend.search(text);
    if (found.length === 1 && found[0]) desk.go({ screen: "ticket", id: found[0].id });
    else desk.go({ screen: "search", query: text });
    return found.length > 0;
  } catch (error) {
    desk.fail(error);
    return false;
  }
}
