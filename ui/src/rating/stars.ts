//! What a customer is asked for when they are asked how content they are. Pure.
import type { RatingForm, RatingView } from "../backend/contract";

/** The four rows, in the order in which they are asked. */
export const ROWS = ["timeliness", "attitude", "safety", "handling"] as const;
export type Row = (typeof ROWS)[number];

/** What can be said, the worst first. */
export const STARS = [1, 2, 3, 4, 5] as const;

export const WAYS = ["counter", "phone", "slip"] as const;

export type Stars = Pick<RatingForm, Row>;

/** Nothing is said until the customer says it. */
export function unsaid(): Stars {
  return { timeliness: null, attitude: null, safety: null, handling: null };
}

/** Whether nothing at all was said. */
export function isUnsaid(stars: Stars): boolean {
  return ROWS.every((row) => stars[row] === null);
}

/** What was said before, to begin with; the way is asked for anew. */
export function saidBefore(rating: RatingView | null): Stars {
  return rating ? { timeliness: rating.timeliness, attitude: rating.attitude, safety: rating.safety, handling: rating.handling } : unsaid();
}
