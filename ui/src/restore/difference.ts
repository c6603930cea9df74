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

/** A state in one line: how much is in it, why it was kept, what is different now. */
export function summaryOf(point: PointView): string {
  return `${t("point-accounts", { count: point.accounts })} · ${t(`point-kind-${point.kind}`)} · ${differenceOf(point)}`;
}
