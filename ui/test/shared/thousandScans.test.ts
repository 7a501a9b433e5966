import { afterEach, describe, expect, it } from "vitest";
import { InputMethodGuard } from "../../src/shared/input/guard";
import { Scanner, type Scan } from "../../src/shared/input/scan";
import { dice, TestClock, Typist } from "./desktop";

const SEED = 20261122;
const SCANS = 1_000;
const STARTS = ["", "王小明", "壶嘴断了,箱角压扁。", "SF1", "tea pot "];

/** One scan in the middle of somebody's work, and what must be there after it. */
interface Case {
  isInputMethodOn: boolean;
  /** What the field held, and where the caret stood in it. */
  start: string;
  caret: number;
  code: string;
  /** Milliseconds before each key of the code but the first. */
  gaps: number[];
  ending: Scan["ending"];
  /** Typed by a hand just before and after, and how long before and after. */
  before: string;
  waitBefore: number;
  after: string;
  waitAfter: number;
  /** A control character within, after so many keys. */
  controlAt: number | undefined;
  /** The page is busy for a while, from this key on. */
  busyAt: number | undefined;
}

function deal(throws: ReturnType<typeof dice>): Case {
  const isInputMethodOn = throws.is(0.5);
  const letters = [..."ABCDEFGHJKLMNPQRSTUVWXYZ"];
  const digits = Array.from({ length: throws.between(8, 13) }, () => String(throws.between(0, 9))).join("");
  const code = throws.is(0.2) ? `${throws.from(letters)}${throws.from(letters)}-${digits}` : throws.is(0.3) ? digits : `${throws.from(letters)}${throws.from(letters)}${digits}`;
  const pace = throws.between(8, 14);
  const start = throws.from(STARTS);
  const ending = throws.from(["enter", "tab", "none"] as const);
  return {
    isInputMethodOn,
    start,
    caret: throws.between(0, start.length),
    code,
    gaps: Array.from({ length: code.length - 1 }, () => Math.max(8, pace + throws.between(-2, 2))),
    ending,
    before: throws.is(0.5) ? Array.from({ length: throws.between(1, 3) }, () => throws.from([..."abcxyz"])).join("") : "",
    // A scanner's own pace is at most 16 ms: what is slower than two of those is a hand.
    waitBefore: throws.from([34, 45, 60, 79, 81, 120, 300]),
    after: throws.is(0.5) ? throws.from([..."abcxyz"]) : "",
    // An input method composes what a hand types; it has the hand for itself once the scan is over.
    waitAfter: throws.from(isInputMethodOn ? [150, 300] : ending === "none" ? [34, 45, 59, 61, 79, 150] : [12, 34, 60, 150]),
    controlAt: throws.is(0.15) ? throws.between(4, code.length - 2) : undefined,
    busyAt: throws.is(0.15) ? throws.between(6, code.length - 1) : undefined,
  };
}

describe("a thousand scans into somebody's work", () => {
  const stops: (() => void)[] = [];
  afterEach(() => stops.splice(0).forEach((stop) => stop()));

  it.each(["input", "textarea", "nothing"] as const)("each come out as they were sent, and leave %s as it was typed", (kind) => {
    const throws = dice(SEED + kind.length);
    const clock = new TestClock();
    const scans: Scan[] = [];
    const typist = new Typist(document);
    stops.push(new Scanner((scan) => scans.push(scan), clock.timing).install(window), new InputMethodGuard((then) => clock.timing.after(0, then)).install(window));
    const field = document.createElement(kind === "textarea" ? "textarea" : "input");
    document.body.append(field);
    stops.push(() => field.remove());

    const wrong: string[] = [];
    for (let count = 0; count < SCANS; count++) {
      const one = deal(throws);
      field.value = one.start;
      if (kind === "nothing") field.blur();
      else {
        field.focus();
        field.setSelectionRange(one.caret, one.caret);
      }
      const swallowed = play(one, typist, clock);
      const heard = scans.splice(0);

      const isLeftOpen = one.isInputMethodOn && one.before !== "";
      // What was still being composed when the scan came is cancelled with it; what is typed after is composed anew.
      const typed = (isLeftOpen ? "" : one.before) + one.after;
      const expected = kind === "nothing" ? one.start : one.start.slice(0, one.caret) + typed + one.start.slice(one.caret);
      const scan = heard[0];
      const isRight =
        heard.length === 1 && scan?.text === one.code && scan.ending === one.ending && field.value === expected && swallowed &&
        scan.dropped === (one.controlAt === undefined ? 0 : 1) &&
        (kind === "nothing" || (document.activeElement === field && field.selectionStart === one.caret + typed.length));
      if (!isRight) wrong.push(`${count}: ${JSON.stringify(one)} was heard as ${JSON.stringify(heard.map(({ text, ending, dropped }) => ({ text, ending, dropped })))}, field '${field.value}' instead of '${expected}', caret ${field.selectionStart}`);
      field.blur();
      clock.pass(clock.at + 2_000);
    }
    expect(wrong.slice(0, 5)).toEqual([]);
  });
});

/** Types, scans and types; answers whether the scan's own Enter or Tab was swallowed. */
function play(one: Case, typist: Typist, clock: TestClock): boolean {
  let at = clock.at + 1_000;
  const press = (key: string, more: KeyboardEventInit = {}, isBusy = false) => {
    clock.pass(at, isBusy);
    return typist.press(key, at, more);
  };
  typist.isInputMethodOn = one.isInputMethodOn;
  [...one.before].forEach((key, place) => {
    if (place) at += 110;
    press(key);
  });
  if (one.before) at += one.waitBefore;
  [...one.code].forEach((key, place) => {
    if (place) at += one.gaps[place - 1]!;
    if (place === one.busyAt) clock.pass(at + 250, true);
    press(key);
    if (place === one.controlAt) {
      at += 4;
      press("]", { ctrlKey: true, code: "BracketRight" });
    }
  });
  let isSwallowed = true;
  if (one.ending !== "none") {
    at += 10;
    isSwallowed = press(one.ending === "enter" ? "Enter" : "Tab").defaultPrevented;
  }
  if (one.after) {
    at += one.waitAfter;
    press(one.after);
    if (one.isInputMethodOn) typist.isInputMethodOn = false;
  }
  clock.pass(Math.max(at, clock.at) + 1_000);
  return isSwallowed;
}
