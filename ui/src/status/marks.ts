//! The icon of each status: status is always icon, word and colour together.
import Ban from "@lucide/svelte/icons/ban";
import CircleCheck from "@lucide/svelte/icons/circle-check";
import Handshake from "@lucide/svelte/icons/handshake";
import Hourglass from "@lucide/svelte/icons/hourglass";
import Inbox from "@lucide/svelte/icons/inbox";
import MessageSquareText from "@lucide/svelte/icons/message-square-text";
import Search from "@lucide/svelte/icons/search";
import Undo from "@lucide/svelte/icons/undo-2";
import type { Component } from "svelte";
import type { Status } from "./api";

type Icon = Component<{ size?: string | number; "aria-hidden"?: "true" }>;

export const MARKS: Record<Status, { icon: Icon; look: "plain" | "good" | "soon" | "late" }> = {
  registered: { icon: Inbox, look: "good" },
  investigating: { icon: Search, look: "good" },
  waiting_for_customer: { icon: Hourglass, look: "soon" },
  proposed: { icon: MessageSquareText, look: "soon" },
  agreed: { icon: Handshake, look: "good" },
  settled: { icon: CircleCheck, look: "good" },
  answered: { icon: CircleCheck, look: "good" },
  declined: { icon: Ban, look: "late" },
  withdrawn: { icon: Undo, look: "plain" },
  closed: { icon: CircleCheck, look: "plain" },
};
