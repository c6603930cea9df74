import type { App, Sheet } from "../app.svelte";
import type { Way } from "../backend/bindings/Way";
import { type FakeAccount, FakeBackend } from "../backend/fake";
import { FAKE_SHEET } from "../backend/fake-protection";
import { found, press, settled, show, submit, type, unfold } from "./hands";
import type { State } from "./states";

const DAY = 86_400;
const now = () => Math.floor(Date.now() / 1000);

/** What stands in the way at the start, and the ways on, as the shell gives them. */
const reasons: Record<string, { detail?: string; ways: Way[] }> = {
  key_missing: { ways: ["sheet", "retry", "backup"] },
  key_wrong: { ways: ["sheet", "retry", "backup"] },
  key_malformed: { ways: ["sheet", "retry", "backup"] },
  key_without_vault: { ways: ["backup", "new_vault", "retry"] },
  keyring_locked: { ways: ["unlock", "sheet", "backup"] },
  keyring_unavailable: { ways: ["retry", "sheet", "backup"] },
  keyring_no_collection: { ways: ["new_with_password", "backup", "retry"] },
  keyring_silent: { ways: ["retry", "sheet", "backup"] },
  keyring_failed: { detail: "org.freedesktop.DBus.Error.NoReply", ways: ["retry", "sheet", "backup"] },
  vault_damaged: { ways: ["backup", "retry"] },
  vault_older: { detail: "3 < 7", ways: ["open_older", "retry"] },
  vault_newer: { detail: "2", ways: ["retry"] },
  password_file_damaged: { ways: ["sheet", "backup", "retry"] },
  unsafe_folder: { detail: "/home/ivan/.local/share/propusk", ways: ["retry"] },
  disk_full: { ways: ["retry"] },
  no_permission: { ways: ["retry"] },
};

/** The states of everything that keeps codes from being lost, over these accounts. */
export function safeStates(accounts: FakeAccount[]): Record<string, State> {
  const all = (change: (backend: FakeBackend) => void = () => undefined) => () => {
    const backend = new FakeBackend(accounts);
    change(backend);
    return backend;
  };
  const blocked = (code: string) =>
    all((backend) => {
      const { detail = null, ways } = reasons[code] ?? { ways: [] };
      backend.blocked = { code, detail };
      backend.ways = ways;
    });
  const sheet = (open: Sheet) => (app: App) => app.show(open);
  const judged = () => found('[data-testid="password-verdict"][data-score]');
  /** Presses one after the other, until the last of them has come. */
  const until = (...testids: string[]) => async () => {
    for (const testid of testids.slice(0, -1)) await press(testid);
    await found(testids.at(-1) ?? "");
    await settled();
  };
  const withPassword = (backend: FakeBackend) => void (backend.protected.password = "верный пароль");
  const withPoints = (backend: FakeBackend) => {
    const { protected: safe } = backend;
    safe.points = [
      { id: "previous", kind: "previous", writtenAt: now() - 3600, accounts: 5, missing: 0, changed: 1, newer: 0 },
      { id: "yesterday", kind: "snapshot", writtenAt: now() - DAY, accounts: 6, missing: 2, changed: 1, newer: 1 },
      { id: "older", kind: "snapshot", writtenAt: now() - 3 * DAY, accounts: 5, missing: 0, changed: 0, newer: 0 },
      { id: "aside", kind: "quarantine", writtenAt: now() - 20 * DAY, accounts: 3, missing: 1, changed: 0, newer: 3 },
    ];
    safe.pointAccounts = {
      yesterday: [
        { id: "tax", issuer: "Налоговая", name: "7700 000000", state: "missing" },
        { id: "school", issuer: "Школа", name: "", state: "missing" },
        { id: "bank", issuer: "Банк", name: "токен по нажатию", state: "changed" },
        ...accounts.slice(0, 3).map(({ id, issuer, name }) => ({ id, issuer, name, state: "same" as const })),
      ],
    };
  };
  const backedUp = (backend: FakeBackend) => {
    backend.protected.backups = { folder: "/media/ivan/Флешка/Пропуск", keep: 10, success: { at: now() - 3600, accounts: 14, of: 14 }, failure: null };
  };
  const failedBackup = (backend: FakeBackend) => {
    backedUp(backend);
    const { protected: safe } = backend;
    if (safe.backups !== null) safe.backups = { ...safe.backups, failure: { at: now() - 60, error: { code: "backup_folder_missing", detail: null } } };
  };

  const states: Record<string, State> = {};
  for (const code of Object.keys(reasons)) states[`blocked-${code.replaceAll("_", "-")}`] = { backend: blocked(code) };
  return {
    ...states,
    "blocked-sheet-wrong": {
      backend: blocked("key_missing"),
      async then() {
        await press("sheet");
        await type("sheet-typed", FAKE_SHEET.replace("GF2T", "GF3T"));
        await submit("sheet-typed-form");
        await found("error");
        await settled();
      },
    },
    "blocked-backup": { backend: blocked("key_without_vault"), then: until("backup", "blocked-backup") },
    "blocked-backup-chosen": {
      backend: blocked("keyring_no_collection"),
      then: until("backup", "backup-choose", "backup-file"),
    },
    "blocked-new": { backend: blocked("keyring_no_collection"), then: until("new_with_password", "blocked-new") },
    "blocked-new-without": {
      backend: blocked("keyring_no_collection"),
      async then() {
        await press("new_with_password");
        await unfold("fresh-without");
        await submit("fresh-form");
        await show("password-missed");
      },
    },
    "blocked-new-check": {
      backend: blocked("keyring_no_collection"),
      then: until("new_with_password", "fresh-make", "fresh-again"),
    },
    "blocked-lost": { backend: blocked("key_missing"), then: until("lost", "blocked-lost") },
    lock: { backend: all((backend) => (withPassword(backend), void (backend.locked = true))) },
    "lock-wrong": {
      backend: all((backend) => (withPassword(backend), void (backend.locked = true))),
      async then() {
        await type("unlock-password", "dthysq gfhjkm");
        await submit("unlock");
        await found("error");
        await settled();
      },
    },
    "lock-wait": {
      backend: all((backend) => (withPassword(backend), void (backend.locked = true))),
      async then() {
        for (let attempt = 0; attempt < 5; attempt += 1) {
          await type("unlock-password", "неверный");
          await submit("unlock");
          await settled();
        }
        await found("unlock-wait");
      },
    },
    "lock-sheet": { backend: all((backend) => (withPassword(backend), void (backend.locked = true))), then: until("unlock-forgot", "lock-sheet") },
    "lock-unsaved": { backend: all((backend) => void (backend.unsaved = { code: "disk_full", detail: null })), then: (app) => app.lock().then(until("lock-save")) },
    "lock-elsewhere": {
      backend: all((backend) => (withPassword(backend), (backend.locked = true), void (backend.lockedBecause = { code: "locked_elsewhere", detail: null }))),
    },
    "lock-keyring": { backend: all((backend) => void (backend.locked = true)) },
    "many-password": { backend: all(withPassword) },
    "banner-sheet-none": { backend: all((backend) => void (backend.protected.recovery = null)), then: () => show("banner") },
    "banner-sheet-unchecked": { backend: all((backend) => void (backend.protected.recovery = { madeAt: now() - DAY, checkedAt: null })), then: () => show("banner") },
    "banner-backup": { backend: all(failedBackup), then: () => show("banner") },
    "banner-clear": { backend: all((backend) => void (backend.protected.keyringInClear = true)), then: () => show("banner") },
    "banner-opened-by-sheet": { backend: all((backend) => void (backend.protected.openedBySheet = true)), then: () => press("after-later").then(() => show("banner")) },
    recovery: { backend: all((backend) => void (backend.protected.recovery = null)), then: sheet({ kind: "recovery" }) },
    "recovery-open": {
      backend: all((backend) => void (backend.protected.recovery = null)),
      async then(app) {
        app.show({ kind: "recovery" });
        await press("recovery-make");
        await found("recovery-draft");
        await settled();
      },
    },
    "recovery-lost": {
      backend: all((backend) => void (backend.protected.recovery = null)),
      async then(app) {
        app.show({ kind: "recovery" });
        await press("recovery-make");
        await found("recovery-draft");
        app.protection.left({ saved: false, printed: false });
        await settled();
      },
    },
    "recovery-checked": { backend: all(), then: sheet({ kind: "recovery" }) },
    "recovery-unchecked": { backend: all((backend) => void (backend.protected.recovery = { madeAt: now() - DAY, checkedAt: null })), then: sheet({ kind: "recovery" }) },
    "recovery-check": { backend: all(), then: sheet({ kind: "recovery-check" }) },
    "recovery-short": {
      backend: all(),
      async then(app) {
        app.show({ kind: "recovery-check" });
        await type("sheet-typed", FAKE_SHEET.slice(0, 50));
        await submit("sheet-typed-form");
        await show("error");
      },
    },
    "recovery-fits": {
      backend: all(),
      async then(app) {
        app.show({ kind: "recovery-check" });
        await press("sheet-screen");
        await show("recovery-fits");
      },
    },
    "recovery-renew": { backend: all(), then: sheet({ kind: "recovery-renew" }) },
    password: { backend: all(), then: sheet({ kind: "password" }) },
    "password-sheet-first": {
      backend: all((backend) => void (backend.protected.recovery = null)),
      async then(app) {
        app.show({ kind: "password" });
        await show("password-sheet-open");
      },
    },
    "password-weak": {
      backend: all(),
      async then(app) {
        app.show({ kind: "password" });
        await type("new-password", "пароль");
        await judged();
        await submit("password-form");
        await show("password-missed");
      },
    },
    "password-good": {
      backend: all(),
      async then(app) {
        app.show({ kind: "password" });
        await type("new-password", "лодка мятный квартет");
        await type("repeat-password", "лодка мятный квартет");
        await judged();
        await press("new-password-show");
        await show("password-rules");
      },
    },
    "password-on": { backend: all(withPassword), then: sheet({ kind: "password" }) },
    "password-change": { backend: all(withPassword), then: sheet({ kind: "password-change" }) },
    "password-remove": {
      backend: all(withPassword),
      async then(app) {
        app.show({ kind: "password-remove" });
        await submit("password-remove-form");
        await found("error");
        await settled();
      },
    },
    "after-sheet": { backend: all((backend) => void (backend.protected.openedBySheet = true)) },
    points: { backend: all(withPoints), then: sheet({ kind: "points" }) },
    "points-none": { backend: all(), then: sheet({ kind: "points" }) },
    point: {
      backend: all(withPoints),
      async then(app) {
        app.show({ kind: "points" });
        await press("point", 1);
        await found("point-whole");
        await settled();
      },
    },
    "point-confirm": {
      backend: all(withPoints),
      async then(app) {
        app.show({ kind: "points" });
        await press("point", 1);
        await press("point-whole");
        await show("point-confirm");
      },
    },
    trash: {
      backend: all((backend) => {
        backend.bin({ id: "old", issuer: "Старый сервис", name: "ivan@example.org", type: "totp" }, now() - 29 * DAY);
        backend.bin({ id: "tax", issuer: "Налоговая", name: "7700 000000", type: "totp" }, now() - 2 * DAY);
      }),
      then: sheet({ kind: "trash" }),
    },
    "trash-none": { backend: all(), then: sheet({ kind: "trash" }) },
    backups: { backend: all(), then: sheet({ kind: "backups" }) },
    "backups-sheet-first": { backend: all((backend) => void (backend.protected.recovery = null)), then: sheet({ kind: "backups" }) },
    "backups-on": { backend: all(backedUp), then: sheet({ kind: "backups" }) },
    "backups-failed": { backend: all(failedBackup), then: sheet({ kind: "backups" }) },
    "backups-rehearsed": {
      backend: all((backend) => {
        backedUp(backend);
        backend.protected.rehearsal = { name: "propusk-2025-03-07.age", writtenAt: now() - 7 * DAY, accounts: 13, of: 14, unreadable: 1 };
      }),
      async then(app) {
        app.show({ kind: "backups" });
        await press("backups-rehearse");
        await show("backups-rehearsed");
      },
    },
    "backup-restore": { backend: () => new FakeBackend(), then: sheet({ kind: "backup-restore" }) },
    help: { backend: all(), then: sheet({ kind: "help" }) },
    "help-found": {
      backend: all(),
      async then(app) {
        app.show({ kind: "help" });
        await app.helping.search(app.settings?.shownLanguage === "en" ? "code" : "код");
      },
    },
    "help-nothing": {
      backend: all(),
      async then(app) {
        app.show({ kind: "help" });
        await app.helping.search("погода");
      },
    },
    "help-article": { backend: all(), then: sheet({ kind: "help", article: "code-not-accepted" }) },
    "help-pictures": { backend: all(), then: sheet({ kind: "help", article: "new-computer" }) },
    "help-gone": { backend: all(), then: sheet({ kind: "help", article: "no-such-page" }) },
    lost: { backend: all(), then: sheet({ kind: "help", article: "lost" }) },
    "settings-password": {
      backend: all(withPassword),
      async then(app) {
        app.show({ kind: "settings" });
        await show("lock-screen", "center");
      },
    },
  };
}
