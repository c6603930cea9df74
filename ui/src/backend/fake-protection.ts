import type { AppError } from "./bindings/AppError";
import type { BackupsView } from "./bindings/BackupsView";
import type { ChangeBackups } from "./bindings/ChangeBackups";
import type { PointAccountView } from "./bindings/PointAccountView";
import type { PointView } from "./bindings/PointView";
import type { ProtectionView } from "./bindings/ProtectionView";
import type { ReadSheet } from "./bindings/ReadSheet";
import type { RehearsalView } from "./bindings/RehearsalView";
import type { VerdictView } from "./bindings/VerdictView";

/** The characters of a sheet's key, and the key of the stand-in's sheet in its groups. It opens nothing. */
const CHARACTERS = /^[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]$/;
export const FAKE_SHEET = "QPZR Y9X8 GF2T VDW0 S3JN 54KH CE6M UA7L QPZR Y9X8 GF2T VDW0 S3JN 54KH CE";
const LENGTH = 58;
const TRIES = 5;
const WAIT_SECONDS = 30;
const DAY = 86_400;

/** How the stand-in's vault is protected: password, sheet, backups and former states, all made up. */
export class FakeProtection {
  /** The app password, where it guards the vault. */
  password: string | null = null;
  openedBySheet = false;
  recovery: ProtectionView["recovery"] = { madeAt: now() - 40 * DAY, checkedAt: now() - 39 * DAY };
  draftSheet = false;
  keyringInClear = false;
  backups: BackupsView | null = null;
  /** What the dialog for a folder gives. */
  folder: string | null = "/media/ivan/Флешка/Пропуск";
  points: PointView[] = [];
  pointAccounts: Record<string, PointAccountView[]> = {};
  rehearsal: RehearsalView | null = null;

  #wrong = 0;
  #waitUntil = 0;

  view(): ProtectionView {
    const guard = this.password === null ? "keyring" : "password";
    const { openedBySheet, recovery, draftSheet, keyringInClear, backups } = this;
    return { guard, openedBySheet, recovery, draftSheet, keyringInClear, backups };
  }

  /** Refuses a wrong password, and any for a while after five wrong ones. */
  open(password: string): void {
    const wait = Math.ceil(this.#waitUntil - now());
    if (wait > 0) refuse("too_many_tries", String(wait));
    if (password === this.password) {
      this.#wrong = 0;
      return;
    }
    this.#wrong += 1;
    if (this.#wrong < TRIES) refuse("wrong_password");
    this.#wrong = 0;
    this.#waitUntil = now() + WAIT_SECONDS;
    refuse("too_many_tries", String(WAIT_SECONDS));
  }

  /** Refuses what is not the key of the sheet, as the program that reads it does. */
  read({ from, text }: ReadSheet): void {
    if (from !== "typed") return;
    const typed = [...(text ?? "").toUpperCase().replace(/[^\p{L}\d]/gu, "")];
    const strange = typed.findIndex((character) => !CHARACTERS.test(character));
    if (strange >= 0) refuse("sheet_wrong_character", `${Math.floor(strange / 4) + 1}: ${typed[strange]}`);
    if (typed.length < LENGTH) refuse("sheet_too_short", String(typed.length));
    if (typed.length > LENGTH) refuse("sheet_too_long", String(typed.length));
    const key = FAKE_SHEET.replaceAll(" ", "");
    const differing = typed.flatMap((character, at) => (character === key[at] ? [] : [at]));
    if (differing.length === 1) refuse("sheet_wrong_group", String(Math.floor(differing[0]! / 4) + 1));
    if (differing.length > 1) refuse(differing.length < 10 ? "sheet_wrong_checksum" : "sheet_wrong");
  }

  check(req: ReadSheet): ProtectionView {
    this.read(req);
    const madeAt = this.draftSheet || this.recovery === null ? now() : this.recovery.madeAt;
    this.recovery = { madeAt, checkedAt: now() };
    this.draftSheet = false;
    return this.view();
  }

  putOff(): ProtectionView {
    this.recovery ??= { madeAt: now(), checkedAt: null };
    this.draftSheet = false;
    return this.view();
  }

  setPassword(password: string, current: string | undefined): ProtectionView {
    if (this.recovery?.checkedAt == null) refuse("sheet_first");
    if (this.password !== null && !this.openedBySheet) this.open(current ?? "");
    const { tooShort, guessable, characters } = verdictOf(password);
    if (tooShort) refuse("password_too_short", String(characters));
    if (guessable) refuse("password_guessable");
    this.password = password;
    this.openedBySheet = false;
    return this.view();
  }

  toKeyring(): ProtectionView {
    this.password = null;
    this.openedBySheet = false;
    return this.view();
  }

  chooseFolder(accounts: number): BackupsView | null {
    if (this.recovery === null) refuse("sheet_first");
    if (this.folder === null) return null;
    this.backups = { keep: 10, ...this.backups, folder: this.folder, success: { at: now(), accounts, of: accounts }, failure: null };
    return this.backups;
  }

  change({ keep, off = false }: ChangeBackups): BackupsView | null {
    if (off) this.backups = null;
    if (this.backups !== null) this.backups = { ...this.backups, keep: keep ?? this.backups.keep };
    return this.backups;
  }

  backUp(accounts: number): BackupsView {
    if (this.backups === null) refuse("backup_folder_missing");
    this.backups = { ...this.backups, success: { at: now(), accounts, of: accounts }, failure: null };
    return this.backups;
  }

  accountsOf(point: string): PointAccountView[] {
    return this.pointAccounts[point] ?? refuse("point_not_found");
  }
}

/** What zxcvbn would say, roughly. */
export function verdictOf(password: string): VerdictView {
  const characters = [...password].length;
  const common = /^(password|пароль|qwerty|йцукен|1234)/i.test(password);
  const kinds = new Set(password.toLowerCase()).size;
  const score = common || kinds < 5 ? 0 : Math.min(4, Math.floor(kinds / 3));
  const hints = score > 2 ? [] : [...(common ? ["common"] : []), "more-words"];
  return { score, characters, tooShort: characters < 8, guessable: score < 2, hints };
}

function refuse(code: string, detail: string | null = null): never {
  throw { code, detail } satisfies AppError;
}

function now(): number {
  return Math.floor(Date.now() / 1000);
}
