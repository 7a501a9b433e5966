//! What can go wrong with a camera, by what the browser calls it.

export type CameraFailure =
  /** The page has no cameras at all: an old engine, or one that was built without. */
  | "unsupported"
  /** None is plugged in. */
  | "missing"
  /** The system, or who sits at it, said no. */
  | "refused"
  /** Another program has it. */
  | "busy"
  /** It was pulled out while it was in use. */
  | "lost"
  /** Anything else. */
  | "failed";

const BY_NAME: Record<string, CameraFailure> = {
  NotAllowedError: "refused",
  SecurityError: "refused",
  NotFoundError: "missing",
  OverconstrainedError: "missing",
  NotReadableError: "busy",
  AbortError: "busy",
};

/** What a refused `getUserMedia` means. */
export function failureOf(thrown: unknown): CameraFailure {
  const name = typeof thrown === "object" && thrown !== null && "name" in thrown ? String(thrown.name) : "";
  return BY_NAME[name] ?? "failed";
}
