import { describe, expect, it } from "vitest";
import { wear } from "../src/desk/look";
import { appState } from "./fake/backend";

const SOURCES = import.meta.glob<string>(["../src/**/*.{svelte,css}", "!../src/shared/tokens.css"], { query: "?raw", import: "default", eager: true });

describe("the look", () => {
  it("takes its colours from the tokens alone", () => {
    const strays = Object.entries(SOURCES).flatMap(([path, source]) => {
      const style = path.endsWith(".css") ? source : (/<style>([\s\S]*)<\/style>/.exec(source)?.[1] ?? "");
      return (style.match(/#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch)a?\(|gradient\(/gi) ?? []).map((found) => `${path}: ${found}`);
    });
    expect(strays).toEqual([]);
    expect(Object.keys(SOURCES).length).toBeGreaterThan(40);
  });

  it("is worn by the page", () => {
    const root = document.createElement("div");
    const { settings } = appState();
    wear({ ...settings, theme: "dark", density: "touch", textScale: 1.5, screenLanguage: "en" }, root, false);
    expect({ ...root.dataset }).toEqual({ theme: "dark", contrast: "normal", density: "touch" });
    expect(root.lang).toBe("en");
    expect(root.style.getPropertyValue("--text-scale")).toBe("1.5");
  });

  it("heeds the system's wish for contrast, and only a sane text size", () => {
    const root = document.createElement("div");
    const { settings } = appState();
    wear({ ...settings, theme: "system", textScale: 9 }, root, true);
    expect(root.dataset.contrast).toBe("more");
    expect(root.style.getPropertyValue("--text-scale")).toBe("2");
    wear({ ...settings, theme: "light" }, root, true);
    expect(root.dataset.contrast).toBe("normal");
  });
});
