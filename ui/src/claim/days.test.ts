import { expect, test } from "vitest";
import { readComing } from "./days";

test.each([
  ["11-28", "2026-11-28"],
  ["11-21", "2026-11-21"],
  ["11-20", "2027-11-20"],
  ["1.5", "2027-01-05"],
  ["12月1日", "2026-12-01"],
  // A year that is typed is meant.
  ["2026-11-20", "2026-11-20"],
  ["20261201", "2026-12-01"],
  ["soon", undefined],
  ["", undefined],
])("%s is the day %s", (typed, day) => {
  expect(readComing(typed, "2026-11-21")).toBe(day);
});
