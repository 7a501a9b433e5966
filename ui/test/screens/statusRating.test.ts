import { flushSync, mount, unmount } from "svelte";
import { afterEach, describe, expect, it } from "vitest";
import { Api, type Shown } from "../../src/status/api";
import App from "../../src/status/App.svelte";
import { Look } from "../../src/status/look.svelte";
import { statusWords } from "../../src/status/words";
import { speak } from "../../src/shared/words/words.svelte";
import { answer, SLIP, type State } from "../fake/status";

let app: Record<string, unknown> | undefined;
let asked: [string, unknown][];
/** What headquarters answers stars with. */
let taken: (shown: Shown) => Response;

afterEach(async () => {
  if (app) await unmount(app);
  app = undefined;
  document.body.replaceChildren();
  location.hash = "";
});

const text = () => document.body.textContent?.replace(/\s+/g, " ") ?? "";
const button = (words: string) => [...document.querySelectorAll("button")].find((it) => it.textContent?.includes(words));
const star = (row: string, word: string) => [...document.querySelectorAll('[role="group"]')].find((it) => it.textContent?.includes(row))?.querySelector<HTMLElement>(`[aria-label="${word}"]`);

async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) {
    await new Promise((next) => setTimeout(next, 0));
    flushSync();
  }
}

async function at(state: State): Promise<void> {
  const words = statusWords();
  words.locale = "en";
  speak(words);
  asked = [];
  location.hash = `#${SLIP}`;
  await settle();
  const shown = answer(state);
  const api = new Api((input, request) => {
    asked.push([String(input), JSON.parse(String(request?.body))]);
    return Promise.resolve(String(input).endsWith("/rating") ? taken(shown) : new Response(JSON.stringify(shown)));
  });
  app = mount(App, { target: document.body, props: { look: new Look(api), tickMs: 3_600_000 } });
  await settle();
}

describe("stars on the customer's page", () => {
  it("are not asked for while the matter goes on", async () => {
    await at("going");
    expect(text()).not.toContain("Are you satisfied?");
  });

  it("begin with none, leave out what is not said, and are thanked for", async () => {
    await at("finished");
    expect(document.querySelectorAll('[aria-pressed="true"]').length).toBe(0);
    button("Send")?.click();
    await settle();
    expect(text()).toContain("Please rate at least one");
    expect(asked.length).toBe(1);

    const given = { timeliness: 4, attitude: null, safety: null, handling: null };
    taken = (shown) => new Response(JSON.stringify({ ...shown, ticket: { ...("ticket" in shown ? shown.ticket : {}), rating: given } }));
    star("Speed", "Good")?.click();
    star("Outcome", "Poor")?.click();
    star("Outcome", "Poor")?.click();
    await settle();
    button("Send")?.click();
    await settle();
    expect(asked.at(-1)).toEqual(["/api/status/rating", { slip: SLIP, ...given, words: "" }]);
    expect(text()).toContain("Thank you");
    expect(button("Change it")).toBeDefined();
  });

  it("say why they were not taken, and lose nothing", async () => {
    await at("finished");
    taken = () => new Response(JSON.stringify({ code: "rating_closed" }), { status: 409 });
    star("Courtesy", "Very good")?.click();
    await settle();
    button("Send")?.click();
    await settle();
    expect(text()).toContain("takes no more ratings");
    expect(star("Courtesy", "Very good")?.getAttribute("aria-pressed")).toBe("true");
  });

  it("that were given are shown, and can be changed", async () => {
    await at("declined");
    expect(text()).toContain("Thank you");
    button("Change it")?.click();
    await settle();
    expect(star("Courtesy", "Very good")?.getAttribute("aria-pressed")).toBe("true");
  });
});
