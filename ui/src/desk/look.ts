//! Puts the chosen look on the page: theme, contrast, density, text size, language.
import type { Settings } from "../backend/contract";

export function wear(settings: Settings, root: HTMLElement, prefersContrast: boolean): void {
  const isContrast = settings.theme === "contrast" || (settings.theme === "system" && prefersContrast);
  // Written only where it changes: each writing has the whole page laid out anew.
  const put = (name: string, value: string) => {
    if (root.dataset[name] !== value) root.dataset[name] = value;
  };
  put("theme", settings.theme === "contrast" ? "system" : settings.theme);
  put("contrast", isContrast ? "more" : "normal");
  put("density", settings.density);
  const language = settings.screenLanguage === "en" ? "en" : "zh-CN";
  if (root.lang !== language) root.lang = language;
  const scale = String(Math.min(2, Math.max(1, settings.textScale || 1)));
  if (root.style.getPropertyValue("--text-scale") !== scale) root.style.setProperty("--text-scale", scale);
}
