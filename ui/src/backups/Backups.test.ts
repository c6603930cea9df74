import { expect, it } from "vitest";

import { TestWindow } from "../dev/test-window";

const view = new TestWindow([{ id: "gos", issuer: "Госуслуги", name: "", type: "totp" }]);

async function show() {
  await view.open();
  view.app.show({ kind: "backups" });
  await view.settle();
}

it("leads to the sheet first, which alone opens a backup", async () => {
  view.backend.protected.recovery = null;
  await show();
  expect(view.all("backups-choose")).toHaveLength(0);
  await view.press("backups-sheet-open");
  view.one("recovery-what");
});

it("is switched on by choosing a folder, says what was verified, and off again", async () => {
  await show();
  await view.press("backups-choose");
  view.expectFocus("backups-now");
  expect(view.one("backups-folder").textContent).toContain("Флешка");
  expect(view.one("backups-success").textContent).toContain("проверено: 1 из 1");
  const keep = view.one("backups-keep") as HTMLSelectElement;
  keep.value = "3";
  keep.dispatchEvent(new Event("change", { bubbles: true }));
  await view.settle();
  await view.press("backups-off");
  expect(view.called("changeBackups")).toEqual([{ keep: 3 }, { off: true }]);
  view.expectFocus("backups-choose");
});

it("stays as it was when the dialog for the folder is closed", async () => {
  view.backend.protected.folder = null;
  await show();
  await view.press("backups-choose");
  view.expectFocus("backups-choose");
  expect(view.all("error")).toHaveLength(0);
});

it("says what a file would give back, and what it would not", async () => {
  view.backend.protected.rehearsal = { name: "propusk-a.age", writtenAt: 1_741_000_000, accounts: 13, of: 14, unreadable: 1 };
  await show();
  await view.press("backups-rehearse");
  const said = view.one("backups-rehearsed").textContent;
  expect(said).toContain("Копия открывается");
  expect(said).toContain("13 записей, в хранилище сейчас 14");
  expect(said).toContain("Не читаются записи: 1");
  view.backend.failing.set("rehearseBackup", { code: "backup_other_key", detail: null });
  await view.press("backups-rehearse");
  expect(view.all("backups-rehearsed"), "not beside the answer about another file").toHaveLength(0);
  expect(view.one("error").dataset["code"]).toBe("backup_other_key");
});
