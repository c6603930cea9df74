import type { App } from "../app.svelte";
import { type FakeAccount, FakeBackend, previewOf, scanOf } from "../backend/fake";
import type { ClockTroubleView } from "../backend/bindings/ClockTroubleView";
import type { SettingsView } from "../backend/bindings/SettingsView";
import { codesStates } from "./states-codes";
import { exportStates, importStates } from "./states-import";
import { givenStates, listStates, settingsStates } from "./states-list";
import { found, press, settled, show, type, unfold } from "./hands";
import { organiseStates } from "./states-organise";
import { safeStates } from "./states-safe";
import { workStates } from "./states-work";

/** One state of the window to look at: what is behind it, and how to get there from its first view. */
export type State = {
  backend: () => FakeBackend;
  /** Settings that belong to the state, over those of the look. */
  before?: (settings: SettingsView) => void;
  then?: (app: App) => void | Promise<void>;
  /** Whether the window leaves its opening behind. */
  opens?: false;
};

const many: FakeAccount[] = [
  { id: "gosuslugi", issuer: "Госуслуги", name: "+7 900 000-00-00", type: "totp", tags: ["Госуслуги"] },
  { id: "mail", issuer: "Почта", name: "ivan@example.org", type: "totp", tags: ["Работа"] },
  { id: "yandex", issuer: "Яндекс ID", name: "maria.k", type: "yandex" },
  { id: "github", issuer: "GitHub", name: "ivan-petrov", type: "totp", tags: ["Работа"], confirmed: false, drawing: "github" },
  { id: "bank", issuer: "Банк", name: "токен по нажатию", type: "hotp", counter: 41 },
];

/** Some days after the moment at which the pictures are taken. */
const UNTIL = Date.UTC(2025, 2, 21, 9) / 1000;

const one = () => new FakeBackend(many.slice(0, 1));
const all = () => new FakeBackend(many);

function wrongClock(trouble: ClockTroubleView): FakeBackend {
  const backend = all();
  backend.clock = { trouble, correction: null };
  return backend;
}

/** Every state that `npm run dev` offers and `npm run look` photographs. */
export const states: Record<string, State> = {
  empty: { backend: () => new FakeBackend() },
  "empty-help": { backend: () => new FakeBackend(), then: (app) => app.show({ kind: "help", article: "switch-on" }) },
  one: { backend: one },
  many: { backend: all },
  "many-copied": {
    backend: all,
    async then(app) {
      await app.copy(app.accounts.rows[1]!);
      await app.copy(app.accounts.rows[2]!, "next");
      await app.nextCode(app.accounts.rows[4]!);
    },
  },
  "many-waits": {
    backend() {
      const backend = all();
      backend.shown = { ...backend.shown, guardSeconds: 30 };
      return backend;
    },
    then: async (app) => void (await app.copy(app.accounts.rows[0]!)),
  },
  "many-again": {
    backend: all,
    async then(app) {
      // Longer ago than a double click takes.
      await app.backend.copyCode({ account: "gosuslugi", which: "current" });
      await app.accounts.refresh();
      await app.copy(app.accounts.rows[0]!);
    },
  },
  "many-given-up": {
    backend() {
      const backend = all();
      backend.shown = { ...backend.shown, guardSeconds: 30 };
      return backend;
    },
    async then(app) {
      await app.copy(app.accounts.rows[0]!);
      (app.backend as FakeBackend).endWait({ code: "copied_meanwhile", detail: null });
    },
  },
  unconfirmed: { backend: () => new FakeBackend(many.map((account) => ({ ...account, confirmed: account.id === "mail" }))) },
  fraud: {
    backend() {
      const backend = new FakeBackend(many.map((account) => ({ ...account, confirmed: true })));
      backend.shown = { ...backend.shown, fraudTold: false };
      return backend;
    },
    then: async (app) => void (await app.copy(app.accounts.rows[0]!)),
  },
  "clock-wrong": {
    backend: () => wrongClock({ kind: "moved", seconds: 47 }),
  },
  "clock-behind": {
    backend: () => wrongClock({ kind: "before_build", seconds: 86_400 * 420 }),
    then: (app) => app.show({ kind: "clock" }),
  },
  "clock-moved": {
    backend: () => wrongClock({ kind: "moved", seconds: -180 }),
    then: (app) => app.show({ kind: "clock" }),
  },
  "clock-fine": { backend: all, then: (app) => app.show({ kind: "clock" }) },
  "clock-ahead": {
    backend() {
      const backend = all();
      backend.synchronised = false;
      return backend;
    },
    async then(app) {
      app.show({ kind: "clock" });
      await type("clock-elsewhere", "09:27");
      await press("clock-compare");
      await show("clock-difference");
    },
  },
  "clock-refused": {
    backend: all,
    async then(app) {
      app.show({ kind: "clock" });
      await type("clock-elsewhere", "25:00");
      await press("clock-compare");
      await show("error");
    },
  },
  corrected: {
    backend() {
      const backend = all();
      backend.clock = { trouble: null, correction: { ahead: 47, until: UNTIL } };
      return backend;
    },
  },
  "corrected-clock": {
    backend() {
      const backend = all();
      backend.clock = { trouble: null, correction: { ahead: -47, until: UNTIL } };
      return backend;
    },
    then: (app) => app.show({ kind: "clock" }),
  },
  "many-plain": { backend: () => new FakeBackend(many.map((account) => ({ ...account, tags: [] }))) },
  "long-names": {
    backend: () =>
      new FakeBackend([
        { id: "a", issuer: "Единая система идентификации и аутентификации", name: "konstantin.konstantinopolsky@example.org", type: "totp", confirmed: false },
        { id: "b", issuer: "", name: "только имя", type: "totp", digits: 8 },
        { id: "c", issuer: "Steam", name: "", type: "steam" },
        { id: "d", issuer: "Десять цифр", name: "ivan", type: "totp", digits: 10 },
        { id: "e", issuer: "", name: "", type: "totp", period: 60 },
        { id: "f", issuer: "Счётчик с длинным названием", name: "konstantin.konstantinopolsky@example.org", type: "hotp" },
      ]),
  },
  menu: { backend: all, then: () => press("card-menu", 3) },
  search: {
    backend: all,
    then: (app) => {
      app.accounts.query = "iv";
    },
  },
  "search-nothing": {
    backend: all,
    then: (app) => {
      app.accounts.query = "больница";
    },
  },
  removed: { backend: all, then: (app) => app.remove(app.accounts.rows[1]!) },
  restored: {
    backend() {
      const backend = all();
      backend.restored = UNTIL - 7 * 86_400;
      backend.unreadable = 1;
      return backend;
    },
  },
  unsaved: {
    backend() {
      const backend = all();
      backend.unsaved = { code: "disk_full", detail: null };
      return backend;
    },
  },
  "copy-failed": {
    backend() {
      const backend = all();
      backend.failing.set("copyCode", { code: "clipboard_unavailable", detail: null });
      return backend;
    },
    then: async (app) => void (await app.copy(app.accounts.rows[0]!)),
  },
  add: { backend: all, then: (app) => app.openAdd() },
  "add-no-qr": {
    backend() {
      const backend = all();
      backend.failing.set("scanScreen", { code: "no_qr_on_screen", detail: null });
      return backend;
    },
    async then(app) {
      app.openAdd();
      await app.adding.find("screen");
    },
  },
  "add-wifi": {
    backend() {
      const backend = all();
      backend.finds = scanOf([], { refused: [{ issuer: "", name: "", error: { code: "not_otp_wifi", detail: null } }] });
      return backend;
    },
    async then(app) {
      app.openAdd();
      await app.adding.find("screen");
    },
  },
  manual: {
    backend: all,
    then(app) {
      app.openAdd();
      app.adding.typeIn();
    },
  },
  "manual-more": {
    backend: all,
    async then(app) {
      app.openAdd();
      app.adding.typeIn();
      await unfold("manual-more");
      app.adding.fail({ code: "not_base32", detail: "5" });
    },
  },
  preview: {
    backend: all,
    async then(app) {
      app.openAdd();
      await app.adding.find("screen");
    },
  },
  "preview-look-alike": {
    backend() {
      const backend = all();
      // The second letter is a Cyrillic one.
      backend.finds = scanOf([previewOf({ issuer: "Gоsuslugi", warnings: ["look_alike"], looksLike: "Госуслуги" })]);
      return backend;
    },
    async then(app) {
      app.openAdd();
      await app.adding.find("screen");
    },
  },
  "preview-parameters": {
    backend() {
      const backend = all();
      backend.finds = scanOf([previewOf({ digits: 8, warnings: ["other_parameters"], portal: "Госуслуги" })]);
      return backend;
    },
    async then(app) {
      app.openAdd();
      await app.adding.find("screen");
    },
  },
  "preview-warnings": {
    backend() {
      const backend = all();
      backend.finds = scanOf([
        previewOf({ type: "yandex", issuer: "Яндекс ID", name: "maria.k", algorithm: "SHA256", digits: 8, pinNeeded: true, duplicateOf: "Яндекс ID, maria.k", warnings: ["weak_secret", "pin_missing"] }),
      ]);
      backend.failing.set("addAccounts", { code: "pin_missing", detail: null });
      return backend;
    },
    async then(app) {
      app.openAdd();
      await app.adding.find("screen");
      await app.adding.save([{ index: 0, issuer: "", name: "" }]);
    },
  },
  "preview-several": {
    backend() {
      const backend = all();
      backend.finds = scanOf(
        [
          previewOf({}),
          previewOf({ issuer: "Почта", name: "ivan@example.org", duplicateOf: "Почта, ivan@example.org" }),
          previewOf({ issuer: "GitHub", name: "ivan-petrov", algorithm: "SHA512", warnings: ["unusual_algorithm"] }),
          previewOf({ issuer: "Банк", name: "", type: "hotp", period: null, counter: 7 }),
        ],
        {
          refused: [{ issuer: "Старый сервис", name: "ivan", error: { code: "unknown_algorithm", detail: "SHA3" } }],
          batch: { indexes: [1], size: 3 },
        },
      );
      return backend;
    },
    async then(app) {
      app.openAdd();
      await app.adding.find("screen");
    },
  },
  "preview-on-screen": {
    backend() {
      const backend = all();
      // A desk with two windows, grey as the real one.
      const desk =
        '<svg xmlns="http://www.w3.org/2000/svg" width="1280" height="720"><rect width="1280" height="720" fill="#777"/><rect x="60" y="70" width="560" height="560" fill="#eee"/><rect x="60" y="70" width="560" height="44" fill="#bbb"/><rect x="680" y="120" width="540" height="500" fill="#333"/><rect x="680" y="120" width="540" height="44" fill="#555"/><rect x="100" y="150" width="300" height="20" fill="#999"/><rect x="720" y="200" width="260" height="20" fill="#888"/></svg>';
      backend.finds = scanOf([previewOf({}), previewOf({ issuer: "Почта", name: "ivan@example.org" })], {
        stills: [
          {
            picture: `data:image/svg+xml,${encodeURIComponent(desk)}`,
            width: 1920,
            height: 1080,
            codes: [
              { corners: [[300, 330], [630, 330], [630, 660], [300, 660]], accounts: [0] },
              { corners: [[1220, 390], [1530, 390], [1530, 700], [1220, 700]], accounts: [1] },
            ],
          },
        ],
      });
      return backend;
    },
    async then(app) {
      app.openAdd();
      await app.adding.find("screen");
    },
  },
  camera: {
    backend: all,
    then(app) {
      app.openAdd();
      app.adding.film();
    },
  },
  "first-code": { backend: one, then: (app) => void (app.sheet = { kind: "first-code", account: "gosuslugi" }) },
  "first-code-used": {
    backend() {
      const backend = one();
      // Also in its last seconds.
      backend.shown = { ...backend.shown, guardSeconds: 0 };
      return backend;
    },
    async then(app) {
      app.sheet = { kind: "first-code", account: "gosuslugi" };
      await press("first-code-copy");
      await settled();
    },
  },
  "first-code-waits": {
    backend() {
      const backend = one();
      backend.shown = { ...backend.shown, guardSeconds: 30 };
      return backend;
    },
    async then(app) {
      app.sheet = { kind: "first-code", account: "gosuslugi" };
      await press("first-code-copy");
      await settled();
    },
  },
  "first-code-no-certain": {
    backend() {
      const backend = new FakeBackend([...many.slice(0, 1), { ...many[0]!, id: "older" }]);
      backend.clock = { trouble: { kind: "moved", seconds: 47 }, correction: null };
      return backend;
    },
    async then(app) {
      app.sheet = { kind: "first-code", account: "gosuslugi" };
      await press("first-code-copy");
      await press("first-code-no");
      await found("not-accepted");
      await settled();
    },
  },
  "first-code-no": {
    backend: one,
    async then(app) {
      app.sheet = { kind: "first-code", account: "gosuslugi" };
      await press("first-code-no");
      await found("not-accepted");
      await settled();
    },
  },
  "first-code-parameters": {
    backend: () => new FakeBackend(many.slice(0, 1).map((account) => ({ ...account, digits: 8 }))),
    async then(app) {
      app.sheet = { kind: "first-code", account: "gosuslugi", refused: true };
      await show("[data-check=parameters]", "start");
    },
  },
  "first-code-counter": {
    backend: all,
    async then(app) {
      app.sheet = { kind: "first-code", account: "bank", refused: true };
      await show("[data-check=counter]", "start");
    },
  },
  drop: { backend: all, then: (app) => void (app.dragging = true) },
  ...workStates(many),
  ...listStates(many),
  ...settingsStates(many),
  ...givenStates(many),
  ...importStates(many),
  ...exportStates(many),
  ...organiseStates(many),
  ...safeStates(many),
  ...codesStates(many),
};
