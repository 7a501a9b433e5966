//! The words of the counter's screens, from the message files that screen and paper share.
import { Words } from "../shared/words/words.svelte";
import enScreen from "../../locales/en/screen.ftl?raw";
import zhScreen from "../../locales/zh-CN/screen.ftl?raw";

export function screenWords(): Words {
  return new Words({ "zh-CN": [zhScreen], en: [enScreen] });
}
