import { beforeEach, describe, expect, it } from "vitest";
import { speak } from "../../shared/words/words.svelte";
import { apiOver } from "../../../test/fake/headquarters";
import { Hq } from "../hq.svelte";
import { hashOf, placeOf } from "../place";
import { hqWords } from "../words";
import { accountWords, actName } from "./auditWords";
import { scopeName } from "./scopeWords";
import type { ServiceGrant, ServiceView, Services } from "./services";

const json = (body: unknown, status = 200) => Promise.resolve(new Response(JSON.stringify(body), { status }));
const me = { account: "wu.lei", csrf: "word", unit: "总部", level: "headquarters", branches: 1, acts: ["read_tickets", "run_headquarters"], unsettled: null, has_second_step: false, second_step_due_at: null };
const service: ServiceView = { id: "s1", name: "热线", unit_name: "总部", scopes: ["tickets:read"], default_branch: null, default_branch_name: null, created_at: "2026-11-21T00:00:00Z", created_by: "wu.lei", last_day: null, has_ended: false, revoked_at: null, used_at: null };
const told = (services: ServiceView[]): Services => ({ services, units: [], scopes: ["tickets:read", "tickets:write"] });

/** Headquarters whose services answer one after the other, and what it was sent. */
function answering(...answers: (() => Promise<Response>)[]): { hq: Hq; sent: [string, unknown][] } {
  const sent: [string, unknown][] = [];
  const api = apiOver((path, { body }) => {
    if (path === "me") return json(me);
    if (!path.startsWith("services")) return json([]);
    sent.push([path, body ? JSON.parse(body) : undefined]);
    return answers.shift()?.() ?? Promise.reject(new TypeError("no line"));
  });
  return { hq: new Hq(api, () => {}), sent };
}

beforeEach(() => {
  const words = hqWords();
  words.locale = "en";
  speak(words);
});

describe("other systems", () => {
  it("stand at an address of their own, and are asked for there", async () => {
    expect(hashOf(placeOf("#/services"))).toBe("#/services");
    const { hq, sent } = answering(() => json(told([service])));
    await hq.open("#/services");
    expect(hq.services.list.told?.services).toEqual([service]);
    expect(sent).toEqual([["services", undefined]]);
  });

  it("a token is told once, and gone with the dialog", async () => {
    const { hq, sent } = answering(() => json(told([])), () => json({ token: "cfs_x", services: told([service]) }));
    await hq.open("#/services");
    hq.services.choose(null);
    const form: ServiceGrant = { name: "热线", unit: "u1", scopes: ["tickets:read"], default_branch: null, last_day: "2026-12-31" };
    await hq.services.add(form);
    expect(sent[1]).toEqual(["services", form]);
    expect(hq.services.given).toEqual({ name: "热线", token: "cfs_x" });
    expect(hq.services.chosen, "the dialog stays until it was noted").toBeNull();
    hq.services.close();
    expect([hq.services.given, hq.services.chosen]).toEqual([undefined, undefined]);
  });

  it("one that is revoked closes its dialog; one that is refused says why", async () => {
    const revoked = { ...service, revoked_at: "2026-11-21T07:00:00Z" };
    const { hq } = answering(() => json(told([service])), () => json({ code: "end_over" }, 422), () => json({ token: null, services: told([revoked]) }));
    await hq.open("#/services");
    hq.services.choose("s1");
    await hq.services.change(service, { act: "token", last_day: "2020-01-01" });
    expect([hq.services.failure?.code, hq.services.chosen]).toEqual(["end_over", "s1"]);
    await hq.services.change(service, { act: "revoke" });
    expect([hq.services.chosen, hq.services.list.told?.services[0]?.revoked_at]).toEqual([undefined, revoked.revoked_at]);
  });

  it("nothing of it stays when nobody is signed in", async () => {
    const { hq } = answering(() => json(told([service])));
    await hq.open("#/services");
    hq.leave(true);
    expect(hq.services.list.told).toBeUndefined();
  });

  it("are named in the audit log, and what they may in words", () => {
    expect(accountWords("service:热线")).toMatch(/热线.*other system/);
    expect(actName("ticket_taken_in")).toBe("Took in a ticket");
    expect([scopeName("tickets:write"), scopeName("tickets:eat")]).toEqual(["Bring tickets", "tickets:eat"]);
  });
});
