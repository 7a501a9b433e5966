//! The figures of a carry-over in the order in which they are told.
import type { TakenIn } from "./api";

interface Figure {
  figure: keyof TakenIn;
  word: string;
  /** Also when it is nothing. */
  isAlwaysSaid: boolean;
}

export const FIGURES: readonly Figure[] = [
  { figure: "new_lines", word: "hq-carry-new-lines", isAlwaysSaid: true },
  { figure: "known_lines", word: "hq-carry-known-lines", isAlwaysSaid: false },
  { figure: "set_aside", word: "hq-carry-set-aside", isAlwaysSaid: false },
  { figure: "forked", word: "hq-carry-forked", isAlwaysSaid: false },
  { figure: "new_photos", word: "hq-carry-new-photos", isAlwaysSaid: true },
  { figure: "known_photos", word: "hq-carry-known-photos", isAlwaysSaid: false },
  { figure: "unnamed_photos", word: "hq-carry-unnamed-photos", isAlwaysSaid: false },
  { figure: "keys", word: "hq-carry-keys", isAlwaysSaid: false },
];
