import { expect, it } from "vitest";
import type { PhotoMark } from "../backend/contract";
import { Layer } from "./layer.svelte";
import { MOST_MARKS } from "./marks";

const ring: PhotoMark = { shape: "ring", from: [2_000, 2_000], to: [6_000, 4_000] };
const blur: PhotoMark = { shape: "blur", from: [100, 100], to: [900, 900] };

it("goes back step by step, and the same key held is one step", () => {
  const layer = new Layer([ring]);
  layer.place("arrow");
  for (let pressed = 0; pressed < 5; pressed++) layer.move(100, 0);
  layer.stretch(0, 100);
  expect(layer.marks[1]).toEqual({ shape: "arrow", from: [4_300, 6_200], to: [6_700, 3_900] });
  layer.undo();
  expect(layer.marks[1]?.to).toEqual([6_700, 3_800]);
  layer.undo();
  expect(layer.marks[1]?.from).toEqual([3_800, 6_200]);
  layer.undo();
  expect(layer.marks).toEqual([ring]);
  expect([layer.isDirty, layer.canUndo, layer.chosen]).toEqual([false, false, undefined]);
});

it("takes a mark away and gives it back", () => {
  const layer = new Layer([ring, blur]);
  layer.chosen = 0;
  layer.remove();
  expect([layer.marks, layer.chosen, layer.isDirty]).toEqual([[blur], undefined, true]);
  layer.undo();
  expect([layer.marks, layer.isDirty]).toEqual([[ring, blur], false]);
});

it("keeps what is drawn when somebody else writes another layer", () => {
  const layer = new Layer([]);
  layer.take([ring]);
  expect(layer.marks, "nothing was drawn here").toEqual([ring]);
  layer.draw(blur);
  layer.take([]);
  expect([layer.marks, layer.isDirty]).toEqual([[ring, blur], true]);
  layer.take([ring, blur]);
  expect(layer.isDirty, "it was saved").toBe(false);
});

it("has room for so many, and none for what was not meant", () => {
  const layer = new Layer(Array.from({ length: MOST_MARKS - 1 }, () => ring));
  expect(layer.draw({ ...blur, to: [110, 900] })).toBe(false);
  expect(layer.draw(blur)).toBe(true);
  expect(layer.draw(blur)).toBe(false);
  expect([layer.marks.length, layer.isFull]).toEqual([MOST_MARKS, true]);
});

it("gives everything up at once, which can be undone too", () => {
  const layer = new Layer([ring]);
  layer.draw(blur);
  layer.discard();
  expect([layer.marks, layer.isDirty]).toEqual([[ring], false]);
  layer.undo();
  expect(layer.marks).toEqual([ring, blur]);
});
