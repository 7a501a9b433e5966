import { describe, expect, it } from "vitest";
import type { PhotoMark } from "../backend/contract";
import { endAt, head, inTheMiddle, isMeant, markAt, moved, pointAt, reaching, SIDE } from "./marks";

const ring: PhotoMark = { shape: "ring", from: [2_000, 2_000], to: [6_000, 4_000] };
const arrow: PhotoMark = { shape: "arrow", from: [0, 0], to: [10_000, 10_000] };
const blur: PhotoMark = { shape: "blur", from: [9_000, 9_000], to: [7_000, 8_000] };
const photo = { width: 2_000, height: 1_000 };

describe("a point of the window", () => {
  // Twice as wide as high, in a square: bands of 100 above and below.
  const box = { left: 50, top: 10, width: 400, height: 400 };

  it("is a point of the picture, whatever bands lie beside it", () => {
    expect(pointAt(box, photo, 250, 210)).toEqual([5_000, 5_000]);
    expect(pointAt(box, photo, 50, 110)).toEqual([0, 0]);
    expect(pointAt(box, photo, 450, 310)).toEqual([SIDE, SIDE]);
  });

  it("beside the picture is the nearest point on its edge", () => {
    expect(pointAt(box, photo, 0, 0)).toEqual([0, 0]);
    expect(pointAt(box, photo, 9_999, 210)).toEqual([SIDE, 5_000]);
  });
});

describe("a mark", () => {
  it("stays on the picture and keeps its size", () => {
    expect(moved(ring, -9_000, 100)).toEqual({ shape: "ring", from: [0, 2_100], to: [4_000, 4_100] });
    expect(moved(ring, 9_000, 9_000)).toEqual({ shape: "ring", from: [6_000, 8_000], to: [SIDE, SIDE] });
  });

  it("reaches no further than the edge, and never into nothing", () => {
    expect(reaching(ring, [12_000, -5])).toEqual({ ...ring, to: [SIDE, 0] });
    expect(reaching(ring, [2_010, 3_000])).toBe(ring);
  });

  it("that is too small was not meant", () => {
    expect(isMeant({ shape: "arrow", from: [10, 10], to: [20, 60] })).toBe(false);
    expect(isMeant({ shape: "arrow", from: [10, 10], to: [10, 600] })).toBe(true);
    expect(isMeant({ shape: "blur", from: [10, 10], to: [10, 600] })).toBe(false);
    expect(["arrow", "ring", "blur"].every((shape) => isMeant(inTheMiddle(shape as "ring")))).toBe(true);
  });

  it("is taken by its line, and what is covered anywhere; the topmost first", () => {
    const marks = [arrow, ring, blur];
    expect(markAt(marks, [4_000, 2_000], photo, 20), "the upper edge of the ring").toBe(1);
    expect(markAt(marks, [4_000, 3_000], photo, 20), "inside the ring another can be drawn").toBeUndefined();
    expect(markAt(marks, [5_000, 5_000], photo, 20)).toBe(0);
    expect(markAt(marks, [8_500, 8_500], photo, 20), "the blur lies on the arrow").toBe(2);
    expect(markAt([arrow], [9_000, 1_000], photo, 20)).toBeUndefined();
    expect(endAt(ring, [6_010, 4_010], photo, 20)).toBe("to");
    expect(endAt(ring, [5_000, 4_010], photo, 20)).toBeUndefined();
  });
});

it("an arrow's head is at its second point and behind it", () => {
  const [tip, left, right] = head([0, 0], [100, 0], 10);
  expect(tip).toEqual([100, 0]);
  expect(left[0]).toBeCloseTo(right[0]);
  expect(left[0]).toBeLessThan(100);
  expect(left[1]).toBeCloseTo(-right[1]);
});
