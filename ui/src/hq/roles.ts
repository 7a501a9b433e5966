//! What people work as, and why something is refused to them, in words.
import { t, tOr } from "../shared/words/words.svelte";
import type { ApiFailure } from "./api";
import type { Allowed, Refusal } from "./claim";
import { yuan } from "./money";

export function roleName(role: string): string {
  return tOr(`hq-role-${role.replaceAll("_", "-")}`, role);
}

/** Any of these. */
export function roleNames(roles: readonly string[]): string {
  return roles.map(roleName).join(t("hq-or"));
}

/** Why a decision is refused and what would be allowed; nothing where this page has no words for it. */
export function refusalWords(refused: Refusal | ApiFailure): string | undefined {
  const allowed: Allowed = refused.allowed ?? {};
  const status = allowed.status ?? "";
  const upTo = allowed.up_to_fen ?? undefined;
  const given = {
    roles: roleNames(allowed.roles ?? []),
    amount: upTo === undefined ? "" : yuan(upTo),
    has: upTo === undefined || upTo >= Number.MAX_SAFE_INTEGER ? "no" : "yes",
    rounds: allowed.rounds ?? 0,
    status: tOr(`status-${status.replaceAll("_", "-")}`, status),
  };
  return tOr(`hq-refused-${refused.code.replaceAll("_", "-")}`, "", given) || undefined;
}

/** Why something was not written, in words; whatever this page has no words for is trouble. */
export function troubleWords(failure: ApiFailure): string {
  const code = failure.code.replaceAll("_", "-");
  return tOr(`hq-investigation-${code}`, "") || tOr(`hq-refused-${code}`, "") || tOr(`hq-failure-${code}`, t("hq-failure-trouble"));
}
