import type { AccountsView } from "./bindings/AccountsView";
import type { AccountView } from "./bindings/AccountView";
import type { AddAccounts } from "./bindings/AddAccounts";
import type { AddedView } from "./bindings/AddedView";
import type { AppError } from "./bindings/AppError";
import type { ChangeSettings } from "./bindings/ChangeSettings";
import type { ConfirmAccount } from "./bindings/ConfirmAccount";
import type { CopiedView } from "./bindings/CopiedView";
import type { CopyCode } from "./bindings/CopyCode";
import type { DropDraft } from "./bindings/DropDraft";
import type { DroppedView } from "./bindings/DroppedView";
import type { EditAccount } from "./bindings/EditAccount";
import type { OneAccount } from "./bindings/OneAccount";
import type { ReadManual } from "./bindings/ReadManual";
import type { ReadText } from "./bindings/ReadText";
import type { ScanView } from "./bindings/ScanView";
import type { SettingsView } from "./bindings/SettingsView";
import type { StartView } from "./bindings/StartView";

/** What the shell tells the page without being asked, with what comes along. */
export type BackendEvents = {
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
  /** Goes on without what is missing, where that loses nothing: a new vault beside an old key, or an older vault. */
  startAnyway(): Promise<StartView>;
  /** Tells the shell that the first view has been painted. */
  windowReady(): Promise<void>;
  accounts(): Promise<AccountsView>;
  copyCode(req: CopyCode): Promise<CopiedView>;
  /** Moves a counter account on; the counter is saved before the code is returned. */
  nextCode(req: OneAccount): Promise<AccountView>;
  scanScreen(): Promise<ScanView>;
  scanClipboard(): Promise<ScanView>;
  /** `null`: the person closed the file dialog. */
  choosePicture(): Promise<ScanView | null>;
  readText(req: ReadText): Promise<ScanView>;
  readManual(req: ReadManual): Promise<ScanView>;
  addAccounts(req: AddAccounts): Promise<AddedView>;
  dropDraft(req: DropDraft): Promise<void>;
  editAccount(req: EditAccount): Promise<void>;
  removeAccount(req: OneAccount): Promise<void>;
  restoreAccount(req: OneAccount): Promise<void>;
  confirmAccount(req: ConfirmAccount): Promise<void>;
  retrySave(): Promise<void>;
  settings(): Promise<SettingsView>;
  changeSettings(req: ChangeSettings): Promise<SettingsView>;
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
