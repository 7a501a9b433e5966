//! A ticket's form while it is put right. Pure.
import type { TicketForm } from "../backend/contract";

/** The form with its days as they are typed. */
export type Correcting = Omit<TicketForm, "postedOn" | "promisedOn"> & { postedOn: string; promisedOn: string };

export const PARTIES = ["sender", "recipient", "agent"] as const;

/** What the ticket is to say; a day that is empty is none. */
export function corrected(form: Correcting): TicketForm {
  const plain = JSON.parse(JSON.stringify(form)) as Correcting;
  return { ...plain, postedOn: form.postedOn || null, promisedOn: form.promisedOn || null };
}
