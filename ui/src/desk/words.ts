//! The words of the counter's screens, from the message files that screen and paper share.
import { Words } from "../shared/words/words.svelte";
import zhScreen from "../../locales/zh-CN/screen.ftl?raw";

/** Chinese at hand; English is fetched where it is spoken. */
export function screenWords(): Words {
  return new Words({ "zh-CN": [zhScreen] }, { en: async () => [(await import("../../locales/en/screen.ftl?raw")).default] });
}
