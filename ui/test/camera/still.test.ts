import { describe, expect, it } from "vitest";
import limits from "../../../src-tauri/crates/imaging/src/limits.rs?raw";
import { LONG_EDGE, QUALITY, shrunk } from "../../src/backend/camera/still";

describe("a still", () => {
  it("is as large as the desk keeps, and no larger", () => {
    const kept = /long_edge: ([\d_]+),/.exec(limits)?.[1]?.replace(/_/g, "");
    expect(LONG_EDGE).toBe(Number(kept));
  });

  it.each([
    [4000, 3000, 2048, 1536],
    [3000, 4000, 1536, 2048],
    [2560, 1440, 2048, 1152],
    [1920, 1080, 1920, 1080],
    [640, 480, 640, 480],
  ])("of %i × %i pixels is %i × %i", (width, height, toWidth, toHeight) => {
    expect(shrunk(width, height)).toEqual({ width: toWidth, height: toHeight });
  });

  it("loses little where it is packed", () => {
    expect(QUALITY).toBeGreaterThanOrEqual(0.92);
  });
});
