//! A command that answers only when told to.
import type { DeskBackend } from "../../src/backend/backend";
import type { FakeBackend } from "../fake/backend";

/** Holds every answer of `command` back until it is let go. */
export function held(fake: FakeBackend, command: keyof DeskBackend): { letGo: () => void } {
  let letGo!: () => void;
  const gate = new Promise<void>((open) => (letGo = open));
  fake.gates[command] = gate;
  return {
    letGo: () => {
      delete fake.gates[command];
      letGo();
    },
  };
}
