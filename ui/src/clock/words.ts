import type { ClockTroubleView } from "../backend/bindings/ClockTroubleView";
import type { DifferenceView } from "../backend/bindings/DifferenceView";
import { span } from "../words/dates";
import { type ErrorText, t } from "../words/words.svelte";

/** What is wrong with the clock, and what that means for codes. */
export function troubleText({ kind, seconds }: ClockTroubleView): ErrorText {
  const by = span(seconds);
  switch (kind) {
    case "before_build":
      return { what: t("clock-before-build", { by }), advice: t("clock-behind-why") };
    case "before_last_seen":
      return { what: t("clock-before-last-seen", { by }), advice: t("clock-behind-why") };
    case "ahead":
      return { what: t(seconds < 0 ? "clock-behind" : "clock-ahead", { by }), advice: t("clock-ahead-why") };
    case "moved":
      return { what: t(seconds < 0 ? "clock-moved-back" : "clock-moved-on", { by }), advice: t("clock-moved-why") };
  }
}

/** Codes of a clock that is off by this many seconds are still taken everywhere. */
const HARMLESS = 5;
/** Beyond this, portals that allow one step before and after refuse the code. */
const REFUSED = 30;

/** What a comparison with another clock came to. */
export function differenceText({ ahead, halfHours }: DifferenceView): ErrorText & { isOff: boolean } {
  const size = Math.abs(ahead);
  const hours = span(halfHours * 1800);
  if (size <= HARMLESS && halfHours !== 0) {
    return { what: t("clock-hours", { by: hours }), advice: t("clock-hours-why"), isOff: true };
  }
  const zone = halfHours === 0 ? "" : ` ${t("clock-zone", { by: hours })}`;
  if (size <= HARMLESS) return { what: t("clock-right"), advice: t("clock-right-why"), isOff: false };
  const by = span(ahead);
  const what = t(ahead < 0 ? "clock-behind" : "clock-ahead", { by });
  return { what, advice: t(size < REFUSED ? "clock-off-a-little" : "clock-off-refused") + zone, isOff: true };
}
