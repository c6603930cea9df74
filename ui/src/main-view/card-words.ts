import type { AccountView } from "../backend/bindings/AccountView";
import { groups, type Shown, spokenCode } from "../time/period";
import { t } from "../words/words.svelte";

/** From here on the next code stands beside the current one. */
export const NEXT_FROM = 10;
/** From here on colour and words say that the code is about to end. */
export const SOON_FROM = 5;

export type Copied = "no" | "current" | "next";
/** The line under the code: a thing that is done, in its colour, or else `rest`; and `more`, for which not every card has room. */
export type Line = { strong: string | null; rest: string; more: string };

/** The line under the code of a card. `waits`: a copy waits for the next code. */
export function lineUnder(account: AccountView, shown: Shown | null, copied: Copied, waits: boolean): Line {
  if (account.hidden) return copied === "current" ? done("card-copied") : plain(t("card-hidden"), t("card-hidden-copy"));
  if (account.type === "hotp") return copied === "current" ? done("card-copied") : plain(t("card-copy-hint"));
  if (shown === null) return plain(t(account.until === null ? "card-no-pin" : "card-waiting"));
  const seconds = shown.left;
  if (waits) return plain(t("card-wait", { seconds }));
  if (copied === "current") return done("card-copied", t("card-copied-wait", { seconds }));
  if (copied === "next") return done("card-next-copied", t("card-next-copied-wait", { seconds }));
  const left = t(seconds <= SOON_FROM ? "card-soon" : "card-left", { seconds });
  return plain(left, seconds > NEXT_FROM || shown.next === null ? "" : t("card-then", { next: groups(shown.next).join(" ") }));
}

/** The card's name for a screen reader: "Госуслуги, +7…, код 4 8 2, 9 1 3, осталось 18 секунд". */
export function spokenCard(account: AccountView, code: string | null, shown: Shown | null, copied: Copied, waits: boolean, selected?: boolean): string {
  const parts = [account.issuer, account.name];
  if (account.issuer === "" && account.name === "") parts.push(t("account-unnamed"));
  // In a list of ticks the state comes from the button; the code would only be in the way.
  if (selected !== undefined) return [...parts, account.favourite && t("spoken-favourite")].filter(Boolean).join(", ");
  if (account.hidden) parts.push(t("spoken-hidden"));
  if (code !== null) parts.push(t("spoken-code", { code: spokenCode(code) }));
  if (shown !== null && waits) parts.push(t("card-wait", { seconds: shown.left }));
  else if (shown !== null && copied === "current") parts.push(t("spoken-copied-wait", { seconds: shown.left }));
  else if (shown !== null) parts.push(t("spoken-left", { seconds: shown.left }));
  else if (copied === "current") parts.push(t("spoken-copied"));
  else if (code === null && account.type === "hotp" && !account.hidden) parts.push(t("card-counter-hint"));
  else if (code === null && !account.hidden) parts.push(lineUnder(account, shown, copied, waits).rest);
  if (copied === "next") parts.push(t("spoken-next-copied"));
  if (account.favourite) parts.push(t("spoken-favourite"));
  if (!account.confirmed) parts.push(t("card-unconfirmed"));
  return parts.filter(Boolean).join(", ");
}

function plain(rest: string, more = ""): Line {
  return { strong: null, rest, more };
}

function done(id: string, more = ""): Line {
  return { strong: t(id), rest: "", more };
}
