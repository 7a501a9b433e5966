//! The papers that a printer can be chosen for.
export const DOCUMENTS = [
  "receipt",
  "custody_tag",
  "claim_form",
  "screening",
  "evidence",
  "satisfaction",
  "visit",
  "waiting_list",
  "hand_over_list",
  "daily_summary",
  "notice",
] as const;
