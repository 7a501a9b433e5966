//! Shows the customer's page over answers that are written down, as the address asks: ?lang=en&theme=dark&scale=2
//! &state=going|merged|late|owed|offer|review|agreed|partly|finished|declined|practice|silent|on_its_way|forgotten|long, or
//! form|slow|refused|many|offline|trouble
import "../../src/shared/base.css";
import { mount } from "svelte";
import { Api } from "../../src/status/api";
import App from "../../src/status/App.svelte";
import { Look } from "../../src/status/look.svelte";
import { statusWords } from "../../src/status/words";
import { speak } from "../../src/shared/words/words.svelte";
import { answer, SLIP, type State } from "../fake/status";

const asked = new URLSearchParams(location.search);
const state = asked.get("state") ?? "going";
const json = (body: unknown, status = 200, headers?: Record<string, string>) => Promise.resolve(new Response(JSON.stringify(body), { status, headers }));

const api = new Api(() => {
  if (state === "slow") return new Promise<Response>(() => {});
  if (state === "offline") return Promise.reject(new TypeError("offline"));
  if (state === "refused") return json({ code: "slip_refused" }, 404);
  if (state === "many") return json({ code: "too_many_tries" }, 429, { "Retry-After": "42" });
  return state === "trouble" ? json({ code: "trouble" }, 500) : json(answer(state as State));
});

const words = statusWords();
words.locale = asked.get("lang") === "en" ? "en" : "zh-CN";
speak(words);
document.documentElement.dataset.theme = asked.get("theme") ?? "light";
document.documentElement.style.setProperty("--text-scale", asked.get("scale") ?? "1");
location.hash = state === "form" ? "" : `#${SLIP}`;
mount(App, { target: document.getElementById("app")!, props: { look: new Look(api) } });
