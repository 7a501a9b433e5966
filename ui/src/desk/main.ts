//! The counter's window: the desk over the real backend.
import "../shared/base.css";
import { mount } from "svelte";
import { tauriBackend } from "../backend/tauri";
import { firstPicture } from "../shared/shown.svelte";
import { speak } from "../shared/words/words.svelte";
import App from "./App.svelte";
import { Desk } from "./desk.svelte";
import { screenWords } from "./words";

const desk = new Desk(tauriBackend());
// Asked for before anything else: the page is made while Rust looks.
const loading = desk.load();
const words = screenWords();
words.prepare();
speak(words);
const target = document.getElementById("app");
if (!target) throw new Error("the page has no place for the app");
firstPicture.isShown = false;
mount(App, { target, props: { desk, loading } });
