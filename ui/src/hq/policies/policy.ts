//! The rules as headquarters tells them: versions, tables, and what a document would change.
import CalendarClock from "@lucide/svelte/icons/calendar-clock";
import CircleCheck from "@lucide/svelte/icons/circle-check";
import History from "@lucide/svelte/icons/history";
import Replace from "@lucide/svelte/icons/replace";
import { named } from "../../shared/named";
import { t, tOr } from "../../shared/words/words.svelte";
import type { Schemas, Bilingual } from "../api";

export type Standing = "in_force" | "to_come" | "past" | "replaced";

/** A version as it was published. */
export type PolicyTold = Schemas["PolicyTold"];

export type RowTold = Schemas["RowTold"];

export type TableTold = Schemas["TableTold"];

export type SectionTold = Schemas["SectionTold"];

export type PolicyView = Schemas["PolicyView"];

export type TableChange = Schemas["TableChange"];

export type Change = Schemas["PolicyOutlook"];

export type Fault = Schemas["PolicyFault"];

export type Outlook = { fault: Fault } | { change: Change };

export type Published = Schemas["Published"];

const id = (code: string) => code.replaceAll("_", "-");

export const sectionName = (code: string) => tOr(`hq-policy-section-${id(code)}`, code);
export const tableName = (code: string) => tOr(`hq-policy-table-${id(code)}`, code);
export const columnName = (code: string) => tOr(`hq-policy-column-${id(code)}`, code);

export const STANDINGS = {
  in_force: { look: "good", icon: CircleCheck },
  to_come: { look: "soon", icon: CalendarClock },
  past: { look: "plain", icon: History },
  replaced: { look: "plain", icon: Replace },
} as const;

export const standingName = (standing: Standing) => t(`hq-policy-standing-${id(standing)}`);

/** What a document was refused for, and what can be done about it. */
export function faultWords(code: string, where: string): { title: string; next: string } {
  const message = `hq-fault-${id(code)}`;
  return { title: tOr(message, t("hq-fault-other", { code }), { where }), next: tOr(`${message}.next`, t("hq-fault-other.next"), { where }) };
}

/** From when to when, in words. */
export function daysWords(policy: Pick<PolicyTold, "valid_from" | "until">): string {
  return t("hq-policy-days", { from: policy.valid_from ?? "none", until: policy.until ?? "none" });
}

/** The sections with the rows that hold `text` in the language of the screen; all of them for none. */
export function found(sections: readonly SectionTold[], text: string): SectionTold[] {
  const wanted = text.trim().toLowerCase();
  if (!wanted) return [...sections];
  const holds = (row: RowTold) => row.cells.some((cell) => named(cell).toLowerCase().includes(wanted));
  const within = (section: SectionTold) => section.tables.map((table) => ({ ...table, rows: table.rows.filter(holds) })).filter((table) => table.rows.length > 0);
  return sections.map((section) => ({ code: section.code, tables: within(section) })).filter((section) => section.tables.length > 0);
}

export const rowCount = (section: SectionTold) => section.tables.reduce((sum, table) => sum + table.rows.length, 0);

/** Columns without which the first cell does not say which rule it is. */
const NAMING = new Set(["for_whom", "meaning", "category", "place", "shape", "incident", "branch"]);

/** How many cells say which rule it is. */
const namingCells = (columns: readonly string[]) => (NAMING.has(columns[1] ?? "") ? 2 : 1);

/** What a rule is called among the others of its table. */
export function ruleName(columns: readonly string[], cells: readonly Bilingual[]): string {
  return cells.slice(0, namingCells(columns)).map(named).join("\n");
}

/** What a rule says beside its name; its name where it says nothing else. */
export function ruleSays(columns: readonly string[], cells: readonly Bilingual[]): { column: string; cell: Bilingual }[] {
  const said = cells.map((cell, at) => ({ column: columns[at] ?? "", cell }));
  return said.length > namingCells(columns) ? said.slice(namingCells(columns)) : said;
}

/** Which table it is; one that is all of its section says so once. */
export function placeName(section: string, table: string): string {
  const [above, own] = [sectionName(section), tableName(table)];
  return above === own ? own : `${above} · ${own}`;
}

/** How many rules are new, other and gone. */
export function countOf(changes: readonly TableChange[]): { added: number; changed: number; gone: number } {
  const sum = (of: (change: TableChange) => unknown[]) => changes.reduce((total, change) => total + of(change).length, 0);
  return { added: sum((change) => change.added), changed: sum((change) => change.changed), gone: sum((change) => change.gone) };
}
