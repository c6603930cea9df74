import { expect, it } from "vitest";

import type { FakeAccount } from "../backend/fake";
import { TestWindow } from "../dev/test-window";

const view = new TestWindow([
  { id: "gos-1", issuer: "Госуслуги", name: "ivan", type: "totp", key: "a" },
  { id: "gos-2", issuer: "Госуслуги", name: "мама", type: "totp", key: "a", confirmed: false },
  { id: "mail-1", issuer: "Почта", name: "ivan", type: "totp", key: "b" },
  { id: "mail-2", issuer: "Почта", name: "ivan", type: "totp", key: "c" },
]);

async function show() {
  await view.open();
  view.app.show({ kind: "duplicates" });
  await view.settle();
}

it("says which accounts are the same and why, those with the same key first", async () => {
  await show();
  const [keys, names] = view.all("duplicates-group").map((group) => group.textContent);
  expect(keys).toMatch(/Одинаковый ключ.*ivan.*мама.*не подтверждена/);
  expect(names).toMatch(/ключи разные.*Почта/);
});

it("puts one into the trash and takes it back, with the focus where it was", async () => {
  await show();
  const button = view.all("duplicate-remove")[1]!;
  button.focus();
  button.click();
  await view.settle();
  expect(view.called("removeAccounts")).toEqual([{ accounts: ["gos-2"] }]);
  expect(view.one("announcer").textContent).toContain("Удалено: Госуслуги, мама");
  view.one("duplicate-gone");
  expect(document.activeElement).toBe(button);
  button.click();
  await view.settle();
  expect(view.called("restoreAccounts")).toEqual([{ accounts: ["gos-2"] }]);
  expect(view.all("duplicate-gone")).toHaveLength(0);
  expect(view.app.accounts.total).toBe(4);
});

it("says what did not work, and that there are none", async () => {
  await show();
  view.backend.failing.set("removeAccounts", { code: "disk_full", detail: null });
  view.all("duplicate-remove")[0]!.click();
  await view.settle();
  expect(view.one("error").dataset["code"]).toBe("disk_full");
  expect(view.all("duplicate-gone")).toHaveLength(0);
  view.app.close();
  view.backend.accountsKept = view.backend.accountsKept.slice(1, 3);
  await view.settle();
  view.app.show({ kind: "duplicates" });
  await view.settle();
  expect(view.one("duplicates-none").textContent).toContain("нет");
});

it("builds fifty groups at a time, and goes on at the first new one", { timeout: 30_000 }, async () => {
  await view.open();
  view.backend.accountsKept = Array.from({ length: 120 }, (_, at): FakeAccount => ({ id: `a${at}`, issuer: "Сервис", name: `${at}`, type: "totp", key: `${at >> 1}` }));
  view.app.show({ kind: "duplicates" });
  await view.settle();
  expect(view.all("duplicates-group")).toHaveLength(50);
  expect(view.one("show-more").textContent).toContain("10");
  await view.press("show-more");
  expect(view.all("duplicates-group")).toHaveLength(60);
  expect(document.activeElement).toBe(view.all("duplicates-group")[50]!.querySelector("button"));
  expect(view.all("show-more")).toHaveLength(0);
});
