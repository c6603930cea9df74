import type { PointView } from "../backend/bindings/PointView";
import { t } from "../words/words.svelte";

/** What would change if this state came back: «2 записей сейчас нет, 1 изменена». */
export function differenceOf({ missing, changed, newer }: PointView): string {
  const parts = [
    missing > 0 ? t("point-missing", { count: missing }) : "",
    changed > 0 ? t("point-changed", { count: changed }) : "",
    newer > 0 ? t("point-newer", { count: newer }) : "",
  ].filter(Boolean);
  return parts.length === 0 ? t("point-same") : parts.join(", ");
}
