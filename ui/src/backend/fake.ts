import type { Backend, BackendEvents, Frame } from "./backend";
import type { AccountView } from "./bindings/AccountView";
import type { AddAccounts } from "./bindings/AddAccounts";
import type { AddImport } from "./bindings/AddImport";
import type { AppError } from "./bindings/AppError";
import type { BackupFileView } from "./bindings/BackupFileView";
import type { ChangeBackups } from "./bindings/ChangeBackups";
import type { ChangeSettings } from "./bindings/ChangeSettings";
import type { ClockView } from "./bindings/ClockView";
import type { CompareClock } from "./bindings/CompareClock";
import type { ConfirmAccount } from "./bindings/ConfirmAccount";
import type { CopiedView } from "./bindings/CopiedView";
import type { CopyCode } from "./bindings/CopyCode";
import type { CopyPassword } from "./bindings/CopyPassword";
import type { CorrectClock } from "./bindings/CorrectClock";
import type { DesktopView } from "./bindings/DesktopView";
import type { DiagnosisView } from "./bindings/DiagnosisView";
import type { DifferenceView } from "./bindings/DifferenceView";
import type { DropDraft } from "./bindings/DropDraft";
import type { DroppedView } from "./bindings/DroppedView";
import type { EditAccount } from "./bindings/EditAccount";
import type { ExportAccounts } from "./bindings/ExportAccounts";
import type { ExportedView } from "./bindings/ExportedView";
import type { FindCounter } from "./bindings/FindCounter";
import type { FrameView } from "./bindings/FrameView";
import type { Help } from "./bindings/Help";
import type { HelpArticle } from "./bindings/HelpArticle";
import type { JudgePassword } from "./bindings/JudgePassword";
import type { ListAccounts } from "./bindings/ListAccounts";
import type { Lock } from "./bindings/Lock";
import type { MakePassword } from "./bindings/MakePassword";
import type { ManyAccounts } from "./bindings/ManyAccounts";
import type { MatchingAccounts } from "./bindings/MatchingAccounts";
import type { MoveAccount } from "./bindings/MoveAccount";
import type { NewWithPassword } from "./bindings/NewWithPassword";
import type { OneAccount } from "./bindings/OneAccount";
import type { OneImport } from "./bindings/OneImport";
import type { OneImportFile } from "./bindings/OneImportFile";
import type { PointAccounts } from "./bindings/PointAccounts";
import type { PortalView } from "./bindings/PortalView";
import type { PreviewView } from "./bindings/PreviewView";
import type { ReadManual } from "./bindings/ReadManual";
import type { ReadRecoveryCodes } from "./bindings/ReadRecoveryCodes";
import type { ReadSheet } from "./bindings/ReadSheet";
import type { ReadText } from "./bindings/ReadText";
import type { RemovePassword } from "./bindings/RemovePassword";
import type { RenameTag } from "./bindings/RenameTag";
import type { RestoreBackup } from "./bindings/RestoreBackup";
import type { RestorePoint } from "./bindings/RestorePoint";
import type { SaveRecoveryCodes } from "./bindings/SaveRecoveryCodes";
import type { ScanView } from "./bindings/ScanView";
import type { SetCounter } from "./bindings/SetCounter";
import type { SetPassword } from "./bindings/SetPassword";
import type { SettingsView } from "./bindings/SettingsView";
import type { ShowCodes } from "./bindings/ShowCodes";
import type { ShowRecoveryCodes } from "./bindings/ShowRecoveryCodes";
import type { StartAnyway } from "./bindings/StartAnyway";
import type { StartView } from "./bindings/StartView";
import type { TagAccounts } from "./bindings/TagAccounts";
import type { UnlockImport } from "./bindings/UnlockImport";
import type { UnlockWithPassword } from "./bindings/UnlockWithPassword";
import type { Way } from "./bindings/Way";
import { type FakeAccount, FakeAccounts } from "./fake-accounts";
import { leftOf, passwordOf, passwordPortals, pastedOf } from "./fake-codes";
import { findHelp, helpArticle } from "./fake-help";
import { FakeImport } from "./fake-import";
import { FakeProtection, verdictOf } from "./fake-protection";

export type { FakeAccount };

/** A picture of one dot. */
const PICTURE = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

type Call = Exclude<keyof Backend, "on">;

/** A backend without anything behind it, for working on the window in a browser and for component tests. */
export class FakeBackend implements Backend {
  readonly vault: FakeAccounts;
  /** Whether the dialog for a picture is closed without one. */
  pictureChosen = true;
  /** What was asked for, in order. */
  readonly calls: { name: Call; req?: unknown }[] = [];
  /** Calls that fail, and how, until they are taken out again. */
  readonly failing = new Map<Call, AppError>();
  /** What the next scan finds. */
  finds: ScanView = scanOf([previewOf({})]);
  /** What every frame of the camera shows. */
  seen: FrameView = { scan: null, notice: null, sight: null };
  /** What a link or a file that the program was given holds. */
  given: DroppedView | null = null;
  blocked: AppError | null = null;
  /** What can be done about `blocked`. */
  ways: Way[] = ["retry"];
  locked = false;
  /** Why it was shut by itself. */
  lockedBecause: AppError | null = null;
  readonly protected = new FakeProtection();
  readonly imported = new FakeImport();
  /** What an export could not carry. */
  leftOut: ExportedView["leftOut"] = [];
  /** The file that the dialog for a backup gives. */
  backupFile: BackupFileView | null = { name: "propusk-2025-03-14.age", size: 8421 };
  unsaved: AppError | null = null;
  restored: number | null = null;
  unreadable = 0;
  clock: ClockView = { trouble: null, correction: null };
  synchronised: boolean | null = true;
  /** Where two codes of another device are found. */
  foundCounter: number | null = null;
  /** What a comparison with another clock comes to. */
  difference: DifferenceView = { ahead: 47, halfHours: 0, canBeCorrected: true };
  shown: SettingsView = { language: "system", shownLanguage: "ru", theme: "system", lockAfterMinutes: 5, lockWithScreen: true, guardSeconds: 5, clearClipboardSeconds: 30, fraudTold: true, textPercent: 100, density: "comfortable", hideCodes: false, order: "own", openLinks: false, startWithSystem: false, desktopSearch: false, stayInTray: false, showKeys: "", copyKeys: "", typeKeys: "", version: "0.1.0" };
  /** What the desktop has. */
  has: DesktopView = { tray: true, shortcuts: "here", typing: true, taken: [] };
  /** How long an answer takes. */
  delayMs = 0;

  #heard = new Set<{ event: keyof BackendEvents; heard: (payload: never) => void }>();
  #ids = 0;
  #wait: string | null = null;
  #passwords = 0;

  constructor(accounts: FakeAccount[] = []) {
    this.vault = new FakeAccounts(accounts);
  }

  get accountsKept(): FakeAccount[] {
    return this.vault.kept;
  }
  set accountsKept(accounts: FakeAccount[]) {
    this.vault.kept = accounts;
  }

  /** Puts an account into the trash as if it had been deleted then, in unix seconds. */
  bin(account: FakeAccount, deletedAt: number): void {
    this.vault.bin(account, deletedAt);
  }

  /** Makes the shell say something. */
  emit<E extends keyof BackendEvents>(event: E, payload: BackendEvents[E]): void {
    for (const entry of this.#heard) if (entry.event === event) entry.heard(payload as never);
  }

  start() {
    return this.#answer("start", undefined, () => this.#startView());
  }
  retryStart() {
    return this.#answer("retryStart", undefined, () => {
      this.locked = false;
      return this.#startView();
    });
  }
  startAnyway(req: StartAnyway) {
    return this.#answer("startAnyway", req, () => this.#opened());
  }
  unlockWithPassword(req: UnlockWithPassword) {
    return this.#answer("unlockWithPassword", req, () => {
      this.protected.open(req.password);
      return this.#opened();
    });
  }
  unlockWithSheet(req: ReadSheet) {
    return this.#answer("unlockWithSheet", req, () => {
      this.protected.read(req);
      this.protected.openedBySheet = true;
      return this.#opened();
    });
  }
  newWithPassword(req: NewWithPassword) {
    return this.#answer("newWithPassword", req, () => {
      if (!req.understood && this.protected.recovery?.checkedAt == null) throw { code: "sheet_first", detail: null } satisfies AppError;
      this.protected.password = req.password;
      return this.#opened();
    });
  }
  chooseBackup() {
    return this.#answer("chooseBackup", undefined, () => this.backupFile);
  }
  restoreBackup(req: RestoreBackup) {
    return this.#answer("restoreBackup", req, () => {
      this.protected.read(req);
      this.protected.password = req.password ?? null;
      return this.#opened();
    });
  }
  lock(req: Lock) {
    return this.#answer("lock", req, () => {
      if (this.unsaved !== null && !req.anyway) throw { code: "unsaved_at_lock", detail: null } satisfies AppError;
      if (this.#startView().state !== "ready") return false;
      this.locked = true;
      return true;
    });
  }
  noteActivity() {
    return this.#answer("noteActivity", undefined, () => undefined);
  }
  windowReady() {
    return this.#answer("windowReady", undefined, () => undefined);
  }
  accounts(req: ListAccounts) {
    return this.#answer("accounts", req, () => ({
      now: Date.now() / 1000,
      clock: this.clock,
      ...this.#listing().part(req),
      unsaved: this.unsaved,
      restored: this.restored,
      unreadable: this.unreadable,
    }));
  }
  matchingAccounts(req: MatchingAccounts) {
    return this.#answer("matchingAccounts", req, () => this.#listing().matching(req.query, req.tag).map(({ account }) => account.id));
  }
  accountDetails(req: OneAccount) {
    return this.#answer("accountDetails", req, () => this.#listing().details(req.account));
  }
  revealCode(req: OneAccount) {
    return this.#answer("revealCode", req, () => this.#listing().reveal(req.account));
  }
  copyCode(req: CopyCode) {
    return this.#answer("copyCode", req, () => {
      const { from, until } = this.#view(req.account);
      this.#wait = null;
      if (req.which === "current" && until !== null && until - Date.now() / 1000 < this.shown.guardSeconds) {
        this.#wait = req.account;
        return { copied: null, waitsUntil: until };
      }
      const at = req.which === "next" ? until : from;
      return { copied: this.#copied(req.account, at), waitsUntil: null };
    });
  }
  /** The time of the waiting copy has come, or it is given up. */
  endWait(error: AppError | null = null): void {
    const account = this.#wait;
    if (account === null) return;
    this.#wait = null;
    const copied = error === null ? this.#copied(account, this.#view(account).from) : null;
    this.emit("copy-ended", { account, copied, error });
  }
  nextCode(req: OneAccount) {
    return this.#answer("nextCode", req, () => this.#listing().nextCode(req.account));
  }
  scanScreen() {
    return this.#answer("scanScreen", undefined, () => this.finds);
  }
  scanClipboard() {
    return this.#answer("scanClipboard", undefined, () => this.finds);
  }
  choosePicture() {
    return this.#answer("choosePicture", undefined, () => this.finds);
  }
  cameraOpen() {
    return this.#answer("cameraOpen", undefined, () => ({ isInSystem: false }));
  }
  cameraFrame(frame: Frame) {
    return this.#answer("cameraFrame", frame, () => this.seen);
  }
  cameraClose() {
    return this.#answer("cameraClose", undefined, () => undefined);
  }
  readText(req: ReadText) {
    return this.#answer("readText", req, () => this.finds);
  }
  readManual(req: ReadManual) {
    return this.#answer("readManual", req, () => {
      if (req.secret === "") throw { code: "empty_secret", detail: null } satisfies AppError;
      if (/[^a-z2-7\s=-]/i.test(req.secret)) throw { code: "not_base32", detail: null } satisfies AppError;
      const { issuer, name, kind, algorithm, digits, period, counter } = req;
      return scanOf([
        previewOf({ issuer, name, type: kind as AccountView["type"], algorithm: algorithm ?? "SHA1", digits: digits ?? 6, period: kind === "hotp" ? null : (period ?? 30), counter: counter ?? null }),
      ]);
    });
  }
  addAccounts(req: AddAccounts) {
    return this.#answer("addAccounts", req, () => {
      const ids = req.accounts.map(({ index, issuer, name }) => {
        const id = `new-${++this.#ids}`;
        const found = this.finds.accounts.find((account) => account.index === index) ?? previewOf({});
        const { type, digits, period, counter } = found;
        this.accountsKept.push({ id, issuer, name, type, digits, period, counter, confirmed: false });
        return id;
      });
      return { accounts: ids };
    });
  }
  dropDraft(req: DropDraft) {
    return this.#answer("dropDraft", req, () => undefined);
  }
  openGiven() {
    return this.#answer("openGiven", undefined, () => {
      const { given } = this;
      this.given = null;
      return given;
    });
  }
  beginImport() {
    return this.#answer("beginImport", undefined, () => this.imported.begin());
  }
  chooseImport(req: OneImport) {
    return this.#answer("chooseImport", req, () => this.imported.read());
  }
  importClipboard(req: OneImport) {
    return this.#answer("importClipboard", req, () => this.imported.read());
  }
  importScreen(req: OneImport) {
    return this.#answer("importScreen", req, () => this.imported.read());
  }
  unlockImport(req: UnlockImport) {
    return this.#answer("unlockImport", req, () => this.imported.unlock(req));
  }
  chooseImportCompanion(req: OneImportFile) {
    return this.#answer("chooseImportCompanion", req, () => this.imported.read());
  }
  importProgress() {
    return this.#answer("importProgress", undefined, () => this.imported.progress);
  }
  cancelImport(req: OneImport) {
    return this.#answer("cancelImport", req, () => undefined);
  }
  dropImport(req: OneImport) {
    return this.#answer("dropImport", req, () => undefined);
  }
  addImport(req: AddImport) {
    return this.#answer("addImport", req, () => {
      const { done, accounts } = this.imported.add(req);
      for (const { issuer, name, type, digits, period, counter } of accounts) {
        const id = `new-${++this.#ids}`;
        this.accountsKept.push({ id, issuer, name, type, digits, period, counter, confirmed: false });
        this.imported.ids.push(id);
      }
      return done;
    });
  }
  imports() {
    return this.#answer("imports", undefined, () => this.imported.past);
  }
  undoImport(req: OneImport) {
    return this.#answer("undoImport", req, () => {
      const { ids } = this.imported;
      this.accountsKept = this.accountsKept.filter(({ id }) => !ids.includes(id));
      return this.imported.undo(req.import);
    });
  }
  deleteImportFile(req: OneImportFile) {
    return this.#answer("deleteImportFile", req, () => this.imported.delete(req));
  }
  exportAccounts(req: ExportAccounts) {
    return this.#answer("exportAccounts", req, (): ExportedView | null => {
      if (this.protected.password !== null) this.protected.open(req.current ?? "");
      const endings = { backup: "age", aegis_encrypted: "json", aegis: "json", two_fas: "2fas", uri_list: "txt", pdf: "pdf" };
      const path = `/home/ivan/Документы/propusk.${endings[req.format]}`;
      return { path, accounts: req.accounts?.length ?? this.accountsKept.length, leftOut: this.leftOut };
    });
  }
  showCodes(req: ShowCodes) {
    return this.#answer("showCodes", req, (): ExportedView => {
      if (this.protected.password !== null) this.protected.open(req.current ?? "");
      return { path: null, accounts: req.accounts?.length ?? this.accountsKept.length, leftOut: this.leftOut };
    });
  }
  readRecoveryCodes(req: ReadRecoveryCodes) {
    return this.#answer("readRecoveryCodes", req, () => pastedOf(req.text));
  }
  saveRecoveryCodes(req: SaveRecoveryCodes) {
    return this.#answer("saveRecoveryCodes", req, () => {
      this.vault.find(req.account).recoveryCodes = leftOf(req.text);
    });
  }
  showRecoveryCodes(req: ShowRecoveryCodes) {
    return this.#answer("showRecoveryCodes", req, () => {
      if (this.protected.password !== null) this.protected.open(req.current ?? "");
    });
  }
  makePassword(req: MakePassword) {
    return this.#answer("makePassword", req, () => passwordOf(req, this.#passwords++));
  }
  passwordPortals() {
    return this.#answer("passwordPortals", undefined, () => passwordPortals);
  }
  copyPassword(req: CopyPassword) {
    return this.#answer("copyPassword", req, () => ({ validFrom: null, validUntil: null, clearsAt: Date.now() / 1000 + 30 }));
  }
  editAccount(req: EditAccount) {
    return this.#answer("editAccount", req, () => this.vault.edit(req));
  }
  removeAccounts(req: ManyAccounts) {
    return this.#answer("removeAccounts", req, () => this.vault.remove(req.accounts));
  }
  restoreAccounts(req: ManyAccounts) {
    return this.#answer("restoreAccounts", req, () => this.vault.restore(req.accounts));
  }
  tagAccounts(req: TagAccounts) {
    return this.#answer("tagAccounts", req, () => this.vault.tag(req));
  }
  renameTag(req: RenameTag) {
    return this.#answer("renameTag", req, () => this.vault.renameTag(req.tag, req.to));
  }
  moveAccount(req: MoveAccount) {
    return this.#answer("moveAccount", req, () => this.vault.move(req));
  }
  duplicates() {
    return this.#answer("duplicates", undefined, () => this.vault.duplicates());
  }
  chooseAccountPicture(req: OneAccount) {
    return this.#answer("chooseAccountPicture", req, () => {
      if (this.pictureChosen) this.vault.find(req.account).picture = PICTURE;
      return this.pictureChosen;
    });
  }
  dropAccountPicture(req: OneAccount) {
    return this.#answer("dropAccountPicture", req, () => {
      this.vault.find(req.account).picture = null;
    });
  }
  confirmAccount(req: ConfirmAccount) {
    return this.#answer("confirmAccount", req, () => {
      this.vault.find(req.account).confirmed = req.confirmed;
    });
  }
  checkClock() {
    return this.#answer("checkClock", undefined, () => ({
      clock: this.clock,
      synchronised: this.synchronised,
      servers: ["https://gosuslugi.ru", "ntp://pool.ntp.org"],
    }));
  }
  compareClock(req: CompareClock) {
    return this.#answer("compareClock", req, () => this.difference);
  }
  askClock() {
    return this.#answer("askClock", undefined, () => this.difference);
  }
  correctClock(req: CorrectClock) {
    return this.#answer("correctClock", req, () => {
      const correction = req.on ? { ahead: this.difference.ahead, until: Date.now() / 1000 + 86_400 } : null;
      this.clock = { trouble: null, correction };
      return this.clock;
    });
  }
  trustClock() {
    return this.#answer("trustClock", undefined, () => {
      this.clock = { ...this.clock, trouble: null };
      return this.clock;
    });
  }
  openClockSettings() {
    return this.#answer("openClockSettings", undefined, () => undefined);
  }
  retrySave() {
    return this.#answer("retrySave", undefined, () => {
      this.unsaved = null;
    });
  }
  setCounter(req: SetCounter) {
    return this.#answer("setCounter", req, () => {
      this.vault.setCounter(req.account, req.counter);
    });
  }
  findCounter(req: FindCounter) {
    return this.#answer("findCounter", req, () => ({ counter: this.foundCounter }));
  }
  help(req: Help) {
    return this.#answer("help", req, () => findHelp(this.shown.shownLanguage, req.query));
  }
  helpArticle(req: HelpArticle) {
    return this.#answer("helpArticle", req, () => helpArticle(this.shown.shownLanguage, req.id));
  }
  printHelp() {
    return this.#answer("printHelp", undefined, () => undefined);
  }
  portalOfAccount(req: OneAccount) {
    return this.#answer("portalOfAccount", req, () => this.#portal(req.account));
  }
  diagnoseAccount(req: OneAccount) {
    return this.#answer("diagnoseAccount", req, (): DiagnosisView => {
      const portal = this.#portal(req.account);
      const { digits, period } = this.#view(req.account);
      const [parameters, usual] = [{ algorithm: "SHA1", digits, period }, { algorithm: "SHA1", digits: 6, period: 30 }];
      const twins = this.vault.twinsOf(req.account);
      return { twins, parameters, expected: portal === null ? null : usual, differs: portal !== null && (digits !== 6 || period !== 30), portal };
    });
  }
  settings() {
    return this.#answer("settings", undefined, () => this.shown);
  }
  changeSettings(req: ChangeSettings) {
    return this.#answer("changeSettings", req, () => {
      const language = req.language ?? this.shown.language;
      this.shown = { ...this.shown, ...req, language, shownLanguage: language === "system" ? "ru" : language };
      return this.shown;
    });
  }
  desktop() {
    return this.#answer("desktop", undefined, () => this.has);
  }

  resetSettings() {
    return this.#answer("resetSettings", undefined, () => {
      this.shown = { ...new FakeBackend().shown, fraudTold: this.shown.fraudTold };
      return this.shown;
    });
  }
  protection() {
    return this.#answer("protection", undefined, () => this.protected.view());
  }
  beginSheet() {
    return this.#answer("beginSheet", undefined, () => {
      this.protected.draftSheet = true;
    });
  }
  checkSheet(req: ReadSheet) {
    return this.#answer("checkSheet", req, () => this.protected.check(req));
  }
  putOffCheck() {
    return this.#answer("putOffCheck", undefined, () => this.protected.putOff());
  }
  judgePassword(req: JudgePassword) {
    return this.#answer("judgePassword", req, () => verdictOf(req.password));
  }
  setPassword(req: SetPassword) {
    return this.#answer("setPassword", req, () => this.protected.setPassword(req.password, req.current));
  }
  removePassword(req: RemovePassword) {
    return this.#answer("removePassword", req, () => {
      this.protected.open(req.current);
      return this.protected.toKeyring();
    });
  }
  renewKey() {
    return this.#answer("renewKey", undefined, () => this.protected.toKeyring());
  }
  restorePoints() {
    return this.#answer("restorePoints", undefined, () => this.protected.points);
  }
  pointAccounts(req: PointAccounts) {
    return this.#answer("pointAccounts", req, () => this.protected.accountsOf(req.point));
  }
  restorePoint(req: RestorePoint) {
    return this.#answer("restorePoint", req, () => {
      const different = this.protected.accountsOf(req.point).filter(({ state }) => state !== "same");
      return { restored: req.accounts?.length ?? different.length };
    });
  }
  trash() {
    return this.#answer("trash", undefined, () => this.vault.trash());
  }
  chooseBackupFolder() {
    return this.#answer("chooseBackupFolder", undefined, () => this.protected.chooseFolder(this.accountsKept.length));
  }
  changeBackups(req: ChangeBackups) {
    return this.#answer("changeBackups", req, () => this.protected.change(req));
  }
  backupNow() {
    return this.#answer("backupNow", undefined, () => this.protected.backUp(this.accountsKept.length));
  }
  rehearseBackup() {
    return this.#answer("rehearseBackup", undefined, () => this.protected.rehearsal);
  }
  on<E extends keyof BackendEvents>(event: E, heard: (payload: BackendEvents[E]) => void): () => void {
    const entry = { event, heard: heard as (payload: never) => void };
    this.#heard.add(entry);
    return () => this.#heard.delete(entry);
  }

  #copied(account: string, from: number | null): CopiedView {
    const { period } = this.#view(account);
    this.vault.noteCopied(account, from);
    return { validFrom: from, validUntil: from === null ? null : from + (period ?? 0), clearsAt: Date.now() / 1000 + 30 };
  }

  async #answer<T>(name: Call, req: unknown, answer: () => T): Promise<T> {
    this.calls.push(req === undefined ? { name } : { name, req });
    if (this.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, this.delayMs));
    const failure = this.failing.get(name);
    if (failure !== undefined) throw failure;
    return answer();
  }

  /** Whatever stood in the way is gone. */
  #opened(): StartView {
    this.blocked = null;
    this.locked = false;
    return this.#startView();
  }

  #startView(): StartView {
    const { blocked: error, shown: settings } = this;
    const given = this.given !== null;
    if (error !== null) return { state: "blocked", error, ways: this.ways, settings, given, accounts: null };
    if (this.locked) {
      const ways: Way[] = this.protected.password === null ? ["retry"] : ["password", "sheet"];
      return { state: "locked", error: this.lockedBecause, ways, settings, given, accounts: null };
    }
    if (this.accountsKept.length === 0 && this.protected.password === null) return { state: "welcome", error: null, ways: ["backup"], settings, given, accounts: null };
    return { state: "ready", error: null, ways: [], settings, given, accounts: null };
  }

  #portal(id: string): PortalView | null {
    const { issuer } = this.vault.find(id);
    return issuer === "Госуслуги" ? { name: issuer, article: "gosuslugi" } : null;
  }

  #view(id: string): AccountView {
    return this.#listing().view(this.vault.find(id));
  }

  /** The vault, listed as the settings say. */
  #listing(): FakeAccounts {
    const { hideCodes, order } = this.shown;
    return Object.assign(this.vault, { hideCodes, order });
  }
}

/** A draft with these accounts in it. */
export function scanOf(accounts: PreviewView[], rest: Partial<ScanView> = {}): ScanView {
  const numbered = accounts.map((account, index) => ({ ...account, index }));
  return { draft: `draft-${accounts.length}`, accounts: numbered, refused: [], batch: null, notice: null, stills: [], ...rest };
}

/** What a portal's QR code usually holds, but for `different`. */
export function previewOf(different: Partial<PreviewView>): PreviewView {
  return {
    index: 0,
    issuer: "Госуслуги",
    name: "+7 900 000-00-00",
    type: "totp",
    algorithm: "SHA1",
    digits: 6,
    period: 30,
    counter: null,
    warnings: [],
    looksLike: null,
    portal: null,
    duplicateOf: null,
    pinNeeded: false,
    ...different,
  };
}
