//! How many keys the window has heard, so that a control can wait and see whether one key was the start of a scan.
import { SILENCE_MS } from "./burst";

let count = 0;

/** Notes a key; called by whoever sees every key first. */
export function keyHeard(): void {
  count += 1;
}

/** Runs `then` unless another key follows at a scanner's pace. */
export function unlessScan(then: () => void): void {
  const at = count;
  setTimeout(() => {
    if (count === at) then();
  }, SILENCE_MS);
}
