import type { AccountsView } from "./bindings/AccountsView";
import type { AccountView } from "./bindings/AccountView";
import type { AddedView } from "./bindings/AddedView";
import type { AppError } from "./bindings/AppError";
import type { CopiedView } from "./bindings/CopiedView";
import type { DroppedView } from "./bindings/DroppedView";
import type { ScanView } from "./bindings/ScanView";
import type { SettingsView } from "./bindings/SettingsView";
import type { StartView } from "./bindings/StartView";

/** What the person typed in the form for a key without a QR code. `secret` leaves the page with this call only. */
export type ManualEntry = {
  issuer: string;
  name: string;
  secret: string;
  kind: AccountView["type"];
  algorithm: string | null;
  digits: number | null;
  period: number | null;
  counter: number | null;
  pin: string | null;
};

/** One account of a draft that the person chose, under the labels they left in the preview. */
export type ChosenAccount = { index: number; issuer: string; name: string; pin?: string };

/** What the shell tells the page without being asked, with what comes along. */
export type BackendEvents = {
  "accounts-changed": null;
  "clipboard-cleared": null;
  dragging: boolean;
  dropped: DroppedView;
};

/**
 * Everything the page may ask of the rest of the application.
 * Times are unix seconds. Every promise rejects with an `AppError`.
 */
export interface Backend {
  start(): Promise<StartView>;
  retryStart(): Promise<StartView>;
  /** Tells the shell that the first view has been painted. */
  windowReady(): Promise<void>;
  accounts(): Promise<AccountsView>;
  copyCode(req: { account: string; which: "current" | "next" }): Promise<CopiedView>;
  /** Moves a counter account on; the counter is saved before the code is returned. */
  nextCode(req: { account: string }): Promise<AccountView>;
  scanScreen(): Promise<ScanView>;
  scanClipboard(): Promise<ScanView>;
  /** `null`: the person closed the file dialog. */
  choosePicture(): Promise<ScanView | null>;
  readText(req: { text: string }): Promise<ScanView>;
  readManual(req: ManualEntry): Promise<ScanView>;
  addAccounts(req: { draft: string; accounts: ChosenAccount[] }): Promise<AddedView>;
  dropDraft(req: { draft: string }): Promise<void>;
  editAccount(req: { account: string; issuer: string; name: string }): Promise<void>;
  removeAccount(req: { account: string }): Promise<void>;
  restoreAccount(req: { account: string }): Promise<void>;
  confirmAccount(req: { account: string; confirmed: boolean }): Promise<void>;
  retrySave(): Promise<void>;
  settings(): Promise<SettingsView>;
  changeSettings(req: {
    language?: SettingsView["language"];
    theme?: SettingsView["theme"];
  }): Promise<SettingsView>;
  /** Calls `heard` for each event until the returned function is called. */
  on<E extends keyof BackendEvents>(event: E, heard: (payload: BackendEvents[E]) => void): () => void;
}

/** Whatever was thrown, as the error the page can put into words. */
export function asAppError(thrown: unknown): AppError {
  if (typeof thrown === "object" && thrown !== null && "code" in thrown && typeof thrown.code === "string") {
    const detail = "detail" in thrown && typeof thrown.detail === "string" ? thrown.detail : null;
    return { code: thrown.code, detail };
  }
  return { code: "unexpected", detail: null };
}
