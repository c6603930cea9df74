import type { AppError } from "../backend/bindings/AppError";
import type { Way } from "../backend/bindings/Way";
import { t } from "../words/words.svelte";

/** A way out that is a view of its own. */
export type Step = Extract<Way, "sheet" | "backup" | "password" | "new_with_password"> | "lost";

/** Nothing is known about what is in the vault, or it lacks what came later: only that nobody touched it is sure. */
const unseen = ["vault_older", "vault_newer", "unsafe_folder", "disk_full", "read_only", "no_permission", "io_failed", "no_home"];

/** What is true about the accounts in this case. */
export function safety({ code }: AppError, ways: Way[]): string {
  // Only offered where there is no vault.
  if (ways.includes("new_with_password")) return t("blocked-safe-fresh");
  if (code === "vault_damaged") return t("blocked-safe-damaged");
  if (code === "key_without_vault") return t("blocked-safe-no-vault");
  if (unseen.includes(code)) return t("blocked-safe-folder");
  return t("blocked-safe");
}

/** What a way does, and one line about it. */
export function wordsOf(way: Way | "lost"): { title: string; note: string } {
  const id = `way-${way.replaceAll("_", "-")}`;
  return { title: t(id), note: t(`${id}-note`) };
}
