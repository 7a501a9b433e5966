import axe from "axe-core";
import { flushSync, mount, unmount } from "svelte";
import { afterEach, describe, expect, it } from "vitest";
import zhHq from "../../locales/zh-CN/hq.ftl?raw";
import App from "../../src/hq/App.svelte";
import { apiOver } from "../fake/headquarters";
import { Hq } from "../../src/hq/hq.svelte";
import { hqWords } from "../../src/hq/words";
import { speak, type Locale } from "../../src/shared/words/words.svelte";
import { NOW } from "../fake/tickets";
import { outlookOf, policies, policyOf } from "../look/hqPolicies";

let app: Record<string, unknown> | undefined;
let hq: Hq;
let asked: { path: string; body: string }[] = [];
let refusal: { code: string; where?: string } | undefined;
afterEach(async () => {
  if (app) await unmount(app);
  app = undefined;
  refusal = undefined;
  document.body.replaceChildren();
});

const json = (body: unknown, status = 200) => Promise.resolve(new Response(JSON.stringify(body), { status }));

async function settle(): Promise<void> {
  for (let turn = 0; turn < 40; turn++) {
    await new Promise((next) => setTimeout(next, 0));
    flushSync();
  }
}

interface Where {
  hash?: string;
  locale?: Locale;
  kind?: string;
  acts?: string[];
}

async function at({ hash = "#/policies", locale = "en", kind = "some", acts = ["read_tickets", "publish"] }: Where = {}): Promise<void> {
  const words = hqWords();
  words.locale = locale;
  speak(words);
  asked = [];
  const api = apiOver((path, { method, body }) => {
    asked.push({ path, body });
    if (path === "me") return json({ account: "hq", csrf: "word", unit: "总部", level: "headquarters", branches: 1, acts });
    if (path === "devices") return json([]);
    if (kind === "trouble") return json({ code: "trouble" }, 500);
    if (path === "policies" && method === "POST") return refusal ? json(refusal, 409) : json({ version: "2027-02.1", valid_from: "2027-02-01" });
    if (path === "policies") return json(kind === "none" ? [] : policies(kind));
    if (path === "policies/examine") return json(outlookOf(body));
    const policy = policyOf(decodeURIComponent(path.replace("policies/", "")), kind);
    return policy ? json(policy) : json({ code: "not_found" }, 404);
  });
  // As the browser does: the address changes, and the page follows.
  hq = new Hq(api, (to) => void hq.arrived(to));
  hq.now = NOW;
  location.hash = hash;
  app = mount(App, { target: document.body, props: { hq, tickMs: 3_600_000 } });
  await settle();
}

const text = () => document.body.textContent?.replace(/\s+/g, " ") ?? "";
const button = (name: string) => [...document.querySelectorAll("button")].find((there) => there.textContent?.includes(name));

async function choose(content: string | Uint8Array<ArrayBuffer>, name = "policy.json"): Promise<void> {
  await hq.policies.choose(new File([content], name));
  await settle();
}

async function faults(): Promise<string[]> {
  const found = await axe.run(document.body, { rules: { "color-contrast": { enabled: false }, region: { enabled: false } } });
  return found.violations.flatMap((violation) => violation.nodes.map((node) => `${violation.id}: ${node.html.slice(0, 160)}`));
}

describe("the list of rules", () => {
  it.each(["zh-CN", "en"] as const)("in %s says of each version where it stands, and axe finds nothing", async (locale) => {
    await at({ locale });
    const badges = [...document.querySelectorAll("tbody .badge")].map((badge) => badge.textContent?.trim());
    expect(badges).toEqual(locale === "en" ? ["To come", "In force", "Replaced the same day", "Past"] : ["待生效", "生效中", "同日被替换", "已过期"]);
    expect(document.querySelectorAll("tbody .badge svg").length).toBe(4);
    expect(document.querySelector('a[href="#/policies/2026-11.3"]')).not.toBeNull();
    expect(document.querySelector('a[href="#/policies/2026-11.2"]'), "nobody can read that one").toBeNull();
    expect(document.querySelector('a[href="/api/page/policies/2026-11.2/document"]')?.hasAttribute("download")).toBe(true);
    expect(document.querySelector("nav [aria-current]")?.textContent).toBe(locale === "en" ? "Rules" : "规则");
    expect(await faults()).toEqual([]);
  });

  it("is for all who read tickets, and publishing for those who may", async () => {
    await at({ acts: ["read_tickets"] });
    expect(text()).toContain("4 versions");
    expect(button("Publish rules")).toBeUndefined();
    await unmount(app!);
    await at({ acts: ["read_tickets"], hash: "#/publishing" });
    expect(text()).toContain("may not do that today");
    expect(button("Choose a file")).toBeUndefined();
  });

  it("says what it means that there is one, none, or trouble", async () => {
    await at({ kind: "one" });
    expect(text()).toContain("These are the rules that came with the program.");
    await unmount(app!);
    await at({ kind: "none" });
    expect(text()).toContain("There are no rules");
    await unmount(app!);
    await at({ kind: "trouble" });
    expect(text()).toContain("Headquarters has trouble at the moment");
  });
});

describe("reading a version", () => {
  it.each(["zh-CN", "en"] as const)("in %s shows a part at a time as tables, and axe finds nothing", async (locale) => {
    await at({ hash: "#/policies/2026-11.3?section=authority", locale });
    expect(document.querySelector(".aside [aria-current]")?.textContent).toContain(locale === "en" ? "Who may approve" : "审批权限");
    expect(text()).toContain(locale === "en" ? "up to ¥2,000.00" : "2,000.00 元及以下");
    expect(text()).not.toContain(locale === "en" ? "Limitation of actions" : "诉讼时效");
    expect([...document.querySelectorAll("thead th")].every((head) => !/^[a-z_]+$/.test(head.textContent ?? ""))).toBe(true);
    expect(await faults()).toEqual([]);
  });

  it("finds a word wherever it stands, and says where it does not", async () => {
    await at({ hash: "#/policies/2026-11.3" });
    hq.policies.text = "civil code";
    await settle();
    expect([...document.querySelectorAll("h2")].map((title) => title.textContent)).toEqual(["Time limits we keep", "Rules and sources"]);
    expect([...document.querySelectorAll(".aside small")].map((count) => count.textContent)).toEqual(["1", "0", "1"]);
    hq.policies.text = "tea";
    await settle();
    expect(text()).toContain("Nothing found for “tea”");
  });

  it("is asked for once, as it never changes", async () => {
    await at({ hash: "#/policies/2026-11.3" });
    await hq.load();
    expect(asked.filter(({ path }) => path === "policies/2026-11.3").length).toBe(1);
    await hq.arrived("#/policies/2027-01.1");
    await settle();
    expect(document.querySelector("h1")?.textContent).toBe("2027-01.1");
  });

  it("goes back to the list with Escape", async () => {
    await at({ hash: "#/policies/2026-11.3" });
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
    await settle();
    expect(hq.place).toEqual({ screen: "policies" });
  });
});

describe("publishing", () => {
  it.each(["zh-CN", "en"] as const)("in %s shows what would change side by side, and axe finds nothing", async (locale) => {
    await at({ hash: "#/publishing", locale });
    expect(await faults()).toEqual([]);
    await choose("{}");
    const english = locale === "en";
    expect(text()).toContain(english ? "1 new, 1 changed, 1 gone." : "新增 1 条,修改 1 条,删除 1 条。");
    const [changed, , gone] = [...document.querySelectorAll("tbody tr")].map((there) => there.textContent?.replace(/\s+/g, " ") ?? "");
    expect(changed).toContain(english ? "up to ¥2,000.00" : "2,000.00 元及以下");
    expect(changed).toContain(english ? "up to ¥3,000.00" : "3,000.00 元及以下");
    expect(changed, "what stays is not told").not.toContain(english ? "not needed" : "不需要");
    expect(gone).toContain(english ? "Gone" : "删除");
    expect(text()).toContain(english ? "There is no branch XX99" : "没有代码为 XX99 的网点");
    expect(text()).toContain("something_of_tomorrow");
    expect(await faults()).toEqual([]);
  });

  it("says in words what is wrong with a document, and that nothing happened", async () => {
    await at({ hash: "#/publishing" });
    await choose("a fault");
    const said = document.querySelector("[role=alert]")?.textContent ?? "";
    expect(said).toContain("Words are not complete: rules promise.reply");
    expect(said).toContain("Nothing was published");
    expect(button("Publish this version")).toBeUndefined();
    await choose(new Uint8Array([0xb9, 0xe6, 0xd4, 0xf2]));
    expect(text()).toContain("The document is not UTF-8 text");
    await choose("x".repeat(1_048_577));
    expect(text()).toContain("more than 1 MiB");
    expect(asked.filter(({ path }) => path === "policies/examine").length, "these are not sent").toBe(1);
  });

  it("asks for words and for a last yes, and tells when counters take it up", async () => {
    await at({ hash: "#/publishing" });
    await choose('{"version":"2027-02.1"}');
    button("Publish this version")!.click();
    await settle();
    expect(document.querySelector("dialog[open]")?.textContent).toContain("It cannot be taken back or changed");
    expect(await faults()).toEqual([]);
    const yes = () => [...document.querySelectorAll<HTMLElement>("dialog .foot button")].at(-1)!;
    yes().click();
    await settle();
    expect(document.querySelector("dialog")?.textContent).toContain("Please say what is new");
    expect(asked.some(({ path, body }) => path === "policies" && body)).toBe(false);
    hq.policies.words = "  理赔员可批 3,000 元 ";
    await settle();
    window.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", ctrlKey: true, bubbles: true }));
    await settle();
    const sent = asked.find(({ path, body }) => path === "policies" && body);
    expect(JSON.parse(sent!.body)).toEqual({ document: '{"version":"2027-02.1"}', words: "理赔员可批 3,000 元" });
    expect(document.querySelector("dialog")).toBeNull();
    expect(document.querySelector(".banner.good")?.textContent).toContain("Counters take it up at their next contact, and go by it from 2027-02-01.");
    button("See every version")!.click();
    await settle();
    expect(hq.place).toEqual({ screen: "policies" });
  });

  it("says so when somebody else has published that version meanwhile", async () => {
    await at({ hash: "#/publishing" });
    await choose("{}");
    refusal = { code: "policy_published", where: "2027-02.1" };
    hq.policies.isConfirming = true;
    hq.policies.words = "new";
    await hq.policies.publish();
    await settle();
    expect(document.querySelector("dialog")).toBeNull();
    expect(text()).toContain("Version 2027-02.1 was published already");
  });

  it("keeps what was chosen when headquarters cannot be reached", async () => {
    await at({ hash: "#/publishing" });
    await choose("{}");
    refusal = { code: "trouble" };
    hq.policies.isConfirming = true;
    hq.policies.words = "new";
    await hq.policies.publish();
    await settle();
    expect([hq.policies.words, hq.policies.change?.version]).toEqual(["new", "2027-02.1"]);
    expect(text()).toContain("Headquarters has trouble at the moment");
  });
});

const RUST = import.meta.glob<string>("../../../src-tauri/crates/hq/src/{rules_told,policies}/*.rs", { query: "?raw", import: "default", eager: true });

describe("the words of the rules", () => {
  it("name every section, table, column, fault and warning that headquarters tells", () => {
    const source = Object.entries(RUST)
      .filter(([path]) => !/(tests|changes)\.rs$/.test(path))
      .map(([, source]) => source)
      .join("\n");
    const ids: string[] = [];
    for (const [, code] of source.matchAll(/\bsection\("(\w+)"/g)) ids.push(`hq-policy-section-${code}`);
    for (const [, code] of source.matchAll(/\btable\(\s*"(\w+)"/g)) ids.push(`hq-policy-table-${code}`);
    for (const [, columns] of source.matchAll(/&\[((?:\s*"\w+",?)+)\s*\]/g)) for (const [, code] of columns!.matchAll(/"(\w+)"/g)) ids.push(`hq-policy-column-${code}`);
    for (const [, code] of source.matchAll(/"(policy_\w+)"/g)) ids.push(`hq-fault-${code}`);
    for (const [, code] of source.matchAll(/warning\("(\w+)"/g)) ids.push(`hq-policy-warning-${code}`);
    const names = new Set(ids.map((id) => id.replaceAll("_", "-")));
    expect(names.size).toBeGreaterThan(120);
    expect([...names].filter((id) => !zhHq.includes(`\n${id} =`))).toEqual([]);
  });
});
