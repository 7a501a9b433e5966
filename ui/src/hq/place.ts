//! Where the page stands, as its address says: a reload, the back key and a copied address all lead to the same place.

import { AWAITED, type Awaited } from "./claim";

export type Place = { screen: "tickets"; text: string } | { screen: "decisions"; what?: Awaited } | { screen: "case"; id: string } | { screen: "ticket"; id: string } | { screen: "branches" } | { screen: "counters" } | { screen: "policies" } | { screen: "policy"; version: string; section?: string } | { screen: "publishing" } | { screen: "kin" } | { screen: "accounts" } | { screen: "services" } | { screen: "audit" } | { screen: "webhooks" } | { screen: "webhook"; id: string } | { screen: "own" };

/** Places whose address is their name. */
const PLAIN = ["branches", "counters", "policies", "publishing", "kin", "accounts", "services", "audit", "webhooks", "own"] as const;

function isPlain(screen: string | undefined): screen is (typeof PLAIN)[number] {
  return PLAIN.some((plain) => plain === screen);
}

/** The place that an address after `#` names; the list for anything else. */
export function placeOf(hash: string): Place {
  const [path = "", query = ""] = hash.replace(/^#/, "").split("?");
  const [, screen, id] = path.split("/");
  if (screen === "tickets" && id) return { screen: "ticket", id: decodeURIComponent(id) };
  if (screen === "decisions") {
    if (id) return { screen: "case", id: decodeURIComponent(id) };
    const what = AWAITED.find((what) => what === new URLSearchParams(query).get("what"));
    return what ? { screen, what } : { screen };
  }
  if (screen === "policies" && id) {
    const section = new URLSearchParams(query).get("section");
    return { screen: "policy", version: decodeURIComponent(id), ...(section ? { section } : {}) };
  }
  if (screen === "webhooks" && id) return { screen: "webhook", id: decodeURIComponent(id) };
  if (isPlain(screen)) return { screen };
  return { screen: "tickets", text: new URLSearchParams(query).get("q") ?? "" };
}

/** The address of a place. */
export function hashOf(place: Place): string {
  if (place.screen === "case") return `#/decisions/${encodeURIComponent(place.id)}`;
  if (place.screen === "decisions") return place.what ? `#/decisions?what=${place.what}` : "#/decisions";
  if (place.screen === "ticket") return `#/tickets/${encodeURIComponent(place.id)}`;
  if (place.screen === "policy") return `#/policies/${encodeURIComponent(place.version)}${place.section ? `?section=${encodeURIComponent(place.section)}` : ""}`;
  if (place.screen === "webhook") return `#/webhooks/${encodeURIComponent(place.id)}`;
  if (place.screen !== "tickets") return `#/${place.screen}`;
  return place.text ? `#/tickets?${new URLSearchParams({ q: place.text })}` : "#/tickets";
}
