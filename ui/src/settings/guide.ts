//! The steps by which a new counter is made ready, and how far it has come.
import type { AppState } from "../backend/contract";
import type { Desk } from "../desk/desk.svelte";

export interface GuideStep {
  name: "enrolment" | "printer" | "scanner" | "camera" | "people" | "practice";
  isDone: boolean;
}

export function stepsOf(app: AppState, hasPins: boolean): GuideStep[] {
  const tried = (name: "printer" | "scanner" | "camera" | "practice") => ({ name, isDone: app.settings.tried.includes(name) });
  return [{ name: "enrolment", isDone: app.enrolment === "enrolled" }, tried("printer"), tried("scanner"), tried("camera"), { name: "people", isDone: hasPins }, tried("practice")];
}

/** Notes that something was tried out and works. */
export function noteTried(desk: Desk, name: string): void {
  const { tried } = desk.app.settings;
  if (!tried.includes(name)) void desk.change({ tried: [...tried, name] });
}
