//! The backend over Tauri: the generated commands and events, and the two that carry raw bytes.
import { convertFileSrc, invoke } from "@tauri-apps/api/core";
import { getCurrentWindow } from "@tauri-apps/api/window";
import type { DeskBackend, DeskEvents } from "./backend";
import { commands, events, type DraftPhoto, type TicketView } from "./bindings";

/** Photos go as raw bytes; what they belong to stands in the headers. */
function sendBytes<Answer>(command: string, bytes: Uint8Array, headers: Record<string, string>): Promise<Answer> {
  return invoke<Answer>(command, bytes, { headers });
}

/** How each event is listened to. */
const LISTENERS: { [Name in keyof DeskEvents]: (heard: (event: DeskEvents[Name]) => void) => Promise<() => void> } = {
  "sync-changed": (heard) => events.syncChanged.listen(({ payload }) => heard(payload)),
  "tickets-changed": (heard) => events.ticketsChanged.listen(({ payload }) => heard(payload)),
  "app-changed": (heard) => events.appChanged.listen(({ payload }) => heard(payload)),
  "printer-changed": (heard) => events.printerChanged.listen(({ payload }) => heard(payload)),
  "customer-changed": (heard) => events.customerChanged.listen(({ payload }) => heard(payload)),
};

declare global {
  interface Window {
    /** What the window asked for before there was a page: each answer is good once. */
    askedAtOnce?: Map<string, Promise<unknown>>;
  }
}

/** The answer to `command` that is on its way already, or else to `ask` now. */
function asked<Answer>(command: string, ask: () => Promise<Answer>): Promise<Answer> {
  const answer = window.askedAtOnce?.get(command);
  window.askedAtOnce?.delete(command);
  return answer ? (answer as Promise<Answer>) : ask();
}

export function tauriBackend(): DeskBackend {
  return {
    ...commands,
    startFailure: () => asked("start_failure", commands.startFailure),
    appState: () => asked("app_state", commands.appState),
    lists: () => asked("lists", commands.lists),
    addDraftPhoto: (draft, slot, bytes) => sendBytes<DraftPhoto>("add_draft_photo", bytes, { draft, slot }),
    addTicketPhoto: (ticket, slot, bytes) => sendBytes<TicketView>("add_ticket_photo", bytes, { ticket, slot }),
    listen: (name, heard) => LISTENERS[name](heard),
    onClosing: (prepare) => getCurrentWindow().onCloseRequested(() => prepare()),
    // On Windows custom schemes are hosts; `convertFileSrc` knows.
    photoUrl: (sha256, size) => `${convertFileSrc(sha256, "photo")}?size=${size}`,
  };
}
