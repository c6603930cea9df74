import { expect, it } from "vitest";

import { TestWindow } from "../dev/test-window";

const view = new TestWindow([{ id: "gos", issuer: "Госуслуги", name: "", type: "totp" }]);

async function show(count: number) {
  await view.open();
  for (let at = 0; at < count; at += 1) view.backend.bin({ id: `a${at}`, issuer: "Сервис", name: `${at}`, type: "totp" }, Date.now() / 1000 - 86_400);
  view.app.show({ kind: "trash" });
  await view.settle();
}

it("builds a hundred rows at a time, and goes on at the first new one", { timeout: 30_000 }, async () => {
  await show(1_000);
  expect(view.all("trashed")).toHaveLength(100);
  await view.press("show-more");
  expect(view.all("trashed")).toHaveLength(200);
  expect(document.activeElement).toBe(view.all("trash-restore")[100]);
});

it("takes all of them out at once", async () => {
  await show(7);
  await view.press("trash-restore-all");
  const [asked] = view.called("restoreAccounts") as { accounts: string[] }[];
  expect(asked!.accounts).toHaveLength(7);
  view.one("trash-none");
  expect(view.one("announcer").textContent).toContain("Возвращено 7 записей");
  expect(document.activeElement?.id).toBe("sheet-title");
});

it("has no button for all where there is one, and says what failed", async () => {
  await show(1);
  expect(view.all("trash-restore-all")).toHaveLength(0);
  view.backend.failing.set("restoreAccounts", { code: "disk_full", detail: null });
  await view.press("trash-restore");
  expect(view.one("error").dataset["code"]).toBe("disk_full");
  view.one("trashed");
});
