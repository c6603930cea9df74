import { expect, it } from "vitest";

import { TestWindow } from "../dev/test-window";

const view = new TestWindow([
  { id: "gos", issuer: "Госуслуги", name: "", type: "totp", tags: ["Дом"] },
  { id: "mail", issuer: "Почта", name: "", type: "totp", tags: ["Дом", "Работа"] },
  { id: "bank", issuer: "Банк", name: "", type: "totp" },
]);

async function show(sheet: { kind: "tags" } | { kind: "tag-accounts"; accounts: string[] }) {
  await view.open();
  view.app.show(sheet);
  await view.settle();
}

async function check(box: HTMLElement) {
  box.click();
  await view.settle();
}

const rows = () => view.all("tags-tag").map((row) => row.querySelector(".words")?.textContent?.replace(/\s+/g, " ").trim());

it("gives tags to several accounts and takes others from them, in one call", async () => {
  await show({ kind: "tag-accounts", accounts: ["gos", "bank"] });
  view.expectFocus("tag-typed");
  await check(view.all("tag-accounts-remove")[0]!);
  await view.type("tag-typed", "Семья");
  await view.submit("tag-accounts");
  expect(view.called("tagAccounts")).toEqual([{ accounts: ["gos", "bank"], add: ["Семья"], remove: ["Дом"] }]);
  expect(view.app.sheet).toBeNull();
  expect(view.one("toast").textContent).toContain("2 записей");
  view.expectFocus();
});

it("does not take away what it gives, and asks nothing of the backend for nothing", async () => {
  await show({ kind: "tag-accounts", accounts: ["gos"] });
  await view.submit("tag-accounts");
  expect(view.called("tagAccounts")).toEqual([]);
  await check(view.all("tag-accounts-remove")[1]!);
  await view.type("tag-typed", "работа");
  await view.key("Enter");
  expect(view.all("tag-accounts-remove").map((box) => (box as HTMLInputElement).value)).toEqual(["Дом"]);
  view.backend.failing.set("tagAccounts", { code: "disk_full", detail: null });
  await view.submit("tag-accounts");
  expect(view.one("error").dataset["code"]).toBe("disk_full");
  view.one("tag");
  view.backend.failing.clear();
  await view.submit("tag-accounts");
  expect(view.called("tagAccounts").at(-1)).toEqual({ accounts: ["gos"], add: ["Работа"], remove: [] });
});

it("lists the tags with how many accounts have each", async () => {
  await show({ kind: "tags" });
  expect(rows()).toEqual(["Дом 2 записи", "Работа 1 запись"]);
});

it("gives a tag another name, and says when two become one", async () => {
  await show({ kind: "tags" });
  await check(view.all("tags-rename")[0]!);
  view.expectFocus("tags-new-name");
  await view.type("tags-new-name", " Работа ");
  expect(view.one("tags-rename-form").textContent).toContain("уже есть");
  await view.submit("tags-rename-form");
  expect(view.called("renameTag")).toEqual([{ tag: "Дом", to: "Работа" }]);
  expect(rows()).toEqual(["Работа 2 записи"]);
  view.expectFocus("tags-rename");
});

it("leaves a tag as it is with Esc, with an empty name and with the same one", async () => {
  await show({ kind: "tags" });
  const [button] = view.all("tags-rename");
  await check(button!);
  await view.key("Escape");
  expect(view.app.sheet?.kind, "the sheet stays").toBe("tags");
  expect(document.activeElement).toBe(view.all("tags-rename")[0]);
  await check(view.all("tags-rename")[0]!);
  await view.type("tags-new-name", "  ");
  await view.submit("tags-rename-form");
  view.one("tags-rename-form");
  await view.type("tags-new-name", "Дом");
  await view.submit("tags-rename-form");
  expect(view.called("renameTag")).toEqual([]);
  expect(rows()).toHaveLength(2);
});

it("deletes a tag after a question, and the accounts stay", async () => {
  await show({ kind: "tags" });
  await check(view.all("tags-delete")[0]!);
  view.expectFocus("tags-cancel");
  expect(view.all("tags-tag")[0]!.textContent).toContain("2 записи останутся");
  await view.press("tags-delete-yes");
  expect(view.called("renameTag")).toEqual([{ tag: "Дом", to: null }]);
  expect(view.app.accounts.total).toBe(3);
  expect(rows()).toEqual(["Работа 1 запись"]);
  view.expectFocus("tags-rename");
  await view.press("tags-delete");
  await view.press("tags-delete-yes");
  view.one("tags-none");
  expect(document.activeElement?.id).toBe("sheet-title");
});
