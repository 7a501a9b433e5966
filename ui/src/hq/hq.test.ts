import { describe, expect, it } from "vitest";
import { apiOver, type Sent } from "../../test/fake/headquarters";
import { type Api, ApiFailure } from "./api";
import type { Aside } from "./counters";
import { Asked } from "./asked.svelte";
import { Hq } from "./hq.svelte";

const me = { account: "hq", csrf: "word", unit: "总部", level: "headquarters", branches: 1, acts: ["read_tickets", "run_headquarters"] };
const row = (id: string) => ({ id, number: id });

/** Headquarters whose answers are written down, by path. */
function answering(answers: Record<string, () => Response>): { api: Api; asked: string[]; sent: Sent[] } {
  const asked: string[] = [];
  const sent: Sent[] = [];
  const api = apiOver((path, request) => {
    asked.push(path);
    sent.push(request);
    const answer = answers[path] ?? answers[path.split("?")[0] ?? ""];
    return answer ? Promise.resolve(answer()) : Promise.reject(new TypeError("no line"));
  });
  return { api, asked, sent };
}

const json = (body: unknown, status = 200, headers = {}) => new Response(JSON.stringify(body), { status, headers });

describe("the page over headquarters", () => {
  it("asks who is signed in, then for the list", async () => {
    const { api, asked } = answering({ me: () => json(me), tickets: () => json({ tickets: [row("a")], next: null }) });
    const hq = new Hq(api, () => {});
    await hq.open("#/tickets?q=SF1");
    expect(hq.me?.account).toBe("hq");
    expect(asked).toEqual(["me", "tickets?q=SF1", "devices"]);
    expect(hq.list.told?.tickets.map((ticket) => ticket.id)).toEqual(["a"]);
  });

  it("shows the sign-in when nobody is, and keeps the place for afterwards", async () => {
    let isIn = false;
    const { api } = answering({
      me: () => (isIn ? json(me) : json({ code: "unauthenticated" }, 401)),
      login: () => ((isIn = true), json(me)),
      branches: () => json([]),
    });
    const hq = new Hq(api, () => {});
    await hq.open("#/branches");
    expect(hq.me).toBeNull();
    await hq.signIn("hq", "a password");
    expect(hq.me?.account).toBe("hq");
    expect(hq.branches.told).toEqual([]);
  });

  it("shows branches some at once, up to the last", async () => {
    const codes = Array.from({ length: 200 }, (_, at) => `B${String(at).padStart(3, "0")}`);
    const branches = (path: string) => codes.filter((code) => code > (new URLSearchParams(path.split("?")[1]).get("after") ?? "")).slice(0, 100);
    const asked: string[] = [];
    const api = apiOver((path) => {
      asked.push(path);
      if (path === "me") return Promise.resolve(json(me));
      return Promise.resolve(json(path.startsWith("branches") ? branches(path).map((code) => ({ id: code, code, name: code, counters: [] })) : []));
    });
    const hq = new Hq(api, () => {});
    await hq.open("#/branches");
    expect([hq.branches.told?.length, hq.hasMoreBranches]).toEqual([100, true]);
    await hq.moreBranches();
    expect([hq.branches.told?.at(-1)?.code, hq.hasMoreBranches]).toEqual(["B199", true]);
    await hq.moreBranches();
    expect([hq.branches.told?.length, hq.hasMoreBranches]).toEqual([200, false]);
    expect(asked.filter((path) => path.startsWith("branches")).at(-1)).toBe("branches?after=B199&limit=100");
  });

  it("leaves nothing on the screen when the session has ended", async () => {
    let hasEnded = false;
    const { api } = answering({
      me: () => json(me),
      tickets: () => (hasEnded ? json({ code: "unauthenticated" }, 401) : json({ tickets: [row("a")], next: null })),
    });
    const hq = new Hq(api, () => {});
    await hq.open("");
    hasEnded = true;
    await hq.load();
    expect([hq.me, hq.hasEnded, hq.list.told]).toEqual([null, true, undefined]);
  });

  it("asks for nothing without a role of today, says so when the last one ends, and opens when one begins", async () => {
    let acts: string[] = [];
    const { api, asked } = answering({
      me: () => json({ ...me, acts }),
      tickets: () => (acts.length ? json({ tickets: [row("a")], next: null }) : json({ code: "not_permitted" }, 403)),
      devices: () => json([]),
      logout: () => new Response(null, { status: 204 }),
    });
    const hq = new Hq(api, () => {});
    await hq.open("");
    expect([hq.me?.account, hq.maySee, asked]).toEqual(["hq", false, ["me"]]);
    acts = ["read_tickets"];
    await hq.tick(new Date());
    expect([hq.maySee, hq.list.told?.tickets.length]).toEqual([true, 1]);
    acts = [];
    await hq.load();
    expect([hq.me?.account, hq.maySee, hq.list.told]).toEqual(["hq", false, undefined]);
    await hq.signOut();
    expect(hq.me).toBeNull();
  });

  it("keeps what was told when headquarters cannot be reached for a while", async () => {
    let isGone = false;
    const { api } = answering({
      me: () => json(me),
      tickets: () => {
        if (isGone) throw new TypeError("no line");
        return json({ tickets: [row("a")], next: null });
      },
    });
    const hq = new Hq(api, () => {});
    await hq.open("");
    isGone = true;
    await hq.load();
    expect(hq.list.failure?.code).toBe("unreachable");
    expect(hq.list.told?.tickets).toHaveLength(1);
  });

  it("appends the next page and steps from ticket to ticket", async () => {
    const gone: string[] = [];
    const { api, asked } = answering({
      me: () => json(me),
      "tickets?q=": () => json({ tickets: [row("a"), row("b")], next: "cursor" }),
      "tickets?q=&after=cursor": () => json({ tickets: [row("c")], next: null }),
      "tickets/b": () => json({ summary: row("b") }),
    });
    const hq = new Hq(api, (hash) => gone.push(hash));
    await hq.open("");
    await hq.more();
    expect(asked.at(-1)).toBe("tickets?q=&after=cursor");
    expect(hq.list.told?.tickets.map((ticket) => ticket.id)).toEqual(["a", "b", "c"]);
    hq.step(1);
    expect(hq.at).toBe(1);
    await hq.arrived("#/tickets/b");
    hq.step(1);
    hq.step(-1);
    expect(gone).toEqual(["#/tickets/c", "#/tickets/a"]);
  });

  it("asks for counters everywhere at a quiet pace, and at once where they are looked at", async () => {
    const { api, asked } = answering({
      me: () => json(me),
      tickets: () => json({ tickets: [], next: null }),
      devices: () => json([]),
      "set-aside": () => json([]),
    });
    const hq = new Hq(api, () => {});
    const begun = hq.now.getTime();
    await hq.open("");
    const times = (path: string) => asked.filter((one) => one === path).length;
    await hq.tick(new Date(begun + 15_000));
    expect([times("devices"), times("set-aside"), times("tickets?q=")]).toEqual([1, 0, 2]);
    await hq.tick(new Date(begun + 30_000));
    expect(times("devices")).toBe(2);
    await hq.arrived("#/counters");
    expect([times("devices"), times("set-aside")]).toEqual([3, 1]);
    await hq.tick(new Date(begun + 45_000));
    expect(times("devices")).toBe(3);
    await hq.back(new Date(begun + 46_000));
    await hq.back(new Date(begun + 46_010));
    expect([times("devices"), times("set-aside")]).toEqual([4, 2]);
  });

  it("has a line that is set aside judged again, says what came of it, and asks for the list anew", async () => {
    const aside: Aside = { branch: "b", device: "d", epoch: "e", seq: 3, reason: "key_missing", event: null, ticket: null, number: null, received_at: "", filed_at: null };
    let reason: string | null = "key_missing";
    const { api, asked, sent } = answering({
      me: () => json(me),
      devices: () => json([]),
      "set-aside": () => json(reason ? [aside] : []),
      "set-aside/b/d/e/3": () => json({ set_aside: reason }),
    });
    const hq = new Hq(api, () => {});
    await hq.open("#/counters");
    await hq.asides.act(aside, "retry");
    expect(hq.asides.outcome).toEqual({ done: "still", aside, reason: "key_missing" });
    expect(sent.at(-2)).toMatchObject({ method: "POST", body: '{"action":"retry"}' });
    expect(sent.at(-2)?.headers.get("X-CSRF")).toBe("word");
    await hq.asides.act(aside, "file");
    expect(hq.asides.outcome).toEqual({ done: "filed", aside });
    reason = null;
    await hq.asides.act(aside, "retry");
    expect([hq.asides.outcome, hq.asides.list.told, hq.asides.busy]).toEqual([{ done: "used", aside }, [], undefined]);
    expect(asked.slice(-2)).toEqual(["set-aside/b/d/e/3", "set-aside"]);
  });

  it("brings the page's own word when it signs out", async () => {
    const { api, sent } = answering({
      me: () => json(me),
      tickets: () => json({ tickets: [], next: null }),
      logout: () => new Response(null, { status: 204 }),
    });
    const hq = new Hq(api, () => {});
    await hq.open("");
    await hq.signOut();
    expect(sent.at(-1)?.headers.get("X-CSRF")).toBe("word");
    expect(hq.me).toBeNull();
  });

  it("says how long to wait after too many tries", async () => {
    const { api } = answering({ login: () => json({ code: "too_many_tries" }, 429, { "Retry-After": "30" }) });
    const failure = await api.signIn("hq", "guess").catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ApiFailure);
    expect(failure).toMatchObject({ code: "too_many_tries", waitSeconds: 30 });
  });
});

describe("something asked for twice", () => {
  it("is what the newest question got, whichever answer comes last", async () => {
    const asked = new Asked<string>();
    let answerFirst = (_: string) => {};
    const first = asked.ask(() => new Promise((resolve) => (answerFirst = resolve)));
    await asked.ask(() => Promise.resolve("second"));
    answerFirst("first");
    await first;
    expect(asked.told).toBe("second");
  });
});
