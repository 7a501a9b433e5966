//! A code that stopped half way. A scanner that always ends its codes with Enter or Tab, and once does not, was cut off.
import type { ScanEnding } from "./scan";

/** So many scans tell how a scanner ends its codes. */
const HABIT = 3;

let endings: ScanEnding[] = [];
let last: string | undefined;
let listener: ((text: string) => void) | undefined;

/** Listens for halves; answers how to stop. Where nobody listens a half is a scan like any other. */
export function onHalf(heard: (text: string) => void): () => void {
  listener = heard;
  return () => {
    if (listener === heard) listener = undefined;
  };
}

/** Whether this is half a code; who listens was told. What comes twice alike is whole: another scanner, which ends its codes with nothing. */
export function isHalf(text: string, ending: ScanEnding): boolean {
  const isCut = ending === "none" && endings.length === HABIT && endings.every((one) => one !== "none");
  if (listener && isCut && text !== last) {
    last = text;
    listener(text);
    return true;
  }
  last = undefined;
  endings = [...endings, ending].slice(-HABIT);
  return false;
}

/** Forgets how scanners end their codes. */
export function forgetHabit(): void {
  endings = [];
  last = undefined;
}
