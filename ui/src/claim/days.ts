//! Days as a clerk types them.
import { readDate } from "../intake/form";

/** A day that is still to come: 11-28 is the next one that will be, where a day that was is the last. */
export function readComing(typed: string, today: string): string | undefined {
  const read = readDate(typed, today);
  const hasYear = typed.normalize("NFKC").trim().split(/[^\d]+/).filter(Boolean).length !== 2;
  if (!read || hasYear || read >= today) return read;
  const [year = 0] = read.split("-").map(Number);
  const coming = `${year + 1}${read.slice(4)}`;
  return readDate(coming, today) ?? read;
}
