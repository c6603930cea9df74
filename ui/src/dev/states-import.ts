import type { App } from "../app.svelte";
import type { ImportView } from "../backend/bindings/ImportView";
import { type FakeAccount, FakeBackend, previewOf } from "../backend/fake";
import { fileOf, foundOf } from "../backend/fake-import";
import type { Target } from "../export/state.svelte";
import { found, press, settled, show, unfold } from "./hands";
import type { State } from "./states";

const account = (index: number, issuer: string, name: string, rest = {}) => previewOf({ index, issuer, name, ...rest });

const aegis: Partial<ImportView> = {
  files: [fileOf({ found: 6 })],
  accounts: [
    foundOf(account(0, "Госуслуги", "+7 911 000-00-00"), { tags: ["Госуслуги"], favourite: true }),
    foundOf(account(1, "VK", "ivan.petrov"), { tags: ["Личное", "Соцсети"], noted: true }),
    foundOf(account(2, "Яндекс ID", "ivan.p", { type: "yandex", digits: 8, algorithm: "SHA256", pinNeeded: true, warnings: ["pin_missing"] })),
    foundOf(account(3, "GitHub", "ivan-petrov"), { standing: "conflict", tags: ["Работа"] }),
    foundOf(account(4, "Почта", "ivan@example.org", { duplicateOf: "Почта ivan@example.org" }), { standing: "duplicate" }),
    foundOf(account(5, "Банк", "токен", { type: "hotp", period: null, counter: 41, duplicateOf: "Банк токен по нажатию" }), { standing: "duplicate" }),
  ],
};

const refused: ImportView["refused"] = [
  { place: 4, issuer: "Старый сервис", name: "ivan", error: { code: "unknown_algorithm", detail: "SHA3-256" } },
  { place: 9, issuer: "Работа", name: "ivan.petrov", error: { code: "entry_no_codes", detail: null } },
  { place: 12, issuer: "", name: "", error: { code: "entry_damaged", detail: null } },
  { place: 15, issuer: "Форум", name: "ivan", error: { code: "entry_trashed", detail: null } },
];

const transfer = (read: number): Partial<ImportView> => ({
  files: Array.from({ length: read }, (_, file) => fileOf({ file, name: `IMG_20${file}.png`, format: null, app: null, found: 2 })),
  accounts: ["Госуслуги", "VK", "Discord", "Кинопоиск", "Ozon", "Хостинг"]
    .slice(0, read * 2)
    .map((issuer, index) => foundOf(account(index, issuer, "ivan@example.org", { warnings: ["migration_period"] }))),
  transfers: [{ read, of: 3 }],
});

const locked = fileOf({ found: 0, isRead: false, need: "password", error: { code: "password_needed", detail: null } });

/** The states of moving to another app. */
export function exportStates(accounts: FakeAccount[]): Record<string, State> {
  const state = (then: (app: App) => void | Promise<void>, change: (backend: FakeBackend) => void = () => undefined): State => ({
    backend() {
      const backend = new FakeBackend(accounts);
      change(backend);
      return backend;
    },
    async then(app) {
      app.show({ kind: "export" });
      await found("export-choose");
      await then(app);
      await settled();
    },
  });
  const byPassword = (backend: FakeBackend) => void (backend.protected.password = "верный");
  const agree = (target: Target) => (app: App) => {
    app.exporting.target = target;
    app.exporting.go();
  };
  return {
    "export-choose": state(() => undefined),
    "export-password": state(agree("backup")),
    "export-password-app": state(agree("aegis_encrypted"), byPassword),
    "export-plain-warning": state(agree("uri_list")),
    "export-plain-password": state(agree("pdf"), byPassword),
    "export-google": state(agree("google")),
    "export-done": state(
      async (app) => {
        agree("two_fas")(app);
        await app.exporting.make({});
      },
      (backend) => {
        backend.leftOut = [
          { issuer: "Яндекс ID", name: "maria.k", lost: "lost_kind", whole: true },
          { issuer: "Почта", name: "ivan@example.org", lost: "lost_note", whole: false },
        ];
      },
    ),
    "account-code": {
      backend: () => new FakeBackend(accounts),
      then: (app) => app.show({ kind: "account-code", account: "gosuslugi" }),
    },
  };
}

/** The states of moving here from another app. */
export function importStates(accounts: FakeAccount[]): Record<string, State> {
  const backend = (change: (backend: FakeBackend) => void) => () => {
    const backend = new FakeBackend(accounts);
    change(backend);
    return backend;
  };
  const begin = async (app: App) => {
    app.show({ kind: "import" });
    await found("import-ways");
    await settled();
  };
  const read = async (app: App) => {
    await begin(app);
    await app.importing.find("choose");
    await found("[data-testid=import-found], [data-testid=import-failed], [data-testid=import-locked]");
  };
  const state = (reads: Partial<ImportView>, then: (app: App) => Promise<void> = async () => undefined, more: (backend: FakeBackend) => void = () => undefined): State => ({
    backend: backend((backend) => {
      backend.imported.reads = [reads];
      more(backend);
    }),
    async then(app) {
      await read(app);
      await then(app);
      await settled();
    },
  });
  const add = () => press("import-add");
  const kept = (backend: FakeBackend) => {
    backend.imported.files = [{ file: 0, name: "aegis-export.json", folder: "/home/ivan/Загрузки" }];
  };
  return {
    "import-start": {
      backend: backend((backend) => {
        backend.imported.past = [{ import: "a", at: Math.floor(Date.now() / 1000) - 900, accounts: 12, from: ["Aegis"], files: [], leftBehind: 0, undone: false }];
      }),
      then: begin,
    },
    "import-ways": {
      backend: backend(() => undefined),
      async then(app) {
        await begin(app);
        await unfold("import-ways");
        await show("import-ways", "start");
      },
    },
    "import-preview": state(aegis),
    "import-pin": state(aegis, () => show("import-pin", "center")),
    "import-duplicates": state(aegis, () => show("import-duplicate", "start")),
    "import-skipped": state({ ...aegis, refused }, () => show("import-skipped", "start")),
    "import-transfer-2-of-3": state(transfer(2)),
    "import-transfer-whole": state(transfer(3)),
    "import-password": state({ files: [locked] }),
    "import-password-wrong": state({ files: [locked] }, async (app) => void (await app.importing.unlock(0, "wrong"))),
    "import-key-file": state({ files: [{ ...locked, name: "Пароли.kdbx", format: "keepass", app: "KeePass", need: "key_file", error: { code: "key_file_needed", detail: null } }] }),
    "import-progress": state({ files: [locked] }, async (app) => {
      app.importing.busy = "unlock";
      app.importing.progress = { deriving: true, seconds: 7 };
      await show("import-progress");
    }),
    "import-unknown": state({
      files: [
        fileOf({ name: "заметки.txt", format: null, app: null, found: 0, isRead: false, error: { code: "unknown_text", detail: null } }),
        fileOf({ file: 1, name: "backup.json.gpg", format: null, app: null, found: 0, isRead: false, error: { code: "unsupported_openpgp", detail: null } }),
      ],
    }),
    "import-passwords": state({ ...aegis, holdsPasswords: true, files: [fileOf({ name: "bitwarden.json", app: "Bitwarden", format: "bitwarden", found: 6 }), { ...locked, file: 1, name: "2fas.2fas", app: "2FAS", format: "2fas" }] }),
    "import-done": state(aegis, () => add().then(() => show("import-done")), kept),
    "import-left-behind": state(
      { ...aegis, refused: [{ place: 2, issuer: "Старый портал", name: "ivan", error: { code: "unknown_algorithm", detail: "SHA3" } }] },
      () => add().then(() => show("import-left-behind")),
      kept,
    ),
    "import-deleted": state(
      aegis,
      async () => {
        await add();
        await press("import-delete");
        await show("import-deleted");
      },
      kept,
    ),
    "import-undone": state(aegis, async () => {
      await add();
      await press("import-undo");
      await show("import-undone");
    }),
  };
}
