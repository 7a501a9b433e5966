import { describe, expect, it } from "vitest";
import { Api, type TakenIn } from "./api";
import { CarryOver } from "./carryOver.svelte";
import type { Sender } from "./upload";

const NOTHING: TakenIn = { new_lines: 0, known_lines: 0, set_aside: 0, forked: 0, keys: 0, new_photos: 0, known_photos: 0, unnamed_photos: 0 };
const FILE = new Blob(["ten bytes."]);
const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status });

/** A carry-over over a line that sends as `sender` does, and what it told others. */
function over(sender: Sender): { carried: CarryOver; told: string[] } {
  const told: string[] = [];
  const api = new Api(() => Promise.resolve(json({ csrf: "word" })), sender);
  return { carried: new CarryOver(api, () => told.push("taken"), () => told.push("ended")), told };
}

describe("a carry-over", () => {
  it("tells how much of it is on its way, then what it brought", async () => {
    const seen: (number | undefined)[] = [];
    const { carried, told } = over(async (_path, file, _headers, onsent) => {
      for (const sent of [0, 3, file.size]) {
        onsent(sent);
        seen.push(carried.percent);
      }
      return json({ ...NOTHING, new_lines: 3 });
    });
    await carried.bring(FILE);
    expect(seen).toEqual([0, 30, 100]);
    expect([carried.percent, carried.came?.new_lines, carried.failure, told]).toEqual([undefined, 3, undefined, ["taken"]]);
  });

  it("that breaks off says why, and what came before", async () => {
    const { carried, told } = over(() => Promise.resolve(json({ code: "carry_over_cut_off", came: { ...NOTHING, new_lines: 2 } }, 422)));
    await carried.bring(FILE);
    expect([carried.failure?.code, carried.failure?.came?.new_lines, carried.came]).toEqual(["carry_over_cut_off", 2, undefined]);
    expect(told).toEqual(["taken"]);
  });

  it("that cannot be sent leaves the page as it is", async () => {
    const { carried } = over(() => Promise.reject(new TypeError("no line")));
    await carried.bring(FILE);
    expect([carried.failure?.code, carried.percent]).toEqual(["unreachable", undefined]);
  });

  it("brings the page's own word, and nothing twice at once", async () => {
    const words: (string | undefined)[] = [];
    const api = new Api(() => Promise.resolve(json({ csrf: "word" })), async (_path, _file, headers) => {
      words.push(headers["X-CSRF"]);
      return json(NOTHING);
    });
    await api.me();
    const carried = new CarryOver(api, () => {}, () => {});
    await Promise.all([carried.bring(FILE), carried.bring(FILE)]);
    expect(words).toEqual(["word"]);
  });

  it("that is stopped is no failure, and another may follow", async () => {
    const { carried } = over((_path, _file, _headers, _onsent, stop) => new Promise((resolve, reject) => {
      stop.addEventListener("abort", () => reject(new TypeError("stopped")));
      if (isQuick) resolve(json(NOTHING));
    }));
    let isQuick = false;
    const first = carried.bring(FILE);
    carried.forget();
    isQuick = true;
    await carried.bring(FILE);
    await first;
    expect([carried.failure, carried.came, carried.percent]).toEqual([undefined, NOTHING, undefined]);
  });

  it("tells when whoever was signed in is not any more", async () => {
    const { carried, told } = over(() => Promise.resolve(json({ code: "unauthenticated" }, 401)));
    await carried.bring(FILE);
    expect(told).toEqual(["ended"]);
  });
});
