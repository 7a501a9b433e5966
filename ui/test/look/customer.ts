//! Shows one page of the customer's window, as the address asks: ?page=read_back&lang=en&draw
import "../../src/shared/base.css";
import { mount } from "svelte";
import App from "../../src/customer/App.svelte";
import { CustomerWindow } from "../../src/customer/customer.svelte";
import { screenWords } from "../../src/desk/words";
import type { CustomerPage, Language } from "../../src/backend/contract";
import { LOCALES, speak } from "../../src/shared/words/words.svelte";
import { FakeCounter, readBackOf } from "../fake/customer";
import { NOW, teapotForm } from "../fake/tickets";
import { drawSignature } from "./pen";
import slip from "./slip.svg?raw";

const asked = new URLSearchParams(location.search);
const language = (asked.get("lang") ?? "zh") as Language;
const matter = { ...readBackOf({ ...teapotForm(), story: teapotForm().story.repeat(Number(asked.get("long") ?? 1)) }), number: asked.has("draft") ? null : "WC07-261121-A0012-5" };
const pages: Record<string, CustomerPage> = {
  idle: { page: "idle", carrier: { zh: "通达快递", en: "Tongda Express" }, branch: "五常网点" },
  read_back: { page: "read_back", language, zone: "Asia/Shanghai", matter },
  right: { page: "answered", language, right: true },
  wrong: { page: "answered", language, right: false },
  sign: { page: "sign", language, pages: [slip], name: "王小明" },
  signed: { page: "signed", language },
};
const words = screenWords();
speak(words);
await Promise.all(LOCALES.map((locale) => words.fetch(locale)));
document.documentElement.dataset.theme = asked.get("theme") ?? "light";
const counter = new FakeCounter();
mount(App, { target: document.getElementById("app")!, props: { shown: new CustomerWindow(counter), clock: () => NOW } });
await new Promise((done) => setTimeout(done, 100));
const page = pages[asked.get("page") ?? "idle"];
if (page) counter.show(page);
await new Promise((done) => setTimeout(done, 300));
if (asked.has("draw")) drawSignature(document);
