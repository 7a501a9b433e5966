import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Burst, characterOf, median, toAscii } from "../../src/shared/input/burst";
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

  it("tells the field's owner that its value went back", () => {
    const values: string[] = [];
    field.addEventListener("input", () => values.push(field.value));
    for (const key of "JT1234567890123") press(key, 10);
    press("Enter", 10);
    expect(values).toEqual([""]);
  });
});
