//! How many keys the window has heard, so that a control can wait and see whether one key was the start of a scan.
import { SILENCE_MS } from "./burst";

let count = 0;

/** Notes a key; called by whoever sees every key first. */
export function keyHeard(): void {
  count += 1;
}

/** An alarm that rings so much later than set found the page busy: a key may be waiting behind it. */
const BUSY_MS = 15;

/** Runs `then` unless another key follows at a scanner's pace. */
export function unlessScan(then: () => void, mayWait = true): void {
  const at = count;
  const setAt = performance.now();
  setTimeout(() => {
    if (count !== at) return;
    if (mayWait && performance.now() - setAt > SILENCE_MS + BUSY_MS) unlessScan(then, false);
    // What stands in the queue behind this alarm goes first.
    else setTimeout(() => count === at && then(), 0);
  }, SILENCE_MS);
}
