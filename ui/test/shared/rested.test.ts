import { describe, expect, it } from "vitest";
import { Rested } from "../../src/shared/state/rested";

/** A clock whose alarms ring when told. */
function alarms() {
  const set: { ms: number; then: () => void }[] = [];
  const after = (ms: number, then: () => void) => {
    const alarm = { ms, then };
    set.push(alarm);
    return () => void set.splice(set.indexOf(alarm), 1);
  };
  return { set, after, ring: () => set.splice(0).forEach((alarm) => alarm.then()) };
}

describe("asking once a hand has come to rest", () => {
  it("asks for the last of many, and for no other", async () => {
    const clock = alarms();
    const asked: string[] = [];
    const heard: string[] = [];
    const rested = new Rested<string, string>(async (question) => (asked.push(question), `${question}!`), (answer) => void heard.push(answer), () => undefined, 250, clock.after);
    for (const text of ["a", "ab", "abc"]) rested.ask(text);
    expect(clock.set.map((alarm) => alarm.ms)).toEqual([250]);
    clock.ring();
    await Promise.resolve();
    await Promise.resolve();
    expect([asked, heard]).toEqual([["abc"], ["abc!"]]);
  });

  it("hears no answer, and no failure, to what is no longer asked", async () => {
    const clock = alarms();
    const heard: string[] = [];
    const answers: { keep: (answer: string) => void; fail: (error: unknown) => void }[] = [];
    const rested = new Rested<string, string>(() => new Promise((keep, fail) => answers.push({ keep, fail })), (answer) => void heard.push(answer), (error) => void heard.push(String(error)), 250, clock.after);
    rested.ask("old");
    clock.ring();
    rested.ask("newer");
    clock.ring();
    rested.ask("newest");
    clock.ring();
    answers[0]?.keep("of old");
    answers[1]?.fail("of newer");
    answers[2]?.keep("of newest");
    await new Promise((next) => setTimeout(next, 0));
    expect(heard).toEqual(["of newest"]);
  });
});
