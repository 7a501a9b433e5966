//! The customer's window: it follows what the counter shows.
import "../shared/base.css";
import { mount } from "svelte";
import { tauriCustomer } from "../backend/customer";
import { screenWords } from "../desk/words";
import { LOCALES, speak } from "../shared/words/words.svelte";
import App from "./App.svelte";
import { CustomerWindow } from "./customer.svelte";

const words = screenWords();
speak(words);
const target = document.getElementById("app");
if (!target) throw new Error("the page has no place for the app");
// Both languages stand on the first page.
await Promise.all(LOCALES.map((locale) => words.fetch(locale)));
mount(App, { target, props: { shown: new CustomerWindow(tauriCustomer()) } });
