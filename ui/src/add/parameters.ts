import type { PreviewView } from "../backend/bindings/PreviewView";
import { t } from "../words/words.svelte";

/** The parameters of a code in one line of small text. */
export function parametersOf({ type, algorithm, digits, period, counter }: Pick<PreviewView, "type" | "algorithm" | "digits" | "period" | "counter">): string {
  if (type === "hotp") return t("preview-params-counter", { digits, counter: counter ?? 0, algorithm });
  if (type === "totp") return t("preview-params", { digits, period: period ?? 30, algorithm });
  return t("preview-params-letters", { count: digits, period: period ?? 30, type: t(`type-${type}`) });
}
