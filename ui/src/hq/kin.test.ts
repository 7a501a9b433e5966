import { describe, expect, it } from "vitest";
import { apiOver } from "../../test/fake/headquarters";
import { KinDesk } from "./kin.svelte";
import type { FoundKin, Kin } from "./kin";

const kin = (more: Partial<Kin> = {}): Kin => ({ heads: ["h1", "h2"], linked: [], found: [], elsewhere: [], may_say: true, ...more });
const other = { id: "b" } as FoundKin;

/** Headquarters that answers one question after another. */
function answering(...answers: (() => Response)[]): { desk: KinDesk; sent: unknown[]; changed: () => number } {
  const sent: unknown[] = [];
  let changes = 0;
  const api = apiOver((path, { body }) => {
    sent.push([path, body ? JSON.parse(body) : undefined]);
    const answer = answers.shift();
    return answer ? Promise.resolve(answer()) : Promise.reject(new TypeError("no line"));
  });
  return { desk: new KinDesk(api, () => (changes += 1), () => {}), sent, changed: () => changes };
}

const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status });

describe("tickets that belong together", () => {
  it("are linked by what was looked at, and shown as headquarters answers", async () => {
    const linked = { ticket: "b", events: ["e1"], kin: "repeat" } as unknown as Kin["linked"][number];
    const { desk, sent, changed } = answering(() => json(kin({ found: [other] })), () => json(kin({ linked: [linked] })), () => json(kin()));
    await desk.ask("a");
    await desk.link(other, "repeat");
    expect(sent[1]).toEqual(["tickets/a/kin/link", { to: "b", kin: "repeat", seen: ["h1", "h2"] }]);
    expect(desk.of.told?.linked).toEqual([linked]);
    await desk.takeBack(linked);
    expect(sent[2]).toEqual(["tickets/a/kin/take-back", { events: ["e1"], seen: ["h1", "h2"] }]);
    expect([desk.of.told?.linked, changed(), desk.busy]).toEqual([[], 2, undefined]);
  });

  it("are asked for again where they changed, and nothing is said", async () => {
    const { desk, changed } = answering(() => json(kin({ found: [other] })), () => json({ code: "ticket_changed" }, 409));
    await desk.ask("a");
    await desk.merge(other);
    expect([desk.failure?.code, changed(), desk.of.told?.found.length]).toEqual(["ticket_changed", 1, 1]);
  });

  it("of one ticket are never shown beside another", async () => {
    const { desk } = answering(() => json(kin({ found: [other] })), () => json({ code: "trouble" }, 500));
    await desk.ask("a");
    await desk.ask("c");
    expect([desk.of.told, desk.of.failure?.code]).toEqual([undefined, "trouble"]);
  });
});
