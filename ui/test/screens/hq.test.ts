import axe from "axe-core";
import { flushSync, mount, unmount } from "svelte";
import { afterEach, describe, expect, it } from "vitest";
import App from "../../src/hq/App.svelte";
import { apiOver } from "../fake/headquarters";
import { Hq } from "../../src/hq/hq.svelte";
import { hqWords } from "../../src/hq/words";
import { speak, type Locale } from "../../src/shared/words/words.svelte";
import { NOW } from "../fake/tickets";
import { asides, devices, TAKEN_IN, type Counters } from "../look/hqCounters";
import { openCodes, releases, type ReleasesShown } from "../look/hqReleases";

let app: Record<string, unknown> | undefined;
let hq: Hq;
/** What the page wrote, and why a release is refused. */
let posts: string[] = [];
let refusal = "";
afterEach(async () => {
  if (app) await unmount(app);
  document.body.replaceChildren();
  refusal = "";
});

const json = (body: unknown, status = 200) => Promise.resolve(new Response(JSON.stringify(body), { status }));

async function settle(): Promise<void> {
  for (let turn = 0; turn < 40; turn++) {
    await new Promise((next) => setTimeout(next, 0));
    flushSync();
  }
}

/** The page at its counters, as many as `kind` says; undefined where headquarters has trouble. */
async function atCounters(kind: Counters | undefined, locale: Locale, rolled: ReleasesShown = "some"): Promise<void> {
  const words = hqWords();
  words.locale = locale;
  speak(words);
  let codes = openCodes(NOW);
  posts = [];
  const api = apiOver((path, { method, body }) => {
    if (method === "POST") posts.push(`${path} ${body}`);
    if (path === "me") return json({ account: "hq", csrf: "word", unit: "总部", level: "headquarters", branches: 1, acts: ["read_tickets", "run_headquarters"] });
    if (!kind) return json({ code: "trouble" }, 500);
    if (path === "devices") return json(devices(kind, NOW, false));
    if (path === "releases") return json(releases(rolled, NOW));
    if (path.startsWith("releases/")) return json(refusal ? { code: refusal } : releases("some", NOW).releases[0], refusal ? 409 : 200);
    if (path === "devices/codes") return json(codes);
    if (path.startsWith("devices/codes/")) {
      codes = codes.filter(({ mark }) => !path.includes(mark));
      return Promise.resolve(new Response(null, { status: 204 }));
    }
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

  it("take back a code that nobody used", async () => {
    await atCounters("fine", "en");
    expect(text()).toContain("2 codes not used yet");
    expect(text()).toContain("道里分拨网点 B 柜DL11-BCarrying work on");
    press("Withdraw 五常网点 E 柜");
    await settle();
    expect(posts).toEqual([`devices/codes/${"1".repeat(64)}/withdraw `]);
    expect(text()).toContain("1 code not used yet");
  });
});

/** Presses the button that says exactly this, also what is only heard of it. */
function press(words: string): void {
  const found = [...document.querySelectorAll("button")].find((button) => button.textContent?.replace(/\s+/g, " ").trim() === words);
  if (!found) throw new Error(`no button says ${words}: ${text().slice(0, 600)}`);
  found.click();
  flushSync();
}

function type(at: string, words: string): void {
  const field = document.querySelector<HTMLInputElement | HTMLTextAreaElement>(at)!;
  field.value = words;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  flushSync();
}

describe("releases at headquarters", () => {
  it.each(["zh-CN", "en"] as const)("in %s say who gets them and how many have them, and axe finds nothing", async (locale) => {
    await atCounters("fine", locale);
    const isEnglish = locale === "en";
    expect(text()).toContain(isEnglish ? "1 % of the counters" : "1% 的柜台");
    expect(text()).toContain(isEnglish ? "302 of 29,519 counters" : "302 / 29,519 个柜台");
    expect(text()).toContain(isEnglish ? "File not at headquarters" : "文件不在总部");
    expect(text()).toContain(isEnglish ? "Signature not known" : "签名不认识");
    expect(await faults()).toEqual([]);
  });

  it("are widened once the number is one, for the units that are typed", async () => {
    await atCounters("fine", "en");
    press("Change who gets it 0.2.0 windows-x86_64");
    expect(await faults()).toEqual([]);
    expect(text()).toContain("About 295 of 29,519 counters");
    type("dialog input", "101");
    expect(text()).toContain("a whole number from 0 to 100");
    document.querySelector("dialog form")!.dispatchEvent(new SubmitEvent("submit", { bubbles: true, cancelable: true }));
    expect(posts).toEqual([]);
    press("10 %");
    type("dialog textarea", " WC07 \n\n南岗区学府路营业部");
    press("Give it to 10 %");
    await settle();
    expect(posts).toEqual(['releases/windows-x86_64/0.2.0/stage {"percent":10,"units":["WC07","南岗区学府路营业部"]}']);
    expect(document.querySelector("dialog")).toBeNull();
  });

  it("are paused and withdrawn only after the last word, and a refusal is told", async () => {
    await atCounters("fine", "en");
    press("Withdraw 0.2.0 windows-x86_64");
    expect(text()).toContain("cannot be undone");
    press("Cancel");
    expect(posts).toEqual([]);
    refusal = "release_withdrawn";
    press("Pause 0.2.0 windows-x86_64");
    press("Pause it");
    await settle();
    expect(posts).toEqual(["releases/windows-x86_64/0.2.0/pause "]);
    expect(document.querySelector("dialog [role=alert]")?.textContent).toContain("was withdrawn");
  });

  it("are only looked at by an account that does not see every unit", async () => {
    await atCounters("fine", "en", "others");
    expect(text()).toContain("Given out by accounts that see every unit");
    expect([...document.querySelectorAll("button")].filter((button) => button.textContent?.includes("0.2.0"))).toEqual([]);
    await unmount(app!);
    await atCounters("fine", "en", "none");
    expect(text()).toContain("No new version has been published yet");
  });
});
