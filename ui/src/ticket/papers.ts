//! The papers of a ticket and the formats that each is made for, the usual one first.
import type { PaperSize } from "../backend/contract";

export const SIZES_OF: Record<string, readonly PaperSize[]> = {
  receipt: ["a5", "a4", "roll80", "roll58"],
  claim_form: ["a4", "a5"],
  screening: ["a5", "a4", "roll80", "roll58"],
  proposal: ["a4", "a5", "roll80", "roll58"],
  decision: ["a4", "a5", "roll80", "roll58"],
  refusal: ["a4", "a5", "roll80", "roll58"],
  voucher: ["a4", "a5", "roll80", "roll58"],
  preliminary: ["a4", "a5"],
  appeal: ["a4"],
  evidence: ["a4"],
  satisfaction: ["a5", "a4"],
  visit: ["a5", "a4"],
};
