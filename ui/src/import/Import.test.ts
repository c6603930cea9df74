import { expect, it } from "vitest";

import { previewOf } from "../backend/fake";
import { fileOf, foundOf } from "../backend/fake-import";
import { TestWindow } from "../dev/test-window";

const view = new TestWindow([{ id: "gos", issuer: "Госуслуги", name: "", type: "totp" }]);

const account = (index: number, issuer: string, rest = {}) => previewOf({ index, issuer, name: "ivan", ...rest });
const three = [
  foundOf(account(0, "VK"), { tags: ["Личное"] }),
  foundOf(account(1, "GitHub"), { standing: "conflict" }),
  foundOf(account(2, "Почта", { duplicateOf: "Почта ivan" }), { standing: "duplicate" }),
];
const locked = fileOf({ found: 0, isRead: false, need: "password", error: { code: "password_needed", detail: null } });

async function show() {
  await view.open();
  view.app.show({ kind: "import" });
  await view.settle();
}

async function choose() {
  await show();
  await view.press("import-choose");
}

it("adds what is new and what only has the same name, not what is there already", async () => {
  view.backend.imported.reads = [{ files: [fileOf({})], accounts: three }];
  await choose();
  expect(view.one("import-new").textContent).toContain("VK");
  expect(view.one("import-new").textContent).toContain("Личное");
  expect(view.one("import-conflict").textContent).toContain("ключ у неё другой");
  expect(view.one("import-same").textContent).toContain("Почта ivan");
  await view.submit("import-found");
  expect(view.called("addImport")).toEqual([{ import: "import-1", accounts: [{ index: 0 }, { index: 1 }] }]);
  view.expectFocus();
  expect(view.one("import-done").textContent).toContain("Добавлены 2 записи");
});

it("lets one be chosen, or all of a kind", async () => {
  view.backend.imported.reads = [{ files: [fileOf({})], accounts: three }];
  await choose();
  for (const id of ["import-all-new", "import-all-conflict", "import-all-duplicate"]) await view.press(id);
  await view.submit("import-found");
  expect(view.called("addImport")).toEqual([{ import: "import-1", accounts: [{ index: 2 }] }]);
});

it("takes a PIN along, for a chosen account only", async () => {
  const pinned = foundOf(account(0, "Яндекс", { type: "yandex", pinNeeded: true, warnings: ["pin_missing"] }));
  view.backend.imported.reads = [{ files: [fileOf({})], accounts: [pinned] }];
  await choose();
  await view.type("import-pin", " 1234 ");
  await view.submit("import-found");
  expect(view.called("addImport")).toEqual([{ import: "import-1", accounts: [{ index: 0, pin: "1234" }] }]);
});

it("names each one that is skipped, with the reason in words", async () => {
  const refused = [
    { place: 2, issuer: "Старый", name: "ivan", error: { code: "unknown_algorithm", detail: "SHA3" } },
    { place: 7, issuer: "", name: "", error: { code: "entry_damaged", detail: null } },
  ];
  view.backend.imported.reads = [{ files: [fileOf({})], accounts: three, refused }];
  await choose();
  const said = view.one("import-skipped").textContent;
  expect(said).toContain("Не подошли 2 записи");
  expect(said).toContain("Старый, ivan");
  expect(said).toContain("алгоритма SHA3");
  expect(said).toContain("Запись 7 без имени");
  expect(said).not.toContain("entry_damaged");
});

it("asks for a password, says when it is wrong, and goes on with the right one", async () => {
  view.backend.imported.reads = [{ files: [locked] }];
  view.backend.imported.password = "верный";
  view.backend.imported.unlocked = { accounts: three };
  await choose();
  expect(view.all("error"), "no mistake yet").toHaveLength(0);
  view.expectFocus("import-password");
  await view.type("import-password", "неверный");
  await view.submit("import-unlock");
  expect(view.one("error").dataset["code"]).toBe("wrong_password");
  view.expectFocus("import-password");
  await view.type("import-password", "верный");
  await view.submit("import-unlock");
  view.one("import-found");
});

it.each(["wrong_password_or_damaged", "damaged", "unsupported_newer"])("%s has words of its own", async (code) => {
  const need = code === "wrong_password_or_damaged" ? "password" : null;
  view.backend.imported.reads = [{ files: [{ ...locked, need, error: { code, detail: null } }] }];
  await choose();
  expect(view.one("error").dataset["code"]).toBe(code);
  expect(view.all("import-password")).toHaveLength(need === null ? 0 : 1);
});

it("wants the password of a database as well when its key file alone does not open it", async () => {
  view.backend.imported.reads = [{ files: [{ ...locked, format: "keepass", need: "key_file", error: { code: "key_file_needed", detail: null } }] }];
  await choose();
  expect(view.one("import-locked").textContent).toContain("дайте и то и другое");
  view.one("import-password");
  view.one("import-companion");
});

it("says what takes so long and for how long, and can be stopped", async () => {
  view.backend.imported.reads = [{ files: [locked] }];
  await choose();
  view.backend.imported.progress = { deriving: true, seconds: 4 };
  view.backend.delayMs = 60_000;
  await view.type("import-password", "x");
  await view.submit("import-unlock");
  view.backend.delayMs = 0;
  await view.wait(1);
  expect(view.one("import-progress").textContent).toContain("нарочно медленно");
  expect(view.one("import-seconds").textContent).toContain("4 секунды");
  expect(view.one("import-progress").textContent, "no made-up share").not.toContain("%");
  await view.press("import-cancel");
  expect(view.called("cancelImport")).toEqual([{ import: "import-1" }]);
  expect(view.all("import-progress")).toHaveLength(0);
  expect(document.activeElement).toBe(view.one("import-password"));
  view.one("import-choose").focus();
  await view.wait(120);
  expect(view.all("import-found"), "the late answer is thrown away").toHaveLength(0);
  expect(document.activeElement, "and takes no focus").toBe(view.one("import-choose"));
});

it("tells how much of a transfer was read, and lets it be finished early", async () => {
  const moved = (count: number) => three.slice(0, count).map((found) => ({ ...found, account: { ...found.account, warnings: ["migration_period"] } }));
  view.backend.imported.reads = [
    { files: [fileOf({})], accounts: moved(1), transfers: [{ read: 1, of: 3 }] },
    { files: [fileOf({}), fileOf({ file: 1 })], accounts: moved(2), transfers: [{ read: 2, of: 3 }] },
  ];
  await choose();
  expect(view.one("import-transfer").textContent).toContain("1 из 3");
  await view.press("import-choose");
  expect(view.one("import-transfer").textContent).toContain("2 из 3");
  const said = document.body.textContent ?? "";
  expect(said.split("не хранит срок кода"), "said once").toHaveLength(2);
  expect(said).toContain("Не прочитан 1 QR-код");
  expect(view.one("import-add").textContent).toContain("Закончить и добавить 2 записи");
});

it("can be taken back right after, and later from the same place", async () => {
  view.backend.imported.reads = [{ files: [fileOf({})], accounts: three }];
  await choose();
  await view.submit("import-found");
  expect(view.app.accounts.total).toBe(3);
  await view.press("import-close");
  await view.openSettings();
  await view.press("settings-import");
  expect(view.one("import-past").textContent).toContain("Aegis");
  await view.press("import-past-undo");
  expect(view.called("undoImport")).toEqual([{ import: "import-1" }]);
  expect(view.app.accounts.total).toBe(1);
  expect(view.all("import-past")).toHaveLength(0);
});

it("offers to delete a file in clear, with what that cannot do, and never does it by itself", async () => {
  view.backend.imported.reads = [{ files: [fileOf({})], accounts: three }];
  view.backend.imported.files = [{ file: 0, name: "aegis.json", folder: "/home/ivan" }];
  await choose();
  await view.submit("import-found");
  expect(view.called("deleteImportFile")).toEqual([]);
  const said = view.one("import-clear").textContent;
  for (const part of ["облачной папке", "SSD", "aegis.json"]) expect(said).toContain(part);
  await view.press("import-delete");
  expect(view.called("deleteImportFile")).toEqual([{ import: "import-1", file: 0 }]);
  expect(view.one("import-deleted").textContent).toContain("aegis.json");
});

it("says before a file is deleted what only the file has", async () => {
  const refused = [{ place: 2, issuer: "Старый", name: "ivan", error: { code: "entry_damaged", detail: null } }];
  view.backend.imported.reads = [{ files: [fileOf({})], accounts: three, refused }];
  view.backend.imported.files = [{ file: 0, name: "aegis.json", folder: "/home/ivan" }];
  await choose();
  await view.submit("import-found");
  expect(view.one("import-left-behind").textContent).toContain("1 запись есть только в файле");
});

it("opens by itself when files of an app are dropped on the window, or copied", async () => {
  await view.open();
  const dropped = { import: "dropped", files: [fileOf({})], accounts: three, refused: [], transfers: [], holdsPasswords: false, notice: null };
  view.backend.emit("dropped", { scan: null, import: dropped, error: null });
  await view.settle();
  view.one("import-found");
  view.app.close();
  await view.settle();
  expect(view.called("dropImport")).toEqual([{ import: "dropped" }]);

  view.backend.failing.set("scanClipboard", { code: "for_import", detail: null });
  view.backend.imported.reads = [{ files: [fileOf({})], accounts: three }];
  await view.key("v", { ctrlKey: true, code: "KeyV" });
  expect(view.called("importClipboard")).toEqual([{ import: "import-1" }]);
  view.one("import-found");
});

it("forgets what was read on the way back", async () => {
  view.backend.imported.reads = [{ files: [fileOf({})], accounts: three }];
  await choose();
  await view.key("Escape");
  expect(view.called("dropImport")).toEqual([{ import: "import-1" }]);
  expect(view.all("import-found")).toHaveLength(0);
  view.one("import-choose");
});
