//! The audit log's rows in words. What this page has no word for is shown as it is kept.
import { t, tOr, words } from "../../shared/words/words.svelte";
import { roleName } from "../roles";
import type { AuditRow } from "./staff";

const ZONE = "Asia/Shanghai";
const COMMAND_LINE = "command line";
/** Stands before the name of another system. */
const SERVICE = "service:";
/** Outcomes that are no refusal. */
const WENT_ON = ["shown", "begun", "done"];
/** Acts whose rows name an account and, behind it, its roles. */
const ABOUT_ROLES = ["account_added", "account_roles_changed"];

export function actName(act: string): string {
  return tOr(`hq-act-${act.replaceAll("_", "-")}`, act);
}

/** A name that is nobody's is not kept: it may have been a password. */
export function accountWords(account: string): string {
  if (account === COMMAND_LINE) return t("hq-audit-command-line");
  if (account.startsWith(SERVICE)) return t("hq-audit-service", { name: account.slice(SERVICE.length) });
  return account || t("hq-audit-nobody");
}

/** To the second, in headquarters' own time: 2026-11-21 14:35:08. */
export function exactMoment(at: string): string {
  const parts = new Intl.DateTimeFormat("en-CA", { timeZone: ZONE, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" }).formatToParts(new Date(at));
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? "";
  return `${part("year")}-${part("month")}-${part("day")} ${part("hour")}:${part("minute")}:${part("second")}`;
}

export function outcomeWords(outcome: string): { words: string; isRefused: boolean } {
  const code = outcome.replaceAll("_", "-");
  const isRefused = !WENT_ON.includes(outcome);
  const said = tOr(`hq-outcome-${code}`, "") || tOr(`hq-failure-${code}`, "") || tOr(`hq-refused-${code}`, "", { roles: "", amount: "", has: "no", rounds: 0, status: "" });
  return { words: said || outcome, isRefused };
}

/** What a row is about; roles by their names, with their days. */
export function aboutWords(row: AuditRow): string {
  if (!ABOUT_ROLES.includes(row.act)) return row.about;
  const [name = "", ...roles] = row.about.split(" ");
  const named = roles.map((held) => {
    const [role = "", from = "", until = ""] = held.split(":");
    return from || until ? `${roleName(role)} ${from}–${until}` : roleName(role);
  });
  return [name, named.join(t("list-comma"))].filter(Boolean).join(words().locale === "en" ? ": " : ":");
}
