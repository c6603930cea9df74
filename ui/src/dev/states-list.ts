import type { DesktopView } from "../backend/bindings/DesktopView";
import type { SettingsView } from "../backend/bindings/SettingsView";
import { type FakeAccount, FakeBackend, previewOf, scanOf } from "../backend/fake";
import { choose, found, press, settled, show } from "./hands";
import type { State } from "./states";

const issuers = ["Госуслуги", "Почта", "Яндекс ID", "GitHub", "Банк", "VK", "Ozon", "Хостинг", "Кинопоиск", "Wildberries", "МосРу", "Steam"];
const names = ["ivan", "maria.k", "petr.sidorov", "anna", "k.orlova", "support"];

/** As many accounts as the window has to bear. */
export const tenThousand: FakeAccount[] = Array.from({ length: 10_000 }, (_, at) => ({
  id: `n${at}`,
  issuer: `${issuers[at % issuers.length]} ${Math.floor(at / issuers.length) + 1}`,
  name: `${names[at % names.length]}${at}@example.org`,
  type: "totp",
  tags: at % 5 === 0 ? ["Работа"] : [],
  favourite: at % 2500 === 1,
}));

/** Names that are hard to set: long ones, of other scripts and directions, of signs alone. */
const scripts: FakeAccount[] = [
  { id: "he", issuer: "בנק הפועלים", name: "ישראל ישראלי", type: "totp" },
  { id: "ar", issuer: "البريد الإلكتروني", name: "محمد@example.org", type: "totp", confirmed: false },
  { id: "mixed", issuer: "Банк בנק", name: "user (ישראל) 42", type: "totp", digits: 8 },
  { id: "emoji", issuer: "🦊 Лисья почта", name: "👩‍👩‍👧‍👦 семья", type: "totp" },
  { id: "flag", issuer: "🇷🇺", name: "🎉🎉🎉", type: "totp" },
  { id: "hanzi", issuer: "微信支付", name: "王小明", type: "totp" },
  { id: "combining", issuer: "Й́о̆ж", name: "é̂", type: "totp" },
];

const long: FakeAccount[] = [
  { id: "l1", issuer: "Межрегиональное государственное автоматизированное учреждение информационных технологий", name: "константин.константинопольский@межрегиональное-учреждение.рф", type: "totp", tags: ["Работа"] },
  { id: "l2", issuer: "Достопримечательность", name: "превысокомногорассмотрительствующий", type: "totp", confirmed: false },
  { id: "l3", issuer: "Превысокомногорассмотрительствующий", name: "", type: "hotp", counter: 7 },
];

const kinds: FakeAccount[] = [
  { id: "k8", issuer: "Восемь цифр", name: "ivan", type: "totp", digits: 8 },
  { id: "k10", issuer: "Десять цифр", name: "ivan", type: "totp", digits: 10 },
  { id: "k7", issuer: "Семь цифр", name: "ivan", type: "totp", digits: 7 },
  { id: "k0", issuer: "", name: "ivan@example.org", type: "totp" },
  { id: "k00", issuer: "", name: "", type: "totp" },
  { id: "ks", issuer: "Steam", name: "ivan", type: "steam" },
  { id: "k60", issuer: "Минута", name: "ivan", type: "totp", period: 60 },
];

const tags = ["Работа", "Личное", "Госуслуги", "Банки", "Соцсети", "Игры", "Серверы", "Магазины", "Учёба", "Семья", "Очень длинная метка для проверки", "VPN"];

/** The list itself: very many, hard names, and what the settings make of it. */
export function listStates(accounts: FakeAccount[]): Record<string, State> {
  const of = (shown: FakeAccount[], then?: State["then"]): State => ({ backend: () => new FakeBackend(shown), ...(then === undefined ? {} : { then }) });
  const withSettings = (change: Partial<SettingsView>, then?: State["then"]): State => ({
    ...of(accounts, then),
    before: (settings) => void Object.assign(settings, change),
  });
  const favourites = accounts.map((account, at) => ({ ...account, favourite: at === 2 || at === 3 }));
  const tagged = accounts.map((account, at) => ({ ...account, tags: tags.slice(at * 2, at * 2 + 4) }));
  return {
    "list-thousands": of(tenThousand),
    "list-thousands-search": of(tenThousand, (app) => void (app.accounts.query = "петр github")),
    "list-thousands-found": of(tenThousand, (app) => void (app.accounts.query = "github 42")),
    "list-long": of(long),
    "list-scripts": of(scripts),
    "list-kinds": of(kinds),
    "list-favourites": of(favourites),
    "list-tags": of(tagged),
    "list-tag-chosen": of(tagged, (app) => void (app.accounts.tag = "Серверы")),
    "list-found": of(tagged, (app) => void (app.accounts.query = "ivan")),
    "list-found-tag": of(tagged, (app) => void (app.accounts.query = "магаз")),
    "list-hidden": withSettings({ hideCodes: true }),
    "list-hidden-shown": withSettings({ hideCodes: true }, async (app) => void (await app.accounts.reveal("mail"))),
    "list-compact": withSettings({ density: "compact" }),
    "list-by-name": withSettings({ order: "name" }),
    "list-error": {
      ...of(accounts),
      async then(app) {
        (app.backend as FakeBackend).failing.set("accounts", { code: "io_failed", detail: "5" });
        await app.accounts.refresh();
      },
    },
    opening: {
      opens: false,
      backend() {
        const backend = new FakeBackend(accounts);
        backend.start = () => new Promise(() => undefined);
        return backend;
      },
    },
  };
}

/** Links and files from other programs, and what keeps them waiting. */
export function givenStates(accounts: FakeAccount[]): Record<string, State> {
  const given = (before: (backend: FakeBackend) => void = () => undefined) => () => {
    const backend = new FakeBackend(accounts);
    backend.given = { scan: scanOf([previewOf({})]), import: null, error: null };
    before(backend);
    return backend;
  };
  return {
    "given-lock": { backend: given((backend) => void (backend.locked = true)) },
    "given-password": {
      backend: given((backend) => {
        backend.locked = true;
        backend.protected.password = "пароль";
      }),
    },
    "given-blocked": {
      backend: given((backend) => {
        backend.blocked = { code: "keyring_locked", detail: null };
        backend.ways = ["unlock", "sheet", "backup"];
      }),
      then: () => show("given"),
    },
    "given-typing": {
      backend: () => new FakeBackend(accounts),
      async then(app) {
        app.show({ kind: "edit", account: app.accounts.rows[0]!.id });
        await found("edit");
        app.given.arrived();
        await show("given");
      },
    },
    "given-off": {
      backend: given((backend) => backend.failing.set("openGiven", { code: "links_off", detail: null })),
    },
  };
}

/** The settings, and what is reached from there. */
export function settingsStates(accounts: FakeAccount[]): Record<string, State> {
  const sheet = (kind: "settings" | "shortcuts" | "about", then: () => void | Promise<void> = () => undefined): State => ({
    backend: () => new FakeBackend(accounts),
    async then(app) {
      app.show({ kind });
      await found("close");
      await then();
      await settled();
    },
  });
  /** Keys that work in every program, where they come from, and who has them. */
  const keys = (chosen: Partial<SettingsView>, desktop: Partial<DesktopView>, then: () => void | Promise<void> = () => undefined): State => ({
    ...sheet("settings", async () => {
      await show(desktop.shortcuts === "none" ? "keys-none" : "show-keys", "center");
      await then();
    }),
    before: (settings) => void Object.assign(settings, chosen),
    backend() {
      const backend = new FakeBackend(accounts);
      backend.has = { ...backend.has, ...desktop };
      return backend;
    },
  });
  return {
    settings: sheet("settings"),
    "settings-codes": sheet("settings", () => show("hide-codes", "start")),
    "settings-rows": sheet("settings", () => show("settings-points", "start")),
    "settings-system": sheet("settings", () => show("open-links", "start")),
    "settings-system-failed": {
      ...sheet("settings"),
      async then(app) {
        (app.backend as FakeBackend).failing.set("changeSettings", { code: "links_not_installed", detail: null });
        app.show({ kind: "settings" });
        await press("open-links");
        await show("error");
      },
    },
    "settings-keys": keys({ showKeys: "Ctrl+Alt+P", copyKeys: "Ctrl+Alt+Shift+Super+K" }, {}),
    "settings-keys-press": keys({ showKeys: "Ctrl+Alt+P" }, {}, () => press("show-keys-keys")),
    "settings-keys-taken": keys({ showKeys: "Ctrl+Alt+P", copyKeys: "Ctrl+Alt+K" }, { taken: ["show"] }),
    "settings-keys-desktop": keys({ showKeys: "Ctrl+Alt+P" }, { shortcuts: "desktop", typing: false }),
    "settings-keys-none": keys({}, { shortcuts: "none", typing: false }),
    "settings-first": {
      backend: () => new FakeBackend(),
      async then(app) {
        app.show({ kind: "settings" });
        await show("settings-import", "center");
      },
    },
    "settings-failed": {
      ...sheet("settings"),
      async then(app) {
        (app.backend as FakeBackend).failing.set("changeSettings", { code: "disk_full", detail: null });
        app.show({ kind: "settings" });
        await choose("density", "compact");
        await show("error");
      },
    },
    "settings-reset": sheet("settings", async () => {
      await press("settings-reset");
      await show("settings-reset-yes");
    }),
    shortcuts: sheet("shortcuts"),
    "shortcuts-end": sheet("shortcuts", () => show("shortcuts-to-help", "start")),
    about: sheet("about"),
  };
}
