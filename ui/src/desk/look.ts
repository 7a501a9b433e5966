//! Puts the chosen look on the page: theme, contrast, density, text size, language.
import type { Settings } from "../backend/contract";

export function wear(settings: Settings, root: HTMLElement, prefersContrast: boolean): void {
  const isContrast = settings.theme === "contrast" || (settings.theme === "system" && prefersContrast);
  root.dataset.theme = settings.theme === "contrast" ? "system" : settings.theme;
  root.dataset.contrast = isContrast ? "more" : "normal";
  root.dataset.density = settings.density;
  root.lang = settings.screenLanguage === "en" ? "en" : "zh-CN";
  root.style.setProperty("--text-scale", String(Math.min(2, Math.max(1, settings.textScale || 1))));
}
