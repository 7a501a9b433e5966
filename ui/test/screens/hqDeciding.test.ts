import axe from "axe-core";
import { flushSync, mount, unmount } from "svelte";
import { afterEach, describe, expect, it } from "vitest";
import type { Ticket, TicketSummary } from "../../src/hq/api";
import App from "../../src/hq/App.svelte";
import type { DecisionForm } from "../../src/hq/claim";
import { apiOver } from "../fake/headquarters";
import { Hq } from "../../src/hq/hq.svelte";
import { hqWords } from "../../src/hq/words";
import { speak, type Locale } from "../../src/shared/words/words.svelte";
import { NOW } from "../fake/tickets";
import { investigationOf } from "../look/hqInvestigations";
import { claimOf, previewOf, waiting, type Claims } from "../look/hqClaims";

const summary = (id: string): TicketSummary => ({ id, number: `WC07-261121-${id}`, kind: "claim", category: { zh: "内件破损", en: "Contents" }, status: "investigating", branch_code: "WC07", branch_name: "五常网点", zone: "Asia/Shanghai", waybill: "SF1234567890123", who: "王**", opened_at: "2026-11-20T06:00:00Z", received_at: "2026-11-20T06:00:00Z", next_due_at: null, is_due_by_day: true, claimed_fen: 150_000, photos: 3, photos_held: 3, conflicts: 0, is_forgotten: false });
const SUMMARIES = ["A0001", "A0002", "A0003"].map(summary);

function whole(of: TicketSummary, photos: number, isChanged: boolean): Ticket {
  const name = { zh: "面单特写", en: "Label, close up" };
  const photo = (at: number) => ({ sha256: String(at).padStart(64, "0"), attachment: null, slot: name, size: 90_000, taken_at: of.opened_at, by: "陈静", camera_time: null, camera_model: null, received_at: of.opened_at, arrived_bytes: 90_000, marks: [], marked_at: null, marked_by: null });
  const line = (event: string, kind: string, text: string | null) => ({ event, at: of.opened_at, by: "陈静", is_headquarters: false, kind, word: null, name: null, reason: null, text, count: null, fen: null, is_applied: true });
  const story = [line("h1", "NoteAdded", "第一条"), ...(isChanged ? [line("h2", "NoteAdded", "客户补交了发票")] : [])];
  return { summary: of, opened_by: "陈静", role: name, channel: name, answer_by: name, demands: [], told: null, shipment: { waybill: of.waybill, carrier: null, posted_on: null, promised_on: null, freight_fen: 2300, insured_fen: null, declared_fen: null, last_known: null }, promises: [], photos: Array.from({ length: photos }, (_, at) => photo(at)), skipped: [], story, conflicts: [], device: null, last_received_at: of.opened_at, lines: 2, lines_set_aside: 0, is_key_held: true };
}

let app: Record<string, unknown> | undefined;
let hq: Hq;
let sent: { path: string; form: DecisionForm }[];
let isChanged = false;
afterEach(async () => {
  if (app) await unmount(app);
  document.body.replaceChildren();
  isChanged = false;
});

const json = (body: unknown, status = 200) => Promise.resolve(new Response(JSON.stringify(body), { status }));

async function settle(): Promise<void> {
  for (let turn = 0; turn < 40; turn++) {
    await new Promise((next) => setTimeout(next, 0));
    flushSync();
  }
}

async function open(hash: string, kind: Claims, locale: Locale = "en", photos = 3): Promise<void> {
  const words = hqWords();
  words.locale = locale;
  speak(words);
  sent = [];
  const api = apiOver((asked, { body }) => {
    const path = asked.split("?")[0] ?? "";
    if (path === "me") return json({ account: "wu.lei", csrf: "word", unit: "总部", level: "headquarters", branches: 1, acts: ["read_tickets", "decide"] });
    if (path === "devices") return json([]);
    if (path === "decisions") return json(waiting(kind, SUMMARIES, NOW, false));
    const [, id, rest] = path.split("/");
    const of = SUMMARIES.find((there) => there.id === id);
    if (!of) return json({ code: "not_found" }, 404);
    if (!rest) return json(whole(of, photos, isChanged));
    if (rest === "investigation") return json(investigationOf("read", NOW));
    const claim = { ...claimOf(kind, of, NOW, false), heads: [isChanged ? "h2" : "h1"] };
    if (rest === "claim") return json(claim);
    const form = JSON.parse(body) as DecisionForm;
    sent.push({ path, form });
    if (isChanged && form.seen[0] !== "h2") return json({ code: "ticket_changed", allowed: {}, claim }, 409);
    if (form.verdict !== "approve" && form.verdict && !form.words?.trim()) return json({ code: "reason_wanted", allowed: {} }, 422);
    if (form.verdict === "decline" && !form.grounds?.length) return json({ code: "ground_wanted", allowed: {} }, 422);
    return json(path.endsWith("preview") ? previewOf(form.verdict) : { event: "d1", claim: claimOf("decided", of, NOW, false) });
  });
  hq = new Hq(api, (hash) => {
    location.hash = hash;
    void hq.arrived(hash);
  });
  hq.now = NOW;
  location.hash = hash;
  app = mount(App, { target: document.body, props: { hq, tickMs: 3_600_000 } });
  await settle();
}

const text = () => document.body.textContent?.replace(/\s+/g, " ") ?? "";

async function press(key: string, more: KeyboardEventInit = {}): Promise<void> {
  (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }));
  await settle();
}

async function type(field: HTMLTextAreaElement | HTMLInputElement, value: string): Promise<void> {
  field.value = value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  await settle();
}

async function faults(): Promise<string[]> {
  const found = await axe.run(document.body, { rules: { "color-contrast": { enabled: false }, region: { enabled: false } } });
  return found.violations.flatMap((violation) => violation.nodes.map((node) => `${violation.id}: ${node.html.slice(0, 160)}`));
}

describe("what waits for a decision", () => {
  it.each(["zh-CN", "en"] as const)("is listed in %s with what is late, and axe finds nothing", async (locale) => {
    await open("#/decisions", "some", locale);
    expect(document.querySelectorAll("tbody tr").length).toBe(3);
    expect(document.querySelector("tbody .late")?.textContent).toContain(locale === "en" ? "2 days late" : "已超时 2 天");
    expect(text()).toContain(locale === "en" ? "Your release; wu.lei decided" : "wu.lei 已决定,等您复核");
    expect(await faults()).toEqual([]);
  });

  it("says when there is nothing", async () => {
    await open("#/decisions", "none");
    expect(text()).toContain("Nothing to decide");
    expect(await faults()).toEqual([]);
  });

  it("is opened and walked along by keys", async () => {
    await open("#/decisions", "some");
    await press("j");
    await press("Enter");
    expect([location.hash, hq.at]).toEqual(["#/decisions/A0002", 1]);
    await press("j");
    expect(location.hash).toBe("#/decisions/A0003");
    await press("k");
    await press("Escape");
    expect([location.hash, hq.at]).toEqual(["#/decisions", 1]);
  });
});

describe("a case", () => {
  it.each(["zh-CN", "en"] as const)("in %s shows what it is decided by, and axe finds nothing", async (locale) => {
    await open("#/decisions/A0001", "some", locale);
    expect(text()).toContain("人民币壹仟贰佰贰拾叁元整");
    expect(text()).toContain(locale === "en" ? "Invoice or receipt, owed by 2026-11-19 and not brought" : "发票或收据,应于 2026-11-19 补交,未交");
    expect(document.querySelectorAll(".large .photo").length).toBe(2);
    expect(await faults()).toEqual([]);
  });

  it("walks along its photos by arrows and stays at the ends", async () => {
    await open("#/decisions/A0001", "some");
    const here = () => [...document.querySelectorAll(".thumb")].findIndex((thumb) => thumb.getAttribute("aria-current"));
    expect(here()).toBe(0);
    for (let time = 0; time < 5; time++) await press("ArrowRight");
    expect(here()).toBe(2);
    await press("ArrowLeft");
    expect(here()).toBe(1);
  });

  it("is approved only after its amount was shown in figures and capitals", async () => {
    await open("#/decisions/A0001", "some");
    await press("a");
    const dialog = document.querySelector("dialog")!;
    expect(dialog.querySelector(".amount")?.textContent).toBe("¥1,223.00");
    expect(dialog.querySelector(".capitals")?.textContent).toBe("人民币壹仟贰佰贰拾叁元整");
    expect(await faults()).toEqual([]);
    expect(sent.map(({ path }) => path)).toEqual(["tickets/A0001/decision/preview"]);
    await press("Enter", { ctrlKey: true });
    expect(sent.at(-1)).toEqual({ path: "tickets/A0001/decision", form: { verdict: "approve", assessment: "a1", lines: [], departure: null, grounds: [], words: "", seen: ["h1"] } });
    expect(document.querySelector("dialog")).toBeNull();
    expect(document.querySelector(".banner.good")?.textContent).toContain("Approved ¥1,223.00");
  });

  it("is declined by rules and with a reason, both asked for where they are given", async () => {
    await open("#/decisions/A0001", "some");
    await press("d");
    await press("Enter", { ctrlKey: true });
    expect(document.querySelector("dialog [role=alert]")?.textContent).toContain("Write the reason");
    await type(document.querySelector<HTMLTextAreaElement>("dialog textarea")!, "外箱完好");
    await press("Enter", { ctrlKey: true });
    expect(document.querySelector("dialog [role=alert]")?.textContent).toContain("Name at least one rule");
    expect(await faults()).toEqual([]);
    document.querySelector<HTMLInputElement>("dialog input[type=checkbox]")!.click();
    const other = document.querySelector<HTMLSelectElement>("dialog fieldset select")!;
    other.value = "law.civil_831";
    other.dispatchEvent(new Event("change", { bubbles: true }));
    await press("Enter", { ctrlKey: true });
    expect(document.querySelector("dialog q")?.textContent).toBe("外箱完好");
    expect([...document.querySelectorAll("dialog .grounds li")].map((line) => line.textContent)).toEqual(["Nature of the contents · Postal Law, art. 48", "Civil Code, art. 831"]);
    await press("Enter", { ctrlKey: true });
    expect(sent.at(-1)?.form).toMatchObject({ verdict: "decline", words: "外箱完好", lines: [], grounds: ["law.postal_48", "law.civil_831"] });
  });

  it("is changed line by line, in whole fen, and never to what is no amount", async () => {
    await open("#/decisions/A0001", "some");
    await press("c");
    const amount = document.querySelector<HTMLInputElement>("dialog input")!;
    await type(amount, "abc");
    await press("Enter", { ctrlKey: true });
    expect(sent).toEqual([]);
    await type(amount, "1,000.1");
    expect(document.querySelector("dialog .total b")?.textContent).toBe("¥1,023.10");
    await type(document.querySelector<HTMLTextAreaElement>("dialog textarea")!, "按折旧");
    await press("Enter", { ctrlKey: true });
    expect(sent[0]?.form.lines).toEqual([{ kind: "loss", fen: 100_010, rule: "law.civil_833" }, { kind: "freight_refund", fen: 2_300, rule: "standard.express_service" }]);
    expect(text()).toContain("Takes effect only when another approver releases it");
  });

  it("that changed meanwhile is not decided: what is new is shown", async () => {
    await open("#/decisions/A0001", "some");
    await press("a");
    isChanged = true;
    await press("Enter", { ctrlKey: true });
    expect(text()).toContain("The ticket changed while you looked; nothing was decided");
    expect(document.querySelector(".told li")?.textContent).toContain("客户补交了发票");
    expect(await faults()).toEqual([]);
    await press("a");
    await press("Enter", { ctrlKey: true });
    expect(sent.at(-1)?.form.seen).toEqual(["h2"]);
    expect(document.querySelector(".banner.good")).not.toBeNull();
  });

  it("that is for others, or not assessed, says who and what is still possible", async () => {
    await open("#/decisions/A0001", "others");
    expect(text()).toContain("This amount is for: approver. You may decide up to ¥1,000.00 alone.");
    await press("a");
    expect(document.querySelector("dialog")).toBeNull();
    await unmount(app!);
    await open("#/decisions/A0001", "unassessed", "en", 0);
    expect(text()).toContain("This ticket has no photos.");
    const off = [...document.querySelectorAll<HTMLButtonElement>(".bar button")].map((button) => button.disabled);
    expect(off).toEqual([true, true, false, false]);
    expect(await faults()).toEqual([]);
  });

  it("is released by the second person, who reads what was decided first", async () => {
    await open("#/decisions/A0001", "release");
    expect(document.querySelector(".right > :first-child")?.textContent).toContain("Changed to ¥1,500.00");
    await press("r");
    expect(document.querySelector("dialog .capitals")?.textContent).toBe("人民币壹仟伍佰元整");
    await press("Enter", { ctrlKey: true });
    expect(sent.at(-1)).toEqual({ path: "tickets/A0001/release", form: { decision: "d1", seen: ["h1"] } });
    expect(document.querySelector(".banner.good")?.textContent).toContain("Released ¥1,500.00");
  });
});
