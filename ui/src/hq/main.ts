//! Headquarters' page in the browser.
import "../shared/base.css";
import { mount } from "svelte";
import { speak } from "../shared/words/words.svelte";
import { Api } from "./api";
import App from "./App.svelte";
import { Hq } from "./hq.svelte";
import { hqWords, keptLanguage } from "./words";

const words = hqWords();
words.locale = keptLanguage(localStorage);
speak(words);
const target = document.getElementById("app");
if (!target) throw new Error("the page has no place for the app");
mount(App, { target, props: { hq: new Hq(new Api(), (hash) => (location.hash = hash)) } });
