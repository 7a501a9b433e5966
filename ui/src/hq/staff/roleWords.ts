//! Roles with their days, in words.
import { t } from "../../shared/words/words.svelte";
import { roleName } from "../roles";
import type { HeldRole } from "./staff";

/** 理赔员、复核人(2026-11-23 至 2026-11-27) */
export function heldWords(roles: readonly HeldRole[]): string {
  const one = ({ role, from, until }: HeldRole) => {
    const name = roleName(role);
    if (from && until) return t("hq-role-days", { role: name, from, until });
    if (from) return t("hq-role-from", { role: name, from });
    return until ? t("hq-role-until", { role: name, until }) : name;
  };
  return roles.map(one).join(t("list-comma"));
}
