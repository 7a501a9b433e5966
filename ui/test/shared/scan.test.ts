import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Burst, characterOf, median, toAscii } from "../../src/shared/input/burst";
import { forgetHabit, onHalf } from "../../src/shared/input/half";
import { InputMethodGuard } from "../../src/shared/input/guard";
import { Scanner, type Scan } from "../../src/shared/input/scan";

function burst(text: string, gap: number): Burst {
  const made = new Burst();
  [...text].forEach((character, index) => made.add(character, 1000 + index * gap));
  return made;
}

describe("telling a scanner from a person", () => {
  it.each([
    ["SF1234567890123", 12, true],
    ["SF1234567890123", 30, true],
    ["SF1234567890123", 31, false],
    ["ABCDEF", 8, true],
    ["ABCDE", 8, false],
    ["hello world", 95, false],
  ])("%s at %i ms is a scan: %s", (text, gap, isScan) => {
    expect(burst(text, gap).isScan).toBe(isScan);
  });

  it("forgives one slow key within a fast burst", () => {
    const made = new Burst();
    [0, 10, 20, 75, 85, 95, 105].forEach((at, index) => made.add(String(index), at));
    expect(made.isScan).toBe(true);
  });

  it("has no median of nothing", () => {
    expect(median([])).toBe(Number.POSITIVE_INFINITY);
    expect(median([1, 9])).toBe(5);
  });

  it("makes full width ASCII and drops control characters", () => {
    expect(toAscii("SF123\u001d45\r\n")).toBe("SF12345");
  });

  it("reads the key behind an input method from its place", () => {
    expect(characterOf({ key: "Process", code: "KeyS", shiftKey: true })).toBe("S");
    expect(characterOf({ key: "Process", code: "Digit7", shiftKey: false })).toBe("7");
    expect(characterOf({ key: "Process", code: "Minus", shiftKey: false })).toBe("-");
    expect(characterOf({ key: "F2", code: "F2", shiftKey: false })).toBeUndefined();
  });

  it("reads upper and lower case from Shift alone where CapsLock was left on", () => {
    const getModifierState = (name: string) => name === "CapsLock";
    expect(characterOf({ key: "s", code: "KeyS", shiftKey: true, getModifierState })).toBe("S");
    expect(characterOf({ key: "S", code: "KeyS", shiftKey: false, getModifierState })).toBe("s");
    expect(characterOf({ key: "7", code: "Digit7", shiftKey: false, getModifierState })).toBe("7");
  });

  it("knows a hand's keys at both ends by their waits", () => {
    const made = new Burst();
    [0, 70, 130, 140, 150, 160, 170, 180, 190, 250].forEach((at, index) => made.add(String(index), at));
    expect([made.lead, made.trail, made.textWithout(made.trail), made.lastOf(made.trail)]).toEqual([2, 1, "2345678", "9"]);
  });

  it("takes no busy page for a hand: the keys that had to wait come all at once", () => {
    const made = new Burst();
    [0, 62, 63, 64, 65, 66, 67, 74, 84, 94, 104, 114, 124].forEach((at, index) => made.add(String(index % 10), at));
    expect([made.lead, made.text]).toEqual([0, "0123456789012"]);
  });
});

describe("scan anywhere", () => {
  let scans: Scan[];
  let finish: (() => void) | undefined;
  let stop: () => void;
  let field: HTMLInputElement;
  let at: number;
  let clock: number;

  /** Lets the alarm ring `late` milliseconds after its time, and what it sets in turn. */
  function silence(late = 0): void {
    clock += 60 + late;
    const ring = finish;
    finish = undefined;
    ring?.();
  }

  beforeEach(() => {
    scans = [];
    finish = undefined;
    clock = 0;
    at = 1000;
    const scanner = new Scanner((scan) => scans.push(scan), {
      after: (_ms, then) => {
        finish = then;
        return () => (finish = undefined);
      },
      now: () => clock,
    });
    const stopScanner = scanner.install(window);
    const stopGuard = new InputMethodGuard().install(window);
    stop = () => {
      stopScanner();
      stopGuard();
    };
    field = document.createElement("input");
    document.body.append(field);
    field.focus();
  });
  afterEach(() => {
    stop();
    field.remove();
    forgetHabit();
  });

  /** Types like a keyboard: what is not prevented lands in the field. */
  function press(key: string, gap: number, more: KeyboardEventInit = {}): KeyboardEvent {
    at += gap;
    const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more });
    Object.defineProperty(event, "timeStamp", { value: at });
    field.dispatchEvent(event);
    if (!event.defaultPrevented && key.length === 1) {
      const caret = field.selectionStart ?? field.value.length;
      field.value = field.value.slice(0, caret) + key + field.value.slice(caret);
      field.setSelectionRange(caret + 1, caret + 1);
    }
    return event;
  }

  it("leaves a PIN to the hand, however quick, and its Enter too", () => {
    field.type = "password";
    for (const key of "271828") press(key, 8);
    const enter = press("Enter", 8);
    silence();
    expect([field.value, scans.length, enter.defaultPrevented]).toEqual(["271828", 0, false]);
  });

  it("leaves what no code can hold where it was written, however quick", () => {
    for (const key of "碎了的茶壶货架 3") press(key, 8);
    const enter = press("Enter", 8);
    silence();
    expect([field.value, scans.length, enter.defaultPrevented]).toEqual(["碎了的茶壶货架 3", 0, false]);
  });

  it("hears a scan, puts the field and the caret back, and swallows the Enter", () => {
    field.value = "王小明";
    field.setSelectionRange(1, 1);
    for (const key of "SF1234567890123") press(key, 10);
    const enter = press("Enter", 10);
    expect(scans.map((scan) => scan.text)).toEqual(["SF1234567890123"]);
    expect(field.value).toBe("王小明");
    expect(field.selectionStart).toBe(1);
    expect(enter.defaultPrevented).toBe(true);
  });

  it("hears a scan without a trailing key once the keys have stopped", () => {
    for (const key of "YT1234567890123") press(key, 9);
    expect(scans).toEqual([]);
    silence();
    silence();
    expect(scans.map((scan) => scan.text)).toEqual(["YT1234567890123"]);
    expect(field.value).toBe("");
  });

  it("waits for the keys behind an alarm that found the page busy", () => {
    for (const key of "YT12345") press(key, 9);
    silence(200);
    for (const key of "67890123") press(key, 9);
    silence();
    silence();
    expect(scans.map((scan) => scan.text)).toEqual(["YT1234567890123"]);
  });

  it("lets a key that stands in the queue behind the alarm go first", () => {
    for (const key of "YT12345") press(key, 9);
    silence();
    for (const key of "67890123") press(key, 9);
    silence();
    silence();
    expect(scans.map((scan) => scan.text)).toEqual(["YT1234567890123"]);
  });

  it("swallows the Enter of a scan that was given out before it came", () => {
    for (const key of "YT1234567890123") press(key, 9);
    silence();
    silence();
    expect(press("Enter", 9).defaultPrevented).toBe(true);
    expect(press("Enter", 500).defaultPrevented).toBe(false);
  });

  it("is whole when the page was busy between its first keys", () => {
    for (const key of "SF123") press(key, 10);
    press("4", 210);
    for (const key of "567890123") press(key, 10);
    press("Enter", 10);
    expect(scans.map((scan) => scan.text)).toEqual(["SF1234567890123"]);
    expect(field.value).toBe("");
  });

  it("takes no quick hand for a busy page", () => {
    for (const key of "shen") press(key, 25);
    press("m", 120);
    for (const key of "eshi") press(key, 60);
    silence();
    silence();
    expect(scans).toEqual([]);
    expect(field.value).toBe("shenmeshi");
  });

  it("leaves a person's typing and Enter alone", () => {
    for (const key of "teapot") press(key, 110);
    const enter = press("Enter", 110);
    expect(scans).toEqual([]);
    expect(field.value).toBe("teapot");
    expect(enter.defaultPrevented).toBe(false);
  });

  it("takes no held key for a scan", () => {
    press("5", 10);
    for (let count = 0; count < 20; count++) press("5", 28, { repeat: true });
    silence();
    silence();
    expect(scans).toEqual([]);
  });

  it("reads a scan through a Chinese input method and closes its composition", () => {
    let left = 0;
    field.addEventListener("blur", () => (left += 1));
    const keys: [string, boolean][] = [["KeyS", true], ["KeyF", true], ..."1234567".split("").map((digit): [string, boolean] => [`Digit${digit}`, false])];
    for (const [code, shiftKey] of keys) press("Process", 11, { code, shiftKey, isComposing: true, keyCode: 229 } as KeyboardEventInit);
    field.value = "sf1234567";
    press("Enter", 11, { isComposing: true });
    expect(scans.map((scan) => scan.text)).toEqual(["SF1234567"]);
    expect(field.value).toBe("");
    expect(left).toBe(1);
    expect(document.activeElement).toBe(field);
  });

  it("drops control characters that a scanner sends inside a code", () => {
    for (const key of "010690") press(key, 10);
    const separator = press("]", 10, { ctrlKey: true });
    for (const key of "21AB") press(key, 10);
    press("Tab", 10);
    expect(separator.defaultPrevented).toBe(true);
    expect(scans.map((scan) => scan.text)).toEqual(["01069021AB"]);
  });

  it("drops a key without a character inside a code, and holds nothing against what a person presses", () => {
    for (const key of "010690") press(key, 10);
    expect(press("F8", 10, { code: "F8" }).defaultPrevented).toBe(true);
    for (const key of "21AB") press(key, 10);
    press("Enter", 10);
    expect(scans).toMatchObject([{ text: "01069021AB", dropped: 1, ending: "enter", isComposed: false }]);
    for (const key of "tea") press(key, 110);
    expect(press("F8", 110, { code: "F8" }).defaultPrevented).toBe(false);
  });

  it("leaves nothing of a composition that was open when the scan came", () => {
    field.value = "王";
    field.setSelectionRange(1, 1);
    field.dispatchEvent(new CompositionEvent("compositionstart", { bubbles: true }));
    press("Process", 10, { code: "KeyX", isComposing: true, keyCode: 229 } as KeyboardEventInit);
    field.value = "王x";
    for (const digit of "1234567") press("Process", digit === "1" ? 900 : 11, { code: `Digit${digit}`, isComposing: true, keyCode: 229 } as KeyboardEventInit);
    field.value = "王x1234567";
    press("Enter", 11, { isComposing: true });
    expect(scans).toMatchObject([{ text: "1234567", isComposed: true }]);
    expect([field.value, field.selectionStart]).toEqual(["王", 1]);
  });

  describe("a scanner that always sends Enter, cut off half way", () => {
    let halves: string[];
    let stopListening: () => void;

    beforeEach(() => {
      halves = [];
      stopListening = onHalf((text) => halves.push(text));
      for (const code of ["SF1234567890123", "SF1234567890124", "YT1234567890125"]) {
        for (const key of code) press(key, 10);
        press("Enter", 10);
        at += 1_000;
      }
      scans.length = 0;
      field.value = "王小明";
      field.setSelectionRange(1, 1);
    });
    afterEach(() => stopListening());

    function half(): void {
      for (const key of "SF12345") press(key, 10);
      silence();
      silence();
      at += 1_000;
    }

    it("gives out no code, says which half came, and puts the field back", () => {
      half();
      expect([scans, halves]).toEqual([[], ["SF12345"]]);
      expect([field.value, field.selectionStart]).toEqual(["王小明", 1]);
    });

    it("is whole when it is scanned again", () => {
      half();
      for (const key of "SF1234567890123") press(key, 10);
      press("Enter", 10);
      expect(scans.map((scan) => scan.text)).toEqual(["SF1234567890123"]);
      expect(field.value).toBe("王小明");
    });

    it("is another scanner's, that sends no Enter, when the same comes twice", () => {
      half();
      half();
      half();
      expect([scans.map((scan) => scan.text), halves]).toEqual([["SF12345", "SF12345"], ["SF12345"]]);
    });

    it("is a code like any other where nobody listens for halves", () => {
      stopListening();
      half();
      expect(scans).toMatchObject([{ text: "SF12345", ending: "none" }]);
    });
  });

  it("tells the field's owner that its value went back", () => {
    const values: string[] = [];
    field.addEventListener("input", () => values.push(field.value));
    for (const key of "JT1234567890123") press(key, 10);
    press("Enter", 10);
    expect(values).toEqual([""]);
  });
});
