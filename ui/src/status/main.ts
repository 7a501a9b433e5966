//! The customer's page: what stands with a ticket, for whoever holds its slip.
import "../shared/base.css";
import { mount } from "svelte";
import { speak } from "../shared/words/words.svelte";
import { Api } from "./api";
import App from "./App.svelte";
import { Look } from "./look.svelte";
import { firstLanguage, statusWords } from "./words";

const words = statusWords();
words.locale = firstLanguage(navigator.languages);
speak(words);
const target = document.getElementById("app");
if (!target) throw new Error("the page has no place for the app");
mount(App, { target, props: { look: new Look(new Api()) } });
