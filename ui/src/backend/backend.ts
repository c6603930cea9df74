import type { AccountDetailsView } from "./bindings/AccountDetailsView";
import type { AccountsView } from "./bindings/AccountsView";
import type { AccountView } from "./bindings/AccountView";
import type { AddAccounts } from "./bindings/AddAccounts";
import type { AddedView } from "./bindings/AddedView";
import type { AddImport } from "./bindings/AddImport";
import type { AppError } from "./bindings/AppError";
import type { ArticleView } from "./bindings/ArticleView";
import type { BackupFileView } from "./bindings/BackupFileView";
import type { BackupsView } from "./bindings/BackupsView";
import type { CameraView } from "./bindings/CameraView";
import type { ChangeBackups } from "./bindings/ChangeBackups";
import type { ChangeSettings } from "./bindings/ChangeSettings";
import type { ClockCheckView } from "./bindings/ClockCheckView";
import type { ClockView } from "./bindings/ClockView";
import type { CodesView } from "./bindings/CodesView";
import type { CompareClock } from "./bindings/CompareClock";
import type { ConfirmAccount } from "./bindings/ConfirmAccount";
import type { CopiedView } from "./bindings/CopiedView";
import type { CopyCode } from "./bindings/CopyCode";
import type { CopyPassword } from "./bindings/CopyPassword";
import type { CopyRecoveryCode } from "./bindings/CopyRecoveryCode";
import type { CopyView } from "./bindings/CopyView";
import type { CorrectClock } from "./bindings/CorrectClock";
import type { CounterFoundView } from "./bindings/CounterFoundView";
import type { DesktopView } from "./bindings/DesktopView";
import type { DiagnosisView } from "./bindings/DiagnosisView";
import type { DifferenceView } from "./bindings/DifferenceView";
import type { DropDraft } from "./bindings/DropDraft";
import type { DroppedView } from "./bindings/DroppedView";
import type { DuplicatesView } from "./bindings/DuplicatesView";
import type { EditAccount } from "./bindings/EditAccount";
import type { ExportAccounts } from "./bindings/ExportAccounts";
import type { ExportedView } from "./bindings/ExportedView";
import type { FindCounter } from "./bindings/FindCounter";
import type { FrameView } from "./bindings/FrameView";
import type { Help } from "./bindings/Help";
import type { HelpArticle } from "./bindings/HelpArticle";
import type { HelpView } from "./bindings/HelpView";
import type { ImportedView } from "./bindings/ImportedView";
import type { ImportProgressView } from "./bindings/ImportProgressView";
import type { ImportView } from "./bindings/ImportView";
import type { JudgePassword } from "./bindings/JudgePassword";
import type { ListAccounts } from "./bindings/ListAccounts";
import type { Lock } from "./bindings/Lock";
import type { MadePasswordView } from "./bindings/MadePasswordView";
import type { MakePassword } from "./bindings/MakePassword";
import type { ManyAccounts } from "./bindings/ManyAccounts";
import type { MatchingAccounts } from "./bindings/MatchingAccounts";
import type { MoveAccount } from "./bindings/MoveAccount";
import type { NewWithPassword } from "./bindings/NewWithPassword";
import type { OneAccount } from "./bindings/OneAccount";
import type { OneImport } from "./bindings/OneImport";
import type { OneImportFile } from "./bindings/OneImportFile";
import type { PasswordPortalView } from "./bindings/PasswordPortalView";
import type { PastedCodesView } from "./bindings/PastedCodesView";
import type { PointAccounts } from "./bindings/PointAccounts";
import type { PointAccountView } from "./bindings/PointAccountView";
import type { PointView } from "./bindings/PointView";
import type { PortalView } from "./bindings/PortalView";
import type { ProtectionView } from "./bindings/ProtectionView";
import type { ReadManual } from "./bindings/ReadManual";
import type { ReadRecoveryCodes } from "./bindings/ReadRecoveryCodes";
import type { ReadSheet } from "./bindings/ReadSheet";
import type { ReadText } from "./bindings/ReadText";
import type { RecoveryCodesView } from "./bindings/RecoveryCodesView";
import type { RehearsalView } from "./bindings/RehearsalView";
import type { RemovePassword } from "./bindings/RemovePassword";
import type { RenameTag } from "./bindings/RenameTag";
import type { RestoreBackup } from "./bindings/RestoreBackup";
import type { RestoredView } from "./bindings/RestoredView";
import type { RestorePoint } from "./bindings/RestorePoint";
import type { SavedSheetView } from "./bindings/SavedSheetView";
import type { SaveRecoveryCodes } from "./bindings/SaveRecoveryCodes";
import type { ScanView } from "./bindings/ScanView";
import type { SetCounter } from "./bindings/SetCounter";
import type { SetPassword } from "./bindings/SetPassword";
import type { SettingsView } from "./bindings/SettingsView";
import type { SheetClosedView } from "./bindings/SheetClosedView";
import type { SheetView } from "./bindings/SheetView";
import type { ShowCodes } from "./bindings/ShowCodes";
import type { ShowRecoveryCodes } from "./bindings/ShowRecoveryCodes";
import type { StartAnyway } from "./bindings/StartAnyway";
import type { StartView } from "./bindings/StartView";
import type { TagAccounts } from "./bindings/TagAccounts";
import type { TickRecoveryCode } from "./bindings/TickRecoveryCode";
import type { TrashedView } from "./bindings/TrashedView";
import type { UndoneView } from "./bindings/UndoneView";
import type { UnlockImport } from "./bindings/UnlockImport";
import type { UnlockWithPassword } from "./bindings/UnlockWithPassword";
import type { VerdictView } from "./bindings/VerdictView";
import type { WaitEndedView } from "./bindings/WaitEndedView";

/** What the shell tells the page without being asked, with what comes along. */
export type BackendEvents = {
  "add-asked": null;
  "backup-failed": AppError;
  "clipboard-cleared": null;
  /** A code was typed into another program, and is used. */
  "code-typed": null;
  "copy-ended": WaitEndedView;
  dragging: boolean;
  dropped: DroppedView;
  /** A link or a file from outside waits: `openGiven`. */
  given: null;
  "recovery-codes-changed": null;
  "sheet-closed": SheetClosedView;
};

/** A picture of the camera: one byte of grey a pixel, row by row. */
export type Frame = { width: number; height: number; grey: Uint8Array };

/**
 * Everything the page may ask of the rest of the application.
 * Times are unix seconds. Every promise rejects with an `AppError`.
 */
export interface Backend {
  start(): Promise<StartView>;
  retryStart(): Promise<StartView>;
  /** Goes on without what is missing, where that loses nothing: a new vault beside an old key, or an older vault. */
  startAnyway(req: StartAnyway): Promise<StartView>;
  unlockWithPassword(req: UnlockWithPassword): Promise<StartView>;
  /** `null`: the person closed the file dialog. */
  unlockWithSheet(req: ReadSheet): Promise<StartView | null>;
  /** A first vault where nothing keeps a key. The sheet is checked before, or the person does without. */
  newWithPassword(req: NewWithPassword): Promise<StartView>;
  /** `null`: the person closed the file dialog. */
  chooseBackup(): Promise<BackupFileView | null>;
  /** Restores the chosen file. `null`: the person closed the file dialog of the sheet's picture. */
  restoreBackup(req: RestoreBackup): Promise<StartView | null>;
  /**
   * Puts the vault away; the shell rebuilds the window. `anyway`: also when an unsaved change is lost with it.
   * False: there was none to put away.
   */
  lock(req: Lock): Promise<boolean>;
  /** Someone is there. */
  noteActivity(): Promise<void>;
  /** Tells the shell that the first view is there. */
  windowReady(): Promise<void>;
  /** A part of the list with the codes of this period and the next. */
  accounts(req: ListAccounts): Promise<AccountsView>;
  /** All that match, in the order of the list. */
  matchingAccounts(req: MatchingAccounts): Promise<string[]>;
  accountDetails(req: OneAccount): Promise<AccountDetailsView>;
  /** Shows a hidden code for ten seconds. */
  revealCode(req: OneAccount): Promise<AccountView>;
  /** Copies a code, or begins to wait for the next one: `copy-ended` tells then. */
  copyCode(req: CopyCode): Promise<CopyView>;
  /** Moves a counter account on; the counter is saved before the code is returned. */
  nextCode(req: OneAccount): Promise<AccountView>;
  scanScreen(): Promise<ScanView>;
  scanClipboard(): Promise<ScanView>;
  /** `null`: the person closed the file dialog. */
  choosePicture(): Promise<ScanView | null>;
  /** From now on the page may film. */
  cameraOpen(): Promise<CameraView>;
  /** Looks for codes in a frame. When it shows accounts, the camera is closed. */
  cameraFrame(frame: Frame): Promise<FrameView>;
  cameraClose(): Promise<void>;
  readText(req: ReadText): Promise<ScanView>;
  readManual(req: ReadManual): Promise<ScanView>;
  addAccounts(req: AddAccounts): Promise<AddedView>;
  dropDraft(req: DropDraft): Promise<void>;
  /** What is in the link or the files that the program was given. `null`: nothing waits any more. */
  openGiven(): Promise<DroppedView | null>;
  /** Begins an import; from now on what is dropped on the window goes into it. */
  beginImport(): Promise<ImportView>;
  /** `null`: the person closed the file dialog. */
  chooseImport(req: OneImport): Promise<ImportView | null>;
  importClipboard(req: OneImport): Promise<ImportView>;
  importScreen(req: OneImport): Promise<ImportView>;
  unlockImport(req: UnlockImport): Promise<ImportView>;
  /** The key file or the second file of a file. `null`: the person closed the file dialog. */
  chooseImportCompanion(req: OneImportFile): Promise<ImportView | null>;
  /** `null`: nothing is being read. */
  importProgress(): Promise<ImportProgressView | null>;
  cancelImport(req: OneImport): Promise<void>;
  dropImport(req: OneImport): Promise<void>;
  /** Stores what was chosen, in one save. */
  addImport(req: AddImport): Promise<ImportedView>;
  /** The imports of this session, the last one first. */
  imports(): Promise<ImportedView[]>;
  undoImport(req: OneImport): Promise<UndoneView>;
  deleteImportFile(req: OneImportFile): Promise<ImportedView>;
  /** Writes accounts to a file. `null`: the person closed the file dialog. */
  exportAccounts(req: ExportAccounts): Promise<ExportedView | null>;
  /** Opens the window with the QR codes of accounts. */
  showCodes(req: ShowCodes): Promise<ExportedView>;
  /** Says where codes stand in a text that was pasted. */
  readRecoveryCodes(req: ReadRecoveryCodes): Promise<PastedCodesView>;
  saveRecoveryCodes(req: SaveRecoveryCodes): Promise<void>;
  /** Opens the window with the recovery codes of an account. */
  showRecoveryCodes(req: ShowRecoveryCodes): Promise<void>;
  /** Makes up a password. Nothing keeps it. */
  makePassword(req: MakePassword): Promise<MadePasswordView>;
  /** Portals whose rules for passwords are known. */
  passwordPortals(): Promise<PasswordPortalView[]>;
  copyPassword(req: CopyPassword): Promise<CopiedView>;
  editAccount(req: EditAccount): Promise<void>;
  /** Puts them into the trash, in one save. */
  removeAccounts(req: ManyAccounts): Promise<void>;
  restoreAccounts(req: ManyAccounts): Promise<void>;
  tagAccounts(req: TagAccounts): Promise<void>;
  renameTag(req: RenameTag): Promise<void>;
  moveAccount(req: MoveAccount): Promise<void>;
  /** Accounts that may be the same, those with the same key first. */
  duplicates(): Promise<DuplicatesView[]>;
  /** Gives the account a picture of the person's. False: the person closed the file dialog. */
  chooseAccountPicture(req: OneAccount): Promise<boolean>;
  dropAccountPicture(req: OneAccount): Promise<void>;
  confirmAccount(req: ConfirmAccount): Promise<void>;
  retrySave(): Promise<void>;
  /** Sets the counter that the next press uses; the code that is shown goes. */
  setCounter(req: SetCounter): Promise<void>;
  /** The counter after two codes of another device, if they are near the known one. */
  findCounter(req: FindCounter): Promise<CounterFoundView>;
  checkClock(): Promise<ClockCheckView>;
  /** Compares the computer's clock with a time read off elsewhere at this moment. */
  compareClock(req: CompareClock): Promise<DifferenceView>;
  /** Asks servers for the right time: the only thing that uses the network. */
  askClock(): Promise<DifferenceView>;
  /** Makes codes for another time than the clock shows, for a day. */
  correctClock(req: CorrectClock): Promise<ClockView>;
  /** The person says that the clock is right. */
  trustClock(): Promise<ClockView>;
  /** Opens the system's own settings of date and time. */
  openClockSettings(): Promise<void>;
  /** Pages of the help; an empty query lists all of them. Needs no vault. */
  help(req: Help): Promise<HelpView>;
  /** `null`: there is no such page. Needs no vault. */
  helpArticle(req: HelpArticle): Promise<ArticleView | null>;
  /** Opens the system's print dialog. */
  printHelp(): Promise<void>;
  /** `null`: none that is known. */
  portalOfAccount(req: OneAccount): Promise<PortalView | null>;
  /** What the account's codes are, beside those that its portal gives. */
  diagnoseAccount(req: OneAccount): Promise<DiagnosisView>;
  settings(): Promise<SettingsView>;
  changeSettings(req: ChangeSettings): Promise<SettingsView>;
  /** Every setting as it is at first. Backups and what was told once stay. */
  resetSettings(): Promise<SettingsView>;
  /** What this desktop has, for settings that not every desktop can keep. */
  desktop(): Promise<DesktopView>;
  protection(): Promise<ProtectionView>;
  /** Makes a new sheet and opens its window; `sheet-closed` tells of its end. */
  beginSheet(): Promise<void>;
  /** Whether a sheet fits: the new one, which takes effect with this, or the vault's. `null`: dialog closed. */
  checkSheet(req: ReadSheet): Promise<ProtectionView | null>;
  /** Takes the first sheet unchecked. */
  putOffCheck(): Promise<ProtectionView>;
  judgePassword(req: JudgePassword): Promise<VerdictView>;
  setPassword(req: SetPassword): Promise<ProtectionView>;
  removePassword(req: RemovePassword): Promise<ProtectionView>;
  /** A new key in the keyring, after the sheet opened the vault. */
  renewKey(): Promise<ProtectionView>;
  restorePoints(): Promise<PointView[]>;
  pointAccounts(req: PointAccounts): Promise<PointAccountView[]>;
  restorePoint(req: RestorePoint): Promise<RestoredView>;
  trash(): Promise<TrashedView[]>;
  /** `null`: the person closed the folder dialog. */
  chooseBackupFolder(): Promise<BackupsView | null>;
  /** `null`: backups are off now. */
  changeBackups(req: ChangeBackups): Promise<BackupsView | null>;
  backupNow(): Promise<BackupsView>;
  /** Tries a file without touching anything. `null`: the person closed the file dialog. */
  rehearseBackup(): Promise<RehearsalView | null>;
  /** Calls `heard` for each event until the returned function is called. */
  on<E extends keyof BackendEvents>(event: E, heard: (payload: BackendEvents[E]) => void): () => void;
}

/** What the window of the recovery sheet may ask, and nothing else. */
export interface SheetBackend {
  sheet(): Promise<SheetView>;
  printSheet(): Promise<void>;
  /** `null`: the person closed the file dialog. */
  saveSheet(): Promise<SavedSheetView | null>;
  closeSheet(): Promise<void>;
}

/** What the window of the QR codes may ask, and nothing else. */
export interface CodesBackend {
  codes(): Promise<CodesView>;
  closeCodes(): Promise<void>;
}

/** What the window of an account's recovery codes may ask, and nothing else. */
export interface RecoveryCodesBackend {
  recoveryCodes(): Promise<RecoveryCodesView>;
  tickRecoveryCode(req: TickRecoveryCode): Promise<RecoveryCodesView>;
  copyRecoveryCode(req: CopyRecoveryCode): Promise<CopiedView>;
  closeRecoveryCodes(): Promise<void>;
}

/** Whatever was thrown, as the error the page can put into words. */
export function asAppError(thrown: unknown): AppError {
  if (typeof thrown === "object" && thrown !== null && "code" in thrown && typeof thrown.code === "string") {
    const detail = "detail" in thrown && typeof thrown.detail === "string" ? thrown.detail : null;
    return { code: thrown.code, detail };
  }
  return { code: "unexpected", detail: null };
}
