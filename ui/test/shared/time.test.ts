import { beforeEach, describe, expect, it } from "vitest";
import { byWords, clockWords, dateWords, dayWords, daysBetween, lateness, leftWords, momentWords, untilFullMinute } from "../../src/shared/time";
import { speakIn } from "../words";

const ZONE = "Asia/Shanghai";
/** Saturday 21 November 2026, 14:35 in Shanghai. */
const NOW = new Date("2026-11-21T06:35:00Z");
const at = (utc: string) => new Date(utc);

describe("time in Chinese", () => {
  beforeEach(() => speakIn("zh-CN"));

  it.each([
    ["2026-11-21T16:00:00Z", "day", "今天内"],
    ["2026-11-22T06:35:00Z", "instant", "明天 14:35 前"],
    ["2026-11-25T16:00:00Z", "day", "周三前"],
    ["2026-12-04T16:00:00Z", "day", "12 月 4 日 周五前"],
    ["2027-01-05T16:00:00Z", "day", "2027 年 1 月 5 日 周二前"],
  ] as const)("%s as a %s is %s", (due, kind, words) => {
    expect(byWords(at(due), kind, NOW, ZONE)).toBe(words);
  });

  it.each([
    ["2026-11-21T09:40:00Z", "还剩 3 小时"],
    ["2026-11-21T06:36:00Z", "还剩 1 分钟"],
    ["2026-11-25T06:35:00Z", "还剩 4 天"],
    ["2026-11-21T06:05:00Z", "已超时 30 分钟"],
    ["2026-11-18T06:05:00Z", "已超时 3 天"],
  ])("%s: %s", (due, words) => {
    expect(leftWords(at(due), NOW)).toBe(words);
  });

  it("says when something happened", () => {
    expect(momentWords(at("2026-11-21T01:02:00Z"), NOW, ZONE)).toBe("09:02");
    expect(momentWords(at("2026-11-20T01:02:00Z"), NOW, ZONE)).toBe("昨天 09:02");
    expect(momentWords(at("2026-11-19T01:12:00Z"), NOW, ZONE)).toBe("11 月 19 日 周四 09:12");
  });
});

describe("time in English", () => {
  beforeEach(() => speakIn("en"));

  it("says by when and how long is left", () => {
    expect(byWords(at("2026-11-25T16:00:00Z"), "day", NOW, ZONE)).toBe("by Wed 25 Nov");
    expect(leftWords(at("2026-11-21T09:40:00Z"), NOW)).toBe("3 h left");
    expect(leftWords(at("2026-11-19T06:35:00Z"), NOW)).toBe("2 days late");
    expect(dayWords(at("2026-11-22T01:00:00Z"), NOW, ZONE)).toBe("tomorrow");
    expect(dateWords(at("2027-01-05T01:00:00Z"), NOW, ZONE)).toBe("Tue 5 Jan 2027");
  });
});

describe("days of a zone", () => {
  it("counts days where the branch is, not where UTC is", () => {
    expect(daysBetween(at("2026-11-21T15:59:00Z"), at("2026-11-21T16:01:00Z"), ZONE)).toBe(1);
    expect(clockWords(at("2026-11-21T16:01:00Z"), ZONE)).toBe("00:01");
  });

  it("is late from the due instant on", () => {
    expect(lateness(at("2026-11-21T06:34:59Z"), NOW)).toBe("late");
    expect(lateness(at("2026-11-21T06:35:00Z"), NOW)).not.toBe("late");
  });

  it.each([
    // (due, promised at) -> how near, at 06:35
    ["2026-11-22T06:20:00Z", "2026-11-21T06:20:00Z", "far"], // A day's promise, just made.
    ["2026-11-21T11:20:00Z", "2026-11-20T11:20:00Z", "soon"], // Less than a fifth of the day.
    ["2026-11-21T11:30:00Z", "2026-11-20T11:30:00Z", "far"],
    ["2026-11-21T06:38:00Z", "2026-11-21T06:33:00Z", "far"], // Five minutes, two of them gone.
    ["2026-11-21T06:35:50Z", "2026-11-21T06:30:50Z", "soon"],
    ["2026-11-21T08:34:00Z", undefined, "soon"],
    ["2026-11-21T08:35:00Z", undefined, "far"],
  ])("due %s, promised at %s: %s", (due, since, look) => {
    expect(lateness(at(due), NOW, since ? at(since) : undefined)).toBe(look);
  });

  it("says a whole day is left for the whole minute in which it was promised", () => {
    speakIn("zh-CN");
    expect(leftWords(at("2026-11-22T06:35:20Z"), at("2026-11-21T06:35:50Z"))).toBe("还剩 24 小时");
    expect(leftWords(at("2026-11-22T06:35:20Z"), at("2026-11-21T06:36:30Z"))).toBe("还剩 23 小时");
  });

  it("waits for the next full minute", () => {
    expect(untilFullMinute(at("2026-11-21T06:35:59.500Z"))).toBe(500);
    expect(untilFullMinute(NOW)).toBe(60_000);
  });
});
