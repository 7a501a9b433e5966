//! The whole window over the fake backend, with hands to press keys.
import { flushSync, mount, unmount } from "svelte";
import "../../src/desk/behind";
import App from "../../src/desk/App.svelte";
import { Desk, type Place } from "../../src/desk/desk.svelte";
import { FakeBackend } from "../fake/backend";
import { NOW } from "../fake/tickets";
import { speakIn } from "../words";
import type { Locale } from "../../src/shared/words/words.svelte";

export class Stage {
  readonly fake: FakeBackend;
  readonly desk: Desk;
  /** The present, where the test moves it. */
  now = NOW;
  #app: Record<string, unknown> | undefined;
  #target = document.createElement("div");

  constructor(fake = new FakeBackend(), locale: Locale = "zh-CN") {
    this.fake = fake;
    fake.app = { ...fake.app, settings: { ...fake.app.settings, screenLanguage: locale === "en" ? "en" : "zh" } };
    speakIn(locale);
    this.desk = new Desk(fake.desk, () => this.now);
  }

  async open(place: Place = { screen: "intake" }): Promise<this> {
    this.desk.place = place;
    document.body.append(this.#target);
    this.#app = mount(App, { target: this.#target, props: { desk: this.desk } });
    await this.until(() => !document.querySelector("main[aria-busy=true]") && this.fake.isHeard);
    await this.settle();
    return this;
  }

  async close(): Promise<void> {
    if (this.#app) await unmount(this.#app);
    this.#target.remove();
    document.body.replaceChildren();
  }

  /** Lets promises and effects run until nothing new happens. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 25; turn++) {
      await Promise.resolve();
      flushSync();
    }
  }

  /** Waits for something that a short timer brings about. */
  async until(isTrue: () => boolean): Promise<void> {
    for (let turn = 0; turn < 200; turn++) {
      await this.settle();
      if (isTrue()) return;
      await new Promise((next) => setTimeout(next, 5));
    }
    throw new Error(`it never came about; the window says: ${document.body.textContent?.replace(/\s+/g, " ").slice(0, 400)}`);
  }

  async press(key: string, more: KeyboardEventInit = {}): Promise<KeyboardEvent> {
    const at = document.activeElement ?? document.body;
    const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more });
    at.dispatchEvent(event);
    // What the browser itself does with Enter on a button.
    if (key === "Enter" && !event.defaultPrevented && at instanceof HTMLButtonElement) at.click();
    await this.settle();
    return event;
  }

  async type(text: string): Promise<void> {
    const at = document.activeElement;
    if (!(at instanceof HTMLInputElement) && !(at instanceof HTMLTextAreaElement)) throw new Error(`nothing to type into: ${at?.outerHTML.slice(0, 120)}`);
    at.value = text;
    at.dispatchEvent(new Event("input", { bubbles: true }));
    await this.settle();
  }

  /** Presses the first button that says this. */
  button(text: string): void {
    const found = [...document.querySelectorAll("button")].find((button) => button.textContent?.includes(text));
    if (!found) throw new Error(`no button says ${text}`);
    found.click();
  }

  get focused(): string {
    const at = document.activeElement;
    return at?.id || at?.closest("[data-stop]")?.id || at?.textContent?.trim() || "";
  }

  get text(): string {
    return document.body.textContent?.replace(/\s+/g, " ") ?? "";
  }
}
