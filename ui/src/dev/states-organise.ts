import type { App } from "../app.svelte";
import { type FakeAccount, FakeBackend } from "../backend/fake";
import { found, press, show, type, unfold } from "./hands";
import type { State } from "./states";

const DAY = 86_400;
const now = () => Math.floor(Date.now() / 1000);

/** The states of sorting and tidying the accounts up, over these. */
export function organiseStates(many: FakeAccount[]): Record<string, State> {
  const filled = many.map((account, at) => ({
    ...account,
    tags: [...(account.tags ?? []), ...(at % 2 === 0 ? [] : ["Дом"])],
    ...(account.id === "github" && { note: "Рабочий компьютер.\nКоды восстановления лежат в сейфе.", favourite: true, lastUsed: now() - 3 * DAY, uses: 41 }),
  }));
  const twins: FakeAccount[] = [
    { id: "gos-1", issuer: "Госуслуги", name: "+7 900 000-00-00", type: "totp", key: "a", addedAt: now() - 400 * DAY, lastUsed: now() - 2 * DAY },
    { id: "gos-2", issuer: "Госуслуги", name: "+7 900 000-00-00", type: "totp", key: "a", addedAt: now() - 30 * DAY },
    { id: "mail-1", issuer: "Почта", name: "ivan@example.org", type: "totp", key: "b", addedAt: now() - 300 * DAY, lastUsed: now() - 200 * DAY },
    { id: "mail-2", issuer: "Почта", name: "ivan@example.org", type: "totp", key: "c", addedAt: now() - DAY, confirmed: false },
  ];
  const over = (accounts: FakeAccount[], prepare: (backend: FakeBackend) => void = () => undefined) => () => {
    const backend = new FakeBackend(accounts);
    prepare(backend);
    return backend;
  };
  const edit = (account = "github") => (app: App) => void (app.sheet = { kind: "edit", account });
  return {
    edit: { backend: over(filled), then: edit() },
    "edit-picture": {
      backend: over(filled),
      async then(app) {
        edit()(app);
        await press("edit-picture");
        await found("edit-picture-drop");
      },
    },
    "edit-tags": {
      backend: over(filled),
      async then(app) {
        edit()(app);
        await type("tag-typed", "го");
        await show("tag-field", "start");
      },
    },
    "edit-more": {
      backend: over(filled),
      async then(app) {
        edit()(app);
        await unfold("edit-more");
        await show("edit-more", "start");
      },
    },
    "edit-refused": {
      backend: over(filled),
      async then(app) {
        edit()(app);
        await unfold("edit-more");
        await type("edit-period", "полминуты");
        await press("edit-save");
        await show("error");
      },
    },
    "edit-ask": {
      backend: over(filled),
      async then(app) {
        edit()(app);
        await type("edit-name", "ivan");
        app.back();
        await found("edit-ask");
      },
    },
    "edit-failed": { backend: over(filled, (backend) => void backend.failing.set("accountDetails", { code: "io_failed", detail: "5" })), then: edit() },
    "edit-loading": { backend: over(filled, (backend) => void Object.assign(backend, { accountDetails: () => new Promise(() => undefined) })), then: edit() },
    duplicates: { backend: over([...twins, ...many.slice(2)]), then: (app) => app.show({ kind: "duplicates" }) },
    "duplicates-gone": {
      backend: over(twins.slice(0, 2)),
      async then(app) {
        app.show({ kind: "duplicates" });
        await press("duplicate-remove", 1);
        await show("duplicate-gone");
      },
    },
    "duplicates-none": { backend: over(many), then: (app) => app.show({ kind: "duplicates" }) },
    "trash-many": {
      backend: over(many, (backend) => {
        for (let at = 0; at < 150; at += 1) backend.bin({ id: `gone-${at}`, issuer: `Сервис ${at + 1}`, name: "ivan", type: "totp" }, now() - DAY);
      }),
      then: (app) => app.show({ kind: "trash" }),
    },
    "tags-all": { backend: over(filled), then: (app) => app.show({ kind: "tags" }) },
    "tags-rename": {
      backend: over(filled),
      async then(app) {
        app.show({ kind: "tags" });
        await press("tags-rename");
        await type("tags-new-name", "Работа");
        await show("tags-rename-form");
      },
    },
    "tags-delete": {
      backend: over(filled),
      async then(app) {
        app.show({ kind: "tags" });
        await press("tags-delete");
        await show("tags-delete-yes");
      },
    },
    "tags-none": { backend: over(many.map((account) => ({ ...account, tags: [] }))), then: (app) => app.show({ kind: "tags" }) },
    "tag-accounts": {
      backend: over(filled),
      async then(app) {
        app.show({ kind: "tag-accounts", accounts: ["mail", "github", "bank"] });
        await press("tag-take");
        await found("tag");
      },
    },
    "export-marked": { backend: over(many), then: (app) => app.show({ kind: "export", accounts: ["mail", "github"] }) },
  };
}
