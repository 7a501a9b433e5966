import { beforeEach, describe, expect, it, vi } from "vitest";
import { speak } from "../../shared/words/words.svelte";
import { apiOver } from "../../../test/fake/headquarters";
import { auditExportUrl } from "../api";
import type { Device } from "../counters";
import { versionsOf } from "../enrolling.svelte";
import { Hq } from "../hq.svelte";
import { hqWords } from "../words";
import { aboutWords, accountWords, exactMoment, outcomeWords } from "./auditWords";
import { heldWords } from "./roleWords";
import { inFours } from "./staff";

const json = (body: unknown, status = 200) => Promise.resolve(new Response(JSON.stringify(body), { status }));
const me = (acts: string[], more: object = {}) => ({ account: "wu.lei", csrf: "word", unit: "总部", level: "headquarters", branches: 1, acts, unsettled: null, has_second_step: false, second_step_due_at: null, ...more });
const accounts = { accounts: [{ name: "he.li", unit: "u1", roles: [] }], units: [], roles: [] };

/** Headquarters whose answers are written down, and what it was asked. */
function answering(answers: Record<string, () => Promise<Response>>): { hq: Hq; asked: string[]; heads: Headers[] } {
  const asked: string[] = [];
  const heads: Headers[] = [];
  const api = apiOver((path, { headers }) => {
    asked.push(path);
    heads.push(headers);
    const answer = answers[path] ?? answers[path.split("?")[0] ?? ""];
    return answer ? answer() : Promise.reject(new TypeError("no line"));
  });
  return { hq: new Hq(api, () => {}), asked, heads };
}

beforeEach(() => {
  const words = hqWords();
  words.locale = "en";
  speak(words);
});

describe("those who run headquarters", () => {
  it("an auditor stands at the audit log and asks for no ticket", async () => {
    const { hq, asked } = answering({ me: () => json(me(["read_audit"])), audit: () => json({ rows: [], next: null, acts: [] }) });
    await hq.open("#/tickets/1");
    expect([hq.place.screen, hq.maySee, hq.seesTickets]).toEqual(["audit", true, false]);
    await hq.arrived("#/counters");
    expect(hq.place.screen).toBe("audit");
    expect(asked).toEqual(["me", "audit", "audit"]);
  });

  it("what has to be settled first is left in peace, and then everything opens", async () => {
    let unsettled: string | null = "second_step";
    const { hq, asked } = answering({
      me: () => json(me(unsettled ? [] : ["read_tickets"], { unsettled })),
      "own/second-step/offer": () => json({ text: "ABCD", qr: { size: 1, path: "" }, sealed: "00" }),
      "own/second-step": () => ((unsettled = null), json({ codes: ["A", "B"] })),
      own: () => json({ sessions: [] }),
      tickets: () => json({ tickets: [], next: null }),
      devices: () => json([]),
    });
    await hq.open("");
    await hq.own.offerStep("a password", "");
    await hq.own.setStep("123456");
    const before = asked.length;
    await hq.tick(new Date());
    expect([hq.me?.unsettled, hq.own.codes, asked.length]).toEqual(["second_step", ["A", "B"], before]);
    hq.own.noted();
    await new Promise((resolve) => setTimeout(resolve));
    expect([hq.me?.unsettled, hq.own.codes]).toEqual([null, undefined]);
  });

  it("a second step that is no longer offered is begun again, and one whose code was mistyped is not", async () => {
    let code = "code_refused";
    const { hq } = answering({
      me: () => json(me([])),
      "own/second-step/offer": () => json({ text: "ABCD", qr: { size: 1, path: "" }, sealed: "00" }),
      "own/second-step": () => json({ code }, 409),
    });
    await hq.open("");
    await hq.own.offerStep("a password", "");
    await hq.own.setStep("123456");
    expect([hq.own.offer?.text, hq.own.failure?.code]).toEqual(["ABCD", "code_refused"]);
    code = "offer_over";
    await hq.own.setStep("123456");
    expect([hq.own.offer, hq.own.failure?.code]).toEqual([undefined, "offer_over"]);
  });

  it("a password that was made is told once, and a refusal stays in the dialog", async () => {
    const { hq } = answering({
      me: () => json(me(["read_tickets", "name_people"])),
      accounts: () => json({ password: "7KPM4-2XWTP", accounts }),
      "accounts/he.li": () => json({ code: "role_not_held" }, 403),
    });
    hq.accounts.choose(null);
    await hq.accounts.add({ name: "he.li", unit: "u1", roles: [] });
    expect([hq.accounts.given, hq.accounts.chosen, hq.accounts.account?.name]).toEqual([{ name: "he.li", password: "7KPM4-2XWTP" }, "he.li", "he.li"]);
    hq.accounts.choose("he.li");
    await hq.accounts.change("he.li", { act: "close" });
    expect([hq.accounts.given, hq.accounts.failure?.code, hq.accounts.chosen]).toEqual([undefined, "role_not_held", "he.li"]);
  });

  it("what the page asks by itself says so", async () => {
    const { hq, asked, heads } = answering({ me: () => json(me(["read_tickets"])), tickets: () => json({ tickets: [], next: null }), devices: () => json([]) });
    await hq.open("");
    await hq.tick(new Date());
    const marked = heads.map((head) => head.has("X-By-Itself"));
    expect(marked.slice(0, 3)).toEqual([false, false, false]);
    expect(marked[asked.lastIndexOf("tickets?q=")]).toBe(true);
  });

  it("the log is narrowed, read on and saved as it is narrowed", async () => {
    const row = (seq: number) => ({ seq, at: "2026-11-21T06:34:08Z", account: "", address: "", act: "signed_in", about: "", outcome: "done" });
    const { hq, asked } = answering({
      "audit?account=he.li&day=2026-11-21": () => json({ rows: [row(9)], next: 9, acts: ["signed_in"] }),
      "audit?account=he.li&day=2026-11-21&before=9": () => json({ rows: [row(8)], next: null, acts: ["signed_in"] }),
    });
    await hq.audit.narrow({ account: " he.li ", day: "2026-11-21" });
    await hq.audit.more();
    await hq.audit.more();
    expect(hq.audit.page.told?.rows.map((one) => one.seq)).toEqual([9, 8]);
    expect(asked.length).toBe(2);
    expect(auditExportUrl(hq.audit.asked)).toBe("/api/page/audit/export?account=he.li&day=2026-11-21");
  });

  it("a counter gets a free letter, and a revoked one is asked for anew", async () => {
    let isRevoked = false;
    const device = (id: string, more: object) => ({ id, app_version: "0.1.0", revoked_at: null, ...more }) as Device;
    const { hq, asked } = answering({
      me: () => json(me(["read_tickets", "run_headquarters"])),
      branches: () => json([{ id: "b1" }]),
      devices: () => json([]),
      "set-aside": () => json([]),
      "devices/letters/b1": () => json({ free: ["B"], used: ["A"] }),
      "devices/codes": () => json({ code: "7KPM4", expires_at: "2026-11-22T06:35:00Z" }),
      "devices/d1/revoke": () => (isRevoked ? json({ code: "reason_wanted" }, 422) : ((isRevoked = true), Promise.resolve(new Response(null, { status: 204 })))),
    });
    await hq.open("#/counters");
    await hq.enrolling.begin(null);
    expect([hq.enrolling.branch, hq.enrolling.letters.told?.free]).toEqual(["b1", ["B"]]);
    await hq.enrolling.offer("B", "");
    expect(hq.enrolling.code?.code).toBe("7KPM4");
    const before = asked.filter((path) => path === "devices").length;
    await hq.enrolling.begin(device("d1", {}));
    await hq.enrolling.revoke(device("d1", {}), "stolen");
    expect(hq.enrolling.device).toBe(undefined);
    await vi.waitFor(() => expect(asked.filter((path) => path === "devices").length).toBe(before + 1));
    await hq.enrolling.begin(device("d1", {}));
    await hq.enrolling.revoke(device("d1", {}), "");
    expect([hq.enrolling.failure?.code, hq.enrolling.device?.id]).toEqual(["reason_wanted", "d1"]);
    expect(versionsOf([device("1", {}), device("2", { app_version: "0.2.0" }), device("3", {}), device("4", { revoked_at: "x" })])).toEqual([["0.1.0", 2], ["0.2.0", 1]]);
  });

  it("rows are words", () => {
    const row = (act: string, about: string) => aboutWords({ seq: 1, at: "", account: "", address: "", act, about, outcome: "" });
    expect(row("account_added", "he.li auditor approver:2026-11-23:2026-11-27")).toBe("he.li: auditor, approver 2026-11-23–2026-11-27");
    expect(row("ticket_opened", "WC07-261121-A0003-7")).toBe("WC07-261121-A0003-7");
    expect([outcomeWords("begun").isRefused, outcomeWords("sign_in_refused"), outcomeWords("quite_new")]).toEqual([false, { words: "The account or the password is wrong", isRefused: true }, { words: "quite_new", isRefused: true }]);
    expect([accountWords("command line"), accountWords(""), accountWords("he.li")]).toEqual(["Command line", "(no such account)", "he.li"]);
    expect(exactMoment("2026-11-21T06:34:08Z")).toBe("2026-11-21 14:34:08");
    expect(heldWords([{ role: "adjuster", from: null, until: null }, { role: "approver", from: "2026-11-23", until: null }])).toBe("adjuster, approver (from 2026-11-23)");
    expect(inFours("ABCDEFGHIJ")).toBe("ABCD EFGH IJ");
  });
});
