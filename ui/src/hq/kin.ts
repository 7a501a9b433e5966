//! What headquarters answers about tickets that belong together.
import type { Schemas } from "./api";

/** What can be said of two tickets. */
export type KinKind = "same_matter" | "repeat" | "related";
export const KINDS: readonly KinKind[] = ["same_matter", "repeat", "related"];

/** A ticket that may belong together with another. */
export type FoundKin = Schemas["FoundView"];

/** Tickets of a branch that this account may not see. */
export type ElsewhereKin = Schemas["ElsewhereView"];

/** A ticket that was said to belong together with this one. */
export type LinkedKin = Schemas["LinkedView"];

export type Kin = Schemas["KinView"];

/** A newly arrived ticket that may belong together with others. */
export type Suspected = Schemas["SuspectedView"];

export type SuspectedPage = Schemas["SuspectedPage"];

