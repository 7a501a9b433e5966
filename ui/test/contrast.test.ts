import { describe, expect, it } from "vitest";
import tokens from "../src/shared/tokens.css?raw";

type Theme = "light" | "dark";

/** The names of one block with their light and dark colours. */
function colours(block: string, theme: Theme): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, name, light, dark] of block.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)) {
    found.set(name!, theme === "light" ? light! : dark!);
  }
  return found;
}

const [normal = "", more = ""] = tokens.split('[data-contrast="more"]');

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light! + 0.05) / (dark! + 0.05);
}

/** What is written on what. */
const WRITTEN = [
  ...["ink", "ink-soft", "post", "seal", "soon"].flatMap((ink) => ["desk", "paper", "paper-raised"].map((ground) => [ink, ground])),
  ["post", "post-soft"],
  ["ink", "post-soft"],
  ["ink-soft", "post-soft"],
  ["seal", "seal-soft"],
  ["ink", "seal-soft"],
  ["soon", "soon-soft"],
  ["ink", "soon-soft"],
  ["on-post", "post"],
  ["on-seal", "seal"],
] as [string, string][];

describe.each([
  ["light", "light", false],
  ["dark", "dark", false],
  ["high contrast, light", "light", true],
  ["high contrast, dark", "dark", true],
] as const)("%s", (_name, theme, isMore) => {
  const all = new Map([...colours(normal, theme), ...(isMore ? colours(more, theme) : [])]);
  const least = isMore ? 7 : 4.5;

  it("writes everything clearly enough to read", () => {
    const faint = WRITTEN.map(([ink, ground]) => [ink, ground, contrast(all.get(ink)!, all.get(ground)!)] as const).filter(([, , ratio]) => ratio < least);
    expect(faint.map(([ink, ground, ratio]) => `${ink} on ${ground}: ${ratio.toFixed(2)}`)).toEqual([]);
  });

  it("draws edges and the focus clearly enough to see", () => {
    const faint = ["line-strong", "focus"].flatMap((edge) => ["paper", "paper-raised"].map((ground) => [edge, ground, contrast(all.get(edge)!, all.get(ground)!)] as const)).filter(([, , ratio]) => ratio < 3);
    expect(faint.map(([edge, ground, ratio]) => `${edge} on ${ground}: ${ratio.toFixed(2)}`)).toEqual([]);
  });
});
