import axe from "axe-core";
import { flushSync, mount, unmount } from "svelte";
import { afterEach, describe, expect, it } from "vitest";
import type { Ticket, TicketSummary } from "../../src/hq/api";
import App from "../../src/hq/App.svelte";
import { apiOver } from "../fake/headquarters";
import { Hq } from "../../src/hq/hq.svelte";
import { hqWords } from "../../src/hq/words";
import { speak, type Locale } from "../../src/shared/words/words.svelte";
import { NOW } from "../fake/tickets";
import { investigationOf, type Investigations } from "../look/hqInvestigations";

const SUMMARY: TicketSummary = { id: "A0001", number: "WC07-261121-A0001", kind: "claim", category: { zh: "内件破损", en: "Contents" }, status: "investigating", branch_code: "WC07", branch_name: "五常网点", zone: "Asia/Shanghai", waybill: "SF1234567890123", who: "王**", opened_at: "2026-11-20T06:00:00Z", received_at: "2026-11-20T06:00:00Z", next_due_at: null, is_due_by_day: true, claimed_fen: 150_000, photos: 0, photos_held: 0, conflicts: 0, is_forgotten: false };
const NAME = { zh: "柜台", en: "Counter" };
const TICKET: Ticket = { summary: SUMMARY, opened_by: "陈静", role: NAME, channel: NAME, answer_by: NAME, demands: [], told: null, shipment: { waybill: SUMMARY.waybill, carrier: null, posted_on: null, promised_on: null, freight_fen: null, insured_fen: null, declared_fen: null, last_known: null }, promises: [], photos: [], skipped: [], story: [], conflicts: [], device: null, last_received_at: SUMMARY.opened_at, lines: 1, lines_set_aside: 0, is_key_held: true };

let app: Record<string, unknown> | undefined;
let hq: Hq;
let sent: { path: string; form: Record<string, unknown> }[];
let refusal: string | undefined;
afterEach(async () => {
  if (app) await unmount(app);
  document.body.replaceChildren();
  refusal = undefined;
});

const json = (body: unknown, status = 200) => Promise.resolve(new Response(JSON.stringify(body), { status }));

async function settle(): Promise<void> {
  for (let turn = 0; turn < 40; turn++) {
    await new Promise((next) => setTimeout(next, 0));
    flushSync();
  }
}

async function open(kind: Investigations, locale: Locale = "en"): Promise<void> {
  const words = hqWords();
  words.locale = locale;
  speak(words);
  sent = [];
  const api = apiOver((asked, { body }) => {
    const path = asked.split("?")[0] ?? "";
    if (path === "me") return json({ account: "lin.yue", csrf: "word", unit: "总部", level: "headquarters", branches: 2, acts: ["read_tickets", "investigate", "adjudicate"] });
    if (path === "devices") return json([]);
    if (path === "tickets") return json({ tickets: [SUMMARY], next: null });
    if (path === "tickets/A0001") return json(TICKET);
    if (path.endsWith("/investigation")) return json(investigationOf(kind, NOW));
    sent.push({ path, form: JSON.parse(body) as Record<string, unknown> });
    const now = { ...investigationOf("read", NOW), heads: ["h2"], may: { give: null, adjudicate: null } };
    if (refusal) return json({ code: refusal, ...(refusal === "ticket_changed" ? { investigation: now } : {}) }, 409);
    return json({ event: "n1", investigation: now });
  });
  hq = new Hq(api, () => undefined);
  hq.now = NOW;
  location.hash = "#/tickets/A0001";
  app = mount(App, { target: document.body, props: { hq, tickMs: 3_600_000 } });
  await settle();
}

const text = () => document.body.textContent?.replace(/\s+/g, " ") ?? "";
const button = (name: string) => [...document.querySelectorAll("button")].filter((there) => there.textContent?.includes(name)).at(-1)!;

async function click(name: string): Promise<void> {
  button(name).click();
  await settle();
}

async function pick(label: string, value: string): Promise<void> {
  const field = [...document.querySelectorAll("label")].find((there) => there.textContent?.includes(label))!;
  const select = document.getElementById(field.htmlFor) as HTMLSelectElement;
  select.value = value;
  select.dispatchEvent(new Event("change", { bubbles: true }));
  await settle();
}

async function faults(): Promise<string[]> {
  const found = await axe.run(document.body, { rules: { "color-contrast": { enabled: false }, region: { enabled: false } } });
  return found.violations.flatMap((violation) => violation.nodes.map((node) => `${violation.id}: ${node.html.slice(0, 160)}`));
}

describe("what was found out", () => {
  it.each(["zh-CN", "en"] as const)("is shown in %s, what is late first, and axe finds nothing", async (locale) => {
    await open("some", locale);
    const rows = [...document.querySelectorAll("li.late, li.open, li.answered")].map((row) => row.className.split(" ")[0]);
    expect(rows).toEqual(["late", "open", "answered"]);
    expect(text()).toContain(locale === "en" ? "2 tasks open" : "2 项未完成");
    expect(text()).toContain(locale === "en" ? "Was it scanned at every step between branches" : "各中转环节是否均有扫描");
    expect(await faults()).toEqual([]);
  });

  it("offers nothing to who may only read", async () => {
    await open("read");
    expect(button("Give a task")).toBeUndefined();
    expect(text()).toContain("Transport · 浦东网点 · Transit · Rough handling");
  });
});

describe("a task", () => {
  it("is for somebody, and goes with what was seen", async () => {
    await open("some");
    await click("Give a task");
    expect(await faults()).toEqual([]);
    await click("Give a task");
    expect(sent).toEqual([]);
    expect(text()).toContain("Please choose who is to do it");
    await pick("To", "branch:b2");
    expect(text()).toContain("no names, phones or photos");
    await click("Give a task");
    expect(sent).toEqual([{ path: "tickets/A0001/tasks", form: { task: "search", branch: "b2", due_on: "2026-11-24", words: "", contents: "", seen: ["h1"] } }]);
    expect(hq.investigating.doing).toBeUndefined();
  });

  it("that was made of something old is sent again once the new was seen", async () => {
    await open("some");
    await click("Give a task");
    await pick("To", "unit:transport");
    refusal = "ticket_changed";
    await click("Give a task");
    expect(text()).toContain("Something new was written to this ticket");
    refusal = undefined;
    await click("Give a task");
    expect(sent.map(({ form }) => form.seen)).toEqual([["h1"], ["h2"]]);
  });

  it("that is refused says why", async () => {
    await open("some");
    await click("Give a task");
    await pick("To", "unit:transport");
    refusal = "day_passed";
    await click("Give a task");
    expect(text()).toContain("The day is over");
    expect(hq.investigating.doing).toBe("task");
  });
});

describe("an adjudication", () => {
  it("begins with what was found and says what its stage was asked", async () => {
    await open("some");
    await click("Adjudicate");
    expect(await faults()).toEqual([]);
    expect(text()).toContain("Usually: Train in handling and check on it");
    await click("Record adjudication");
    expect(text()).toContain("Please choose the responsible unit");
    await pick("Responsible unit", "transport");
    await click("Record adjudication");
    expect(sent).toEqual([{ path: "tickets/A0001/adjudication", form: { unit: "transport", branch: null, stage: "transit", cause: "rough_handling", finding: "f1", words: "", seen: ["h1"] } }]);
  });
});
