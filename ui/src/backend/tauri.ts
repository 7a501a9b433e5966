//! The backend over Tauri: each call is one command of the shell.
import { convertFileSrc, invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import type { DeskBackend } from "./backend";

/** Photos go as raw bytes; what they belong to stands in the headers. */
function sendBytes<Answer>(command: string, bytes: Uint8Array, headers: Record<string, string>): Promise<Answer> {
  return invoke<Answer>(command, bytes, { headers });
}

export function tauriBackend(): DeskBackend {
  return {
    startFailure: () => invoke("start_failure"),
    appState: () => invoke("app_state"),
    lists: () => invoke("lists"),
    enrol: (code) => invoke("enrol", { code }),
    startPractice: () => invoke("start_practice"),
    changeSettings: (settings) => invoke("change_settings", { settings }),
    syncState: () => invoke("sync_state"),
    syncNow: () => invoke("sync_now"),
    printerState: () => invoke("printer_state"),
    listPrinters: () => invoke("list_printers"),

    startDraft: () => invoke("start_draft"),
    listDrafts: () => invoke("list_drafts"),
    draft: (id) => invoke("draft", { id }),
    saveDraft: (id, form) => invoke("save_draft", { id, form }),
    discardDraft: (id) => invoke("discard_draft", { id }),
    restoreDraft: (id) => invoke("restore_draft", { id }),
    addDraftPhoto: (draft, slot, bytes) => sendBytes("add_draft_photo", bytes, { draft, slot }),
    removeDraftPhoto: (id, sha256) => invoke("remove_draft_photo", { id, sha256 }),
    restoreDraftPhoto: (id, sha256) => invoke("restore_draft_photo", { id, sha256 }),
    livingReceipt: (id, form, size, language) => invoke("living_receipt", { id, form, size, language }),
    openTicket: (id, form) => invoke("open_ticket", { id, form }),

    board: () => invoke("board"),
    search: (text) => invoke("search", { text }),
    ticket: (id) => invoke("ticket", { id }),
    takeAction: (id, action, words) => invoke("take_action", { id, action, words }),
    addNote: (id, text) => invoke("add_note", { id, text }),
    addTicketPhoto: (ticket, slot, bytes) => sendBytes("add_ticket_photo", bytes, { ticket, slot }),
    convert: (id, kind) => invoke("convert", { id, kind }),
    retract: (id, event) => invoke("retract", { id, event }),
    printReceipt: (id, size, language) => invoke("print_receipt", { id, size, language }),

    listen: (name, heard) => listen(name, (event) => heard(event.payload as never)),
    photoUrl: (sha256, size) => `${convertFileSrc("", "photo")}${size}/${sha256}`,
  };
}
