import type { App, Sheet } from "../app.svelte";
import type { AppError } from "../backend/bindings/AppError";
import type { ProtectionView } from "../backend/bindings/ProtectionView";
import { troubleText } from "../clock/words";
import { moment } from "../words/dates";
import { errorText, t } from "../words/words.svelte";
import { titleOf } from "./state.svelte";

/** The one message at the foot of the window. */
export type Banner = {
  code: string;
  what: string;
  advice: string;
  /** Read out at once. What merely ought to be done some day is not. */
  urgent: boolean;
  /** The view where it can be mended, and the word on its button. */
  mend?: { text: string; sheet: Sheet };
  /** The name under which it was put away; without one it goes with its cause. */
  dismiss?: string;
};

/** The most urgent message that is true now and was not put away. */
export function bannerOf(app: App, seen: string[]): Banner | null {
  const { accounts, messages } = app;
  const error = accounts.unsaved ?? accounts.problem ?? messages.failure;
  if (error !== null) return ofError(error);
  // While several accounts are being marked, what can wait makes room.
  const notices = [...noticesOf(app)].filter(({ urgent }) => urgent || !app.selecting.on);
  return notices.find(({ dismiss }) => dismiss === undefined || !seen.includes(dismiss)) ?? null;
}

/** What else there is to say, the most urgent first. */
function* noticesOf({ accounts, fraudDue, protection: { view } }: App): Generator<Banner> {
  const { trouble } = accounts.clockState;
  if (trouble !== null) {
    const { what, advice } = troubleText(trouble);
    const mend = { text: t("banner-clock-mend"), sheet: { kind: "clock" } as const };
    yield { code: `clock-${trouble.kind}`, what, advice, urgent: true, mend, dismiss: `clock-${trouble.kind}${trouble.kind === "moved" ? trouble.seconds : ""}` };
  }
  if (fraudDue) yield { code: "fraud", what: t("banner-fraud"), advice: t("banner-fraud-why"), urgent: false, mend: { text: t("banner-fraud-more"), sheet: { kind: "help", article: "fraud" } }, dismiss: "fraud" };
  if (accounts.restored !== null) {
    yield { ...ofError({ code: "vault_restored", detail: moment(accounts.restored) }), dismiss: "restored" };
  }
  if (accounts.unreadable > 0) {
    yield { ...ofError({ code: "accounts_unreadable", detail: String(accounts.unreadable) }), dismiss: "unreadable" };
  }
  if (view === null) return;
  if (view.openedBySheet) {
    yield {
      code: "opened-by-sheet",
      what: t("banner-opened-by-sheet"),
      advice: t("banner-opened-by-sheet-why"),
      urgent: true,
      mend: { text: t("banner-opened-by-sheet-mend"), sheet: { kind: "after-sheet" } },
      dismiss: "opened-by-sheet",
    };
  }
  const failure = view.backups?.failure ?? null;
  if (failure !== null) {
    const { what } = errorText(failure.error);
    yield {
      code: failure.error.code,
      what: t("banner-backup"),
      // What to do about it stands where the button leads.
      advice: `${what}.`,
      urgent: true,
      mend: { text: t("banner-backup-mend"), sheet: { kind: "backups" } },
      dismiss: `backup-${failure.at}`,
    };
  }
  if (view.keyringInClear && view.guard === "keyring") {
    yield {
      code: "keyring-in-clear",
      what: t("banner-clear"),
      advice: t("banner-clear-why"),
      urgent: false,
      mend: { text: t("banner-clear-mend"), sheet: { kind: "password" } },
      dismiss: "keyring-in-clear",
    };
  }
  // An empty vault has nothing to lose.
  if (accounts.total > 0 && view.recovery?.checkedAt == null) yield sheetNotice(view);
  const first = accounts.firstUnconfirmed;
  if (first === null) return;
  yield {
    code: "unconfirmed",
    what: t("banner-unconfirmed", { count: accounts.unconfirmed, account: titleOf(first) }),
    advice: t("banner-unconfirmed-why"),
    urgent: false,
    mend: { text: t("banner-unconfirmed-mend"), sheet: { kind: "first-code", account: first.id } },
    dismiss: "unconfirmed",
  };
}

function sheetNotice(view: ProtectionView): Banner {
  if (view.recovery !== null || view.draftSheet) {
    return {
      code: "sheet-unchecked",
      what: t("banner-sheet-unchecked"),
      advice: t("banner-sheet-unchecked-why"),
      urgent: false,
      mend: { text: t("banner-sheet-check"), sheet: { kind: "recovery" } },
      dismiss: "sheet",
    };
  }
  return {
    code: "sheet-none",
    what: t("banner-sheet-none"),
    advice: view.guard === "password" ? t("banner-sheet-none-password") : t("banner-sheet-none-keyring"),
    urgent: false,
    mend: { text: t("banner-sheet-make"), sheet: { kind: "recovery" } },
    dismiss: "sheet",
  };
}

function ofError(error: AppError): Banner {
  const { what, advice } = errorText(error);
  return { code: error.code, what, advice, urgent: true };
}
