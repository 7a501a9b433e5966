import axe from "axe-core";
import { flushSync, mount, unmount } from "svelte";
import { afterEach, describe, expect, it } from "vitest";
import { Api } from "../../src/hq/api";
import App from "../../src/hq/App.svelte";
import { Hq } from "../../src/hq/hq.svelte";
import { hqWords } from "../../src/hq/words";
import { speak, type Locale } from "../../src/shared/words/words.svelte";
import { NOW } from "../fake/tickets";
import { asides, devices, TAKEN_IN, type Counters } from "../look/hqCounters";

let app: Record<string, unknown> | undefined;
let hq: Hq;
afterEach(async () => {
  if (app) await unmount(app);
  document.body.replaceChildren();
});

const json = (body: unknown, status = 200) => Promise.resolve(new Response(JSON.stringify(body), { status }));

async function settle(): Promise<void> {
  for (let turn = 0; turn < 40; turn++) {
    await new Promise((next) => setTimeout(next, 0));
    flushSync();
  }
}

/** The page at its counters, as many as `kind` says; undefined where headquarters has trouble. */
async function atCounters(kind: Counters | undefined, locale: Locale): Promise<void> {
  const words = hqWords();
  words.locale = locale;
  speak(words);
  const api = new Api((input) => {
    const path = String(input).replace("/api/page/", "");
    if (path === "me") return json({ account: "hq", csrf: "word", unit: "总部", level: "headquarters", branches: 1, acts: ["read_tickets", "run_headquarters"] });
    if (!kind) return json({ code: "trouble" }, 500);
    if (path === "devices") return json(devices(kind, NOW, false));
    return path === "set-aside" ? json(asides(kind, NOW)) : json({ set_aside: null });
  }, () => json(TAKEN_IN));
  hq = new Hq(api, () => {});
  hq.now = NOW;
  location.hash = "#/counters";
  app = mount(App, { target: document.body, props: { hq, tickMs: 3_600_000 } });
  await settle();
}

const text = () => document.body.textContent?.replace(/\s+/g, " ") ?? "";

async function faults(): Promise<string[]> {
  const found = await axe.run(document.body, { rules: { "color-contrast": { enabled: false }, region: { enabled: false } } });
  return found.violations.flatMap((violation) => violation.nodes.map((node) => `${violation.id}: ${node.html.slice(0, 160)}`));
}

describe("headquarters' counters", () => {
  it.each(["zh-CN", "en"] as const)("in %s name the silent first, and axe finds nothing", async (locale) => {
    await atCounters("some", locale);
    expect(text()).toContain(locale === "en" ? "3 counters fell silent: 五常网点 C 柜" : "3 个柜台失联:五常网点 C 柜");
    expect(document.querySelector("nav .silent")?.textContent).toBe("3");
    expect([...document.querySelectorAll("tbody tr")].slice(0, 3).every((row) => row.classList.contains("silent"))).toBe(true);
    expect(await faults()).toEqual([]);
  });

  it("say that there are none, that all is well, and that headquarters has trouble", async () => {
    await atCounters("none", "en");
    expect(text()).toContain("No counter is enrolled yet");
    await unmount(app!);
    await atCounters("fine", "en");
    expect(text()).toContain("2 counters, all in contact");
    expect(document.querySelector("[role=alert]")).toBeNull();
    await unmount(app!);
    await atCounters(undefined, "en");
    expect(text()).toContain("Headquarters has trouble at the moment");
    expect(await faults()).toEqual([]);
  });

  it("draw so many rows that all needing somebody are there, and all when asked", async () => {
    await atCounters("many", "en");
    const rows = () => document.querySelectorAll("table")[0]!.querySelectorAll("tbody tr").length;
    expect(rows()).toBe(100);
    [...document.querySelectorAll("button")].find((button) => button.textContent?.includes("Show all 140"))!.click();
    flushSync();
    expect(rows()).toBe(140);
  });

  it("link a line that is set aside to its ticket, and say what came of trying it again", async () => {
    await atCounters("some", "en");
    expect(document.querySelector('a[href="#/tickets/0199-0001"]')?.textContent).toBe("WC07-261121-A0001");
    expect(text()).toContain("2 put away");
    document.querySelector<HTMLElement>(".does button")!.click();
    await settle();
    expect(document.querySelector("[aria-live] .banner.good")?.textContent).toContain("the record is used now");
  });

  it("tell what a carry-over brought", async () => {
    await atCounters("fine", "en");
    await hq.carryOver.bring(new Blob(["a file on a stick"]));
    await settle();
    expect(document.querySelector(".banner.good")?.textContent?.replace(/\s+/g, " ")).toContain("New records 1204");
    expect(await faults()).toEqual([]);
  });
});
