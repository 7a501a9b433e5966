import { describe, expect, it } from "vitest";
import { atMost, Autosave } from "../../src/shared/state/autosave";
import { Latest } from "../../src/shared/state/latest";
import { Toasts, TOLD_MS, UNDO_MS } from "../../src/shared/state/toasts.svelte";

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

/** A promise that is kept when told. */
function later() {
  let keep!: () => void;
  let fail!: (error: unknown) => void;
  const promise = new Promise<void>((resolve, reject) => {
    keep = resolve;
    fail = reject;
  });
  return { promise, keep, fail };
}

describe("autosave", () => {
  it("saves the latest of many changes within half a second of the first", async () => {
    const clock = alarms();
    const saved: string[] = [];
    const autosave = new Autosave<string>(async (value) => void saved.push(value), fail, 400, clock.after);
    for (const text of ["a", "ab", "abc"]) autosave.change(text);
    expect(clock.set.map((alarm) => alarm.ms)).toEqual([400]);
    clock.ring();
    await autosave.flush();
    expect(saved).toEqual(["abc"]);
    expect(autosave.isDirty).toBe(false);
  });

  it("never lets an older save finish after a newer one", async () => {
    const clock = alarms();
    const order: string[] = [];
    const first = later();
    const autosave = new Autosave<string>(
      async (value) => {
        order.push(`begin ${value}`);
        if (value === "old") await first.promise;
        order.push(`end ${value}`);
      },
      fail,
      400,
      clock.after,
    );
    autosave.change("old");
    clock.ring();
    autosave.change("new");
    const flushed = autosave.flush();
    expect(order).toEqual(["begin old"]);
    first.keep();
    await flushed;
    expect(order).toEqual(["begin old", "end old", "begin new", "end new"]);
  });

  it("keeps what could not be saved and tries it again with the next flush", async () => {
    const errors: unknown[] = [];
    const saved: string[] = [];
    let isFull = true;
    const autosave = new Autosave<string>(
      async (value) => {
        if (isFull) throw new Error("disk full");
        saved.push(value);
      },
      (error) => errors.push(error),
      400,
      alarms().after,
    );
    autosave.change("words");
    await autosave.flush();
    expect(errors).toHaveLength(1);
    expect(autosave.isDirty).toBe(true);
    isFull = false;
    await autosave.flush();
    expect(saved).toEqual(["words"]);
  });

  it("drops what was not saved when stopped", async () => {
    const clock = alarms();
    const saved: string[] = [];
    const autosave = new Autosave<string>(async (value) => void saved.push(value), fail, 400, clock.after);
    autosave.change("gone");
    await autosave.stop();
    clock.ring();
    await autosave.flush();
    expect(saved).toEqual([]);
  });
});

describe("waiting for at most a while", () => {
  it("ends with the work, also when that fails", async () => {
    const clock = alarms();
    const work = later();
    let isOver = false;
    const waited = atMost(2_000, work.promise, clock.after).then(() => (isOver = true));
    await settled();
    expect(isOver).toBe(false);
    work.fail(new Error("disk full"));
    await waited;
    expect(clock.set).toEqual([]);
  });

  it("ends without it when the while is over", async () => {
    const clock = alarms();
    const waited = atMost(2_000, later().promise, clock.after);
    expect(clock.set.map((alarm) => alarm.ms)).toEqual([2_000]);
    clock.ring();
    await waited;
  });
});

describe("asking for the latest", () => {
  it("asks once at a time and ends with the newest question", async () => {
    const clock = alarms();
    const asked: number[] = [];
    const answers: number[] = [];
    const first = later();
    const latest = new Latest<number, number>(
      async (question) => {
        asked.push(question);
        if (question === 1) await first.promise;
        return question * 10;
      },
      (answer) => answers.push(answer),
      fail,
      100,
      clock.after,
    );
    latest.ask(1);
    clock.ring();
    latest.ask(2);
    latest.ask(3);
    expect(asked).toEqual([1]);
    first.keep();
    await settled();
    clock.ring();
    await settled();
    expect(asked).toEqual([1, 3]);
    expect(answers).toEqual([10, 30]);
  });

  it("ignores an answer that came after it was dropped", async () => {
    const clock = alarms();
    const first = later();
    const answers: number[] = [];
    const latest = new Latest<number, number>(() => first.promise.then(() => 1), (answer) => answers.push(answer), fail, 100, clock.after);
    latest.ask(1);
    clock.ring();
    latest.drop();
    first.keep();
    await settled();
    expect(answers).toEqual([]);
  });
});

describe("toasts", () => {
  it("stand for eight seconds where there is something to undo, then what they told is settled", async () => {
    const clock = alarms();
    const toasts = new Toasts(clock.after);
    let isSettled = false;
    toasts.show("photo-removed", { undo: () => undefined, settle: () => void (isSettled = true) });
    expect(clock.set[0]?.ms).toBe(UNDO_MS);
    clock.ring();
    await settled();
    expect(toasts.shown).toEqual([]);
    expect(isSettled).toBe(true);
  });

  it("stand for four seconds where there is nothing to undo", () => {
    const clock = alarms();
    new Toasts(clock.after).show("reprinted");
    expect(clock.set[0]?.ms).toBe(TOLD_MS);
  });

  it("undo only once, and then settle nothing", async () => {
    const clock = alarms();
    const toasts = new Toasts(clock.after);
    const done: string[] = [];
    toasts.show("draft-discarded", { undo: () => void done.push("undone"), settle: () => void done.push("settled") });
    expect(toasts.undoLast()).toBe(true);
    expect(toasts.undoLast()).toBe(false);
    clock.ring();
    await settled();
    expect(done).toEqual(["undone"]);
  });

  it("give way to a newer one of the same kind, which settles them", async () => {
    const toasts = new Toasts(alarms().after);
    const done: string[] = [];
    toasts.show("note-added", { settle: () => void done.push("first") });
    toasts.show("photo-added");
    toasts.show("note-added", { undo: () => void done.push("second undone") });
    await settled();
    expect(toasts.shown.map((toast) => toast.message)).toEqual(["photo-added", "note-added"]);
    toasts.undoLast();
    expect(done).toEqual(["first", "second undone"]);
  });

  it("are never more than three, and what went wrong goes last", () => {
    const clock = alarms();
    const toasts = new Toasts(clock.after);
    toasts.show("a", { isTrouble: true });
    for (const message of ["b", "c", "d", "e"]) toasts.show(message);
    expect(toasts.shown.map((toast) => toast.message)).toEqual(["a", "d", "e"]);
    clock.ring();
    expect(toasts.shown.map((toast) => toast.message)).toEqual(["a"]);
  });
});

async function settled(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
}

function fail(error: unknown): never {
  throw error;
}
