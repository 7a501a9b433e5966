import axe from "axe-core";
import { flushSync, mount, unmount } from "svelte";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Api } from "../../src/status/api";
import App from "../../src/status/App.svelte";
import { Look } from "../../src/status/look.svelte";
import { statusWords } from "../../src/status/words";
import { speak, type Locale } from "../../src/shared/words/words.svelte";
import { answer, NUMBER, SLIP, type State } from "../fake/status";

let app: Record<string, unknown> | undefined;
let asked: unknown[];
let look: Look;
/** What headquarters answers next; a rejection is a network that is gone. */
let answers: () => Promise<Response>;

beforeEach(() => {
  asked = [];
  localStorage.clear();
});
afterEach(async () => {
  if (app) await unmount(app);
  app = undefined;
  document.body.replaceChildren();
  location.hash = "";
});

const json = (body: unknown, status = 200, headers?: Record<string, string>) => () => Promise.resolve(new Response(JSON.stringify(body), { status, headers }));
const text = () => document.body.textContent?.replace(/\s+/g, " ") ?? "";
const button = (words: string) => [...document.querySelectorAll("button")].find((it) => it.textContent?.includes(words));

function type(field: string, typed: string): void {
  const found = document.querySelector<HTMLInputElement | HTMLTextAreaElement>(field)!;
  found.value = typed;
  found.dispatchEvent(new Event("input", { bubbles: true }));
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) {
    await new Promise((next) => setTimeout(next, 0));
    flushSync();
  }
}

async function open(hash: string, locale: Locale = "en"): Promise<void> {
  const words = statusWords();
  words.locale = locale;
  speak(words);
  location.hash = hash;
  // The address stands before the page is read.
  await settle();
  look = new Look(new Api((input, request) => {
    asked.push([String(input), JSON.parse(String(request?.body))]);
    return answers();
  }));
  app = mount(App, { target: document.body, props: { look, tickMs: 3_600_000 } });
  await settle();
}

async function at(state: State, locale: Locale = "en"): Promise<void> {
  answers = json(answer(state));
  await open(`#${SLIP}`, locale);
}

async function faults(): Promise<string[]> {
  const found = await axe.run(document.body, { rules: { "color-contrast": { enabled: false }, region: { enabled: false } } });
  return found.violations.flatMap((violation) => violation.nodes.map((node) => `${violation.id}: ${node.html.slice(0, 160)}`));
}

describe("the customer's page", () => {
  it("reads the slip from its address, asks once, and shows where the ticket is", async () => {
    await at("going");
    expect(asked).toEqual([["/api/status", { slip: SLIP }]]);
    for (const said of [NUMBER, "Being looked into", "Our findings and proposal: by the end of Wed 25 Nov 2026", "138******78", "¥1,500.00", "done, Sat 21 Nov 2026 17:10", "art. 29", "provisional until", "12305", "五常网点"]) expect(text()).toContain(said);
    expect(document.title).toBe(`How far it is · ${NUMBER}`);
    expect(document.querySelector("[role=alert]")).toBeNull();
    expect(document.querySelector<HTMLAnchorElement>("a[href='tel:12305']")).not.toBeNull();
  });

  it.each(["going", "merged", "late", "owed", "offer", "finished", "declined", "practice", "on_its_way", "forgotten", "long"] as const)("has nothing that axe finds when it is %s, in either language", async (state) => {
    for (const locale of ["zh-CN", "en"] as const) {
      await at(state, locale);
      expect(text()).not.toMatch(/public-|undefined|null|NaN/);
      expect(await faults()).toEqual([]);
      await unmount(app!);
      app = undefined;
    }
  });

  it.each([
    ["merged", "This matter goes on under number WC07-261120-A0009-3"],
    ["late", "We are late"],
    ["late", "Our findings and proposal: was promised by the end of Wed 25 Nov 2026, not done yet"],
    ["late", "Compensation settled: by the end of Fri 4 Dec 2026"],
    ["owed", "Repair quote by Fri 27 Nov 2026"],
    ["owed", "Invoice was due Fri 20 Nov 2026"],
    ["offer", "This is an offer. It is paid once you accept it."],
    ["offer", "¥623.00人民币陆佰贰拾叁元整"],
    ["review", "this decision may change"],
    ["agreed", "Not paid yet; ¥623.00 to pay"],
    ["partly", "¥400.00 paid, ¥223.00 still to pay"],
    ["finished", "Paid in full"],
    ["declined", "No compensation"],
    ["practice", "This is a practice ticket"],
    ["silent", "The counter may be offline"],
    ["on_its_way", "its ticket is on its way"],
    ["on_its_way", "has not been in contact yet"],
    ["on_its_way", "by Sun 22 Nov 2026 14:35"],
    ["forgotten", "The contents of this ticket were deleted"],
  ] as const)("when it is %s says %j", async (state, said) => {
    await at(state);
    expect(text()).toContain(said);
  });

  it("says nothing of a decision, of papers or of lateness where there is none", async () => {
    await at("going");
    for (const unsaid of ["Decision", "Please bring", "We are late", "may be offline", "practice"]) expect(text()).not.toContain(unsaid);
  });

  it("dials a branch behind an extension", async () => {
    await at("long");
    expect(document.querySelector("a[href='tel:045155512345,8012']")).not.toBeNull();
  });

  it("speaks the other language when asked, and keeps to it", async () => {
    await at("going", "zh-CN");
    expect(text()).toContain("核查中");
    button("English")!.click();
    await settle();
    expect(text()).toContain("Being looked into");
    expect([document.documentElement.lang, localStorage.getItem("counterfoil-slip-language")]).toEqual(["en", "en"]);
  });
});

describe("asking by hand", () => {
  it("takes the link of the slip, and leads to what was found", async () => {
    answers = json(answer("going"));
    await open("");
    expect(asked).toEqual([]);
    expect(await faults()).toEqual([]);
    type("#slip", `https://hq.example.cn/t#${SLIP}`);
    button("Look it up")!.click();
    await settle();
    expect(asked).toEqual([["/api/status", { slip: SLIP }]]);
    expect(document.activeElement?.tagName).toBe("H1");
    button("another slip")!.click();
    await settle();
    expect(text()).not.toContain(NUMBER);
    expect(document.querySelector("#slip")).not.toBeNull();
  });

  it("takes number and code as the slip prints them", async () => {
    answers = json(answer("going"));
    await open("");
    type("#number", " wc07-261121-a0012-5");
    type("#code", "0123-4567-89ab-cdef");
    button("Look it up")!.click();
    await settle();
    expect(asked).toEqual([["/api/status", { number: "WC07-261121-A0012-5", code: "0123456789ABCDEF" }]]);
    expect(text()).toContain(NUMBER);
  });

  it("says at the field what is not whole", async () => {
    await open("");
    button("Look it up")!.click();
    await settle();
    expect(text()).toContain("Please type the whole number");
    expect(document.querySelector("#number")?.getAttribute("aria-invalid")).toBe("true");
    type("#number", NUMBER);
    type("#code", "0123-4567");
    button("Look it up")!.click();
    await settle();
    expect(text()).toContain("The code has 16 letters and digits");
    expect([document.activeElement?.id, asked.length]).toEqual(["code", 0]);
  });

  it("says that a link was cut off, without asking anybody", async () => {
    await open("#1.");
    expect(text()).toContain("The number or the link is not complete");
    expect([asked.length, button("Try again")]).toEqual([0, undefined]);
  });
});

describe("what goes wrong", () => {
  it("is waiting, first", async () => {
    answers = () => new Promise(() => {});
    await open(`#${SLIP}`);
    expect(document.querySelector("[role=status]")?.textContent).toContain("Looking it up");
    expect(document.querySelector("main")?.getAttribute("aria-busy")).toBe("true");
    expect(await faults()).toEqual([]);
  });

  it("is a slip of nobody", async () => {
    answers = json({ code: "slip_refused", message: "no" }, 404);
    await open(`#${SLIP}`);
    expect(document.querySelector("[role=alert]")?.textContent).toContain("No ticket belongs to this slip");
    expect(await faults()).toEqual([]);
  });

  it("is too many tries, with when to try again", async () => {
    answers = json({ code: "too_many_tries", message: "no" }, 429, { "Retry-After": "7" });
    await open(`#${SLIP}`);
    expect(text()).toContain("You may try again in 7 seconds.");
    expect([button("Try again")!.disabled, button("Look it up")!.disabled]).toEqual([true, true]);
    look.now = new Date(look.now.getTime() + 8_000);
    flushSync();
    expect(text()).toContain("You may try again now.");
    answers = json(answer("going"));
    button("Try again")!.click();
    await settle();
    expect(text()).toContain(NUMBER);
  });

  it("is a network that is gone: what was seen stays, and says from when it is", async () => {
    await at("going");
    answers = () => Promise.reject(new TypeError("offline"));
    button("Refresh")!.click();
    await settle();
    expect(document.querySelector("[role=alert]")?.textContent).toContain("No connection");
    expect(text()).toContain("What you see is from Sun 22 Nov 2026 11:12, not the latest.");
    expect(text()).toContain("Being looked into");
    answers = json(answer("offer"));
    button("Try again")!.click();
    await settle();
    expect([document.querySelector("[role=alert]"), text().includes("There is a proposal")]).toEqual([null, true]);
  });

  it("is trouble at headquarters, whatever that sends", async () => {
    answers = () => Promise.resolve(new Response("<html>bad gateway</html>", { status: 502 }));
    await open(`#${SLIP}`);
    expect(text()).toContain("Something is wrong on our side");
  });

  it("is a slip that opens no more: nothing of it stays on the screen", async () => {
    await at("going");
    answers = json({ code: "slip_refused", message: "no" }, 404);
    button("Refresh")!.click();
    await settle();
    expect(text()).not.toContain(NUMBER);
  });
});

describe("a slip scanned after another", () => {
  it("takes its place, and a late answer to the first changes nothing", async () => {
    let first: (answer: Response) => void = () => {};
    answers = () => new Promise((given) => (first = given));
    await open(`#${SLIP}`);
    answers = json({ ...answer("going"), number: "WC07-261121-A0013-3" });
    await look.open("#1.other");
    first(new Response(JSON.stringify(answer("going"))));
    await settle();
    expect(text()).toContain("WC07-261121-A0013-3");
    expect(text()).not.toContain(NUMBER);
  });

  it("is asked for again when somebody comes back after a while", async () => {
    await at("going");
    const shownAt = Date.now();
    await look.back(new Date(shownAt + 30_000));
    expect(asked.length).toBe(1);
    await look.back(new Date(shownAt + 90_000));
    expect(asked.length).toBe(2);
  });
});
