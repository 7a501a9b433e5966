//! What people work as, in words.
import { t, tOr } from "../shared/words/words.svelte";

/** Roles as one line; one of tomorrow is shown as it came. */
export function roleWords(roles: readonly string[]): string {
  return roles.map((role) => tOr(`staff-${role.replace(/_/g, "-")}`, role)).join(t("list-comma"));
}
