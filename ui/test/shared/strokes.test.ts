import { expect, test } from "vitest";
import { drawnOn, hasRoom, onPad, pathOf, PAD_HEIGHT, SIDE, type Stroke } from "../../src/ticket/strokes";

test("a place over the pad is one in the square, in one unit both ways", () => {
  const box = { left: 10, top: 20, width: 250, height: 100 };
  expect(onPad(10, 20, box)).toEqual([0, 0]);
  expect(onPad(260, 120, box)).toEqual([SIDE, PAD_HEIGHT]);
  expect(onPad(135, 70, box)).toEqual([5000, 2000]);
  expect(onPad(-99, 999, box)).toEqual([0, PAD_HEIGHT]);
});

test("what says nothing new is not kept", () => {
  const drawn = drawnOn([[[0, 0]]], [10, 10]);
  expect(drawn).toEqual([[[0, 0]]]);
  expect(drawnOn(drawn, [300, 0])).toEqual([[[0, 0], [300, 0]]]);
  expect(drawnOn([], [300, 0])).toEqual([]);
});

test("no more is kept than Rust takes", () => {
  let strokes: readonly Stroke[] = [[]];
  for (let point = 0; point < 6_000; point++) strokes = drawnOn(strokes, [(point % 2) * 5_000, 0]);
  expect(strokes.flat().length).toBe(5_000);
  expect(hasRoom(strokes)).toBe(false);
  expect(hasRoom(Array.from({ length: 199 }, (): Stroke => [[0, 0]]))).toBe(true);
  expect(hasRoom(Array.from({ length: 200 }, (): Stroke => [[0, 0]]))).toBe(false);
});

test("a stroke is one smooth line from its first point to its last", () => {
  expect(pathOf([])).toBe("");
  expect(pathOf([[5, 6]])).toBe("M5 6h1");
  expect(pathOf([[0, 0], [10, 10]])).toBe("M0 0L10 10");
  expect(pathOf([[0, 0], [10, 0], [20, 10], [30, 0]])).toBe("M0 0Q10 0 15 5Q20 10 25 5L30 0");
});
