import { describe, expect, it } from "vitest";
import { hashOf, placeOf, type Place } from "./place";

describe("a place and its address", () => {
  it("lead to each other", () => {
    const places: Place[] = [
      { screen: "tickets", text: "" },
      { screen: "tickets", text: "SF 12 & 34?#" },
      { screen: "ticket", id: "0193-ab" },
      { screen: "decisions" },
      { screen: "decisions", what: "too_late" },
      { screen: "case", id: "0193-ab" },
      { screen: "branches" },
      { screen: "counters" },
      { screen: "kin" },
      { screen: "webhooks" },
      { screen: "webhook", id: "0193-ab" },
    ];
    for (const place of places) expect(placeOf(hashOf(place))).toEqual(place);
  });

  it("is the list when the address says nothing that is known", () => {
    for (const hash of ["", "#", "#/nowhere", "#/tickets/"]) expect(placeOf(hash)).toEqual({ screen: "tickets", text: "" });
  });
});
