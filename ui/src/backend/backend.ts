//! What the screens hold in their hands: the commands, the events from Rust, and the address of a photo.
import type { AppState, Backend, CommandError, CustomerState, PrinterState, SyncState } from "./contract";

/** What Rust tells without being asked. */
export interface DeskEvents {
  "sync-changed": SyncState;
  "tickets-changed": { ids: string[] };
  "app-changed": AppState;
  "printer-changed": PrinterState;
  "customer-changed": CustomerState;
}

export type PhotoSize = "thumb" | "full";

export interface DeskBackend extends Backend {
  /** Why the desk could not be opened at all, or null: then no other command answers. */
  startFailure(): Promise<CommandError | null>;
  /** Listens to an event; answers how to stop. */
  listen<Name extends keyof DeskEvents>(name: Name, heard: (event: DeskEvents[Name]) => void): Promise<() => void>;
  /** Has `prepare` done before the window closes; answers how to stop. The window waits for it. */
  onClosing(prepare: () => Promise<void>): Promise<() => void>;
  /** Where a picture element finds a photo. */
  photoUrl(sha256: string, size: PhotoSize): string;
}

/** What a failed call gave, as an error with a code. Whatever else was thrown becomes `unexpected`. */
export function asCommandError(thrown: unknown): CommandError {
  if (typeof thrown === "object" && thrown !== null && "code" in thrown && typeof thrown.code === "string") {
    const given = thrown as Partial<CommandError> & { code: string };
    return { code: given.code, message: given.message ?? "", hint: given.hint ?? null, details: given.details ?? {} };
  }
  return { code: "unexpected", message: thrown instanceof Error ? thrown.message : String(thrown), hint: null, details: {} };
}
