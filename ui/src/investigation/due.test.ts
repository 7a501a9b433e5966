import { expect, test } from "vitest";
import { dueKindAt, readDue, writeDue } from "./due";

const NOW = new Date("2026-11-21T06:35:00Z"); // 14:35 at the counter
const ZONE = "Asia/Shanghai";

test.each([
  ["11-25", { dueOn: "2026-11-25", dueAt: null }],
  ["1-5", { dueOn: "2027-01-05", dueAt: null }],
  ["16:20", { dueOn: null, dueAt: "2026-11-21T08:20:00.000Z" }],
  ["9点", { dueOn: null, dueAt: "2026-11-22T01:00:00.000Z" }],
  ["11-23 9:00", { dueOn: null, dueAt: "2026-11-23T01:00:00.000Z" }],
  ["11月23日 16:05", { dueOn: null, dueAt: "2026-11-23T08:05:00.000Z" }],
  ["1-5 08:00", { dueOn: null, dueAt: "2027-01-05T00:00:00.000Z" }],
  ["soon", undefined],
  ["", undefined],
  ["25:00", undefined],
])("%s is understood as still to come", (typed, due) => {
  expect(readDue(typed, NOW, ZONE)).toEqual(due);
});

test("what is due with the end of a day is written as that day, and is read back", () => {
  expect(writeDue("2026-11-25T16:00:00Z", NOW, ZONE)).toBe("11-25");
  expect(dueKindAt("2026-11-25T16:00:00Z", ZONE)).toBe("day");
  const written = writeDue("2026-11-23T01:00:00Z", NOW, ZONE);
  expect(readDue(written, NOW, ZONE)?.dueAt).toBe("2026-11-23T01:00:00.000Z");
});
