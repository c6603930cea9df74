import { describe, expect, it } from "vitest";

import { FAKE_SHEET } from "../backend/fake-protection";
import { TestWindow } from "../dev/test-window";
import { speak } from "../words/words.svelte";
import { safety, wordsOf } from "./step";

const view = new TestWindow([{ id: "gos", issuer: "Госуслуги", name: "", type: "totp" }]);

function block(code: string, ways: typeof view.backend.ways) {
  view.backend.blocked = { code, detail: null };
  view.backend.ways = ways;
}

describe("a vault that did not open", () => {
  it("offers the best way first and with the focus, the others with a line each", async () => {
    block("key_missing", ["sheet", "retry", "backup"]);
    await view.open();
    expect(view.one("blocked").textContent).toContain("Ваши записи не тронуты");
    view.expectFocus("sheet");
    expect(view.one("sheet").className).toContain("primary");
    expect(view.one("backup").textContent).toContain("нужны файл копии и лист");
    expect(view.one("retry").className).not.toContain("primary");
  });

  it("opens by the sheet, typed with a mistake first, and marks the group in doubt", async () => {
    block("key_missing", ["sheet", "retry"]);
    await view.open();
    await view.press("sheet");
    const typed = FAKE_SHEET.replace("GF2T", "GF3T");
    await view.type("sheet-typed", typed);
    await view.submit("sheet-typed-form");
    expect(view.one("error").dataset["code"]).toBe("sheet_wrong_group");
    expect(view.one("error").textContent).toContain("3");
    const field = view.one("sheet-typed") as HTMLTextAreaElement;
    view.expectFocus("sheet-typed");
    expect(typed.slice(field.selectionStart, field.selectionEnd)).toBe("GF3T");
    await view.type("sheet-typed", FAKE_SHEET);
    await view.submit("sheet-typed-form");
    view.one("after-key");
  });

  it("restores from a backup: file first, then the sheet", async () => {
    block("key_without_vault", ["backup", "retry", "new_vault"]);
    await view.open();
    await view.press("backup");
    expect(view.all("sheet-screen")).toHaveLength(0);
    await view.press("backup-choose");
    expect(view.one("backup-file").textContent).toContain("propusk-2025-03-14.age");
    await view.press("sheet-screen");
    expect(view.called("restoreBackup")).toEqual([{ from: "screen" }]);
    expect(view.one("toast").textContent).toContain("восстановлено");
  });

  it("asks for a new password too where there is no keyring, and not without one", async () => {
    block("keyring_no_collection", ["backup", "new_with_password", "retry"]);
    await view.open();
    await view.press("backup");
    await view.press("backup-choose");
    await view.press("sheet-screen");
    expect(view.called("restoreBackup"), "no password yet").toHaveLength(0);
    view.expectFocus("new-password");
    await view.type("new-password", "лодка мятный квартет");
    await view.type("repeat-password", "лодка мятный квартет");
    await view.press("sheet-screen");
    expect(view.called("restoreBackup")).toEqual([{ from: "screen", password: "лодка мятный квартет" }]);
  });

  it("asks for a password after all when the keyring refuses the key of a restored vault", async () => {
    block("key_without_vault", ["backup", "retry"]);
    view.backend.failing.set("restoreBackup", { code: "keyring_unavailable", detail: null });
    await view.open();
    await view.press("backup");
    await view.press("backup-choose");
    await view.press("sheet-screen");
    view.one("new-password");
  });

  it("goes back with Esc, and the focus is where it was of use", async () => {
    block("key_missing", ["sheet", "retry", "backup"]);
    await view.open();
    for (const step of ["sheet", "backup", "lost"]) {
      await view.press(step);
      expect(view.all("blocked")).toHaveLength(0);
      view.expectFocus();
      await view.key("Escape");
      view.expectFocus("sheet");
    }
  });

  it("lets the keyring ask for its password", async () => {
    block("keyring_locked", ["unlock", "sheet"]);
    await view.open();
    view.backend.blocked = null;
    await view.press("unlock");
    expect(view.called("retryStart")).toHaveLength(1);
    view.one("card");
  });
});

describe("a first start without a keyring", () => {
  it("makes sheet and password in one step", async () => {
    block("keyring_no_collection", ["new_with_password", "retry"]);
    view.backend.protected.recovery = null;
    await view.open();
    expect(view.one("blocked").textContent).toContain("Терять пока нечего");
    await view.press("new_with_password");
    await view.type("new-password", "лодка мятный квартет");
    await view.type("repeat-password", "лодка мятный квартет");
    await view.submit("fresh-form");
    expect(view.called("newWithPassword"), "neither sheet nor sentence").toHaveLength(0);
    expect(view.one("error").dataset["code"]).toBe("sheet_unmade");
    await view.press("fresh-make");
    await view.press("sheet-screen");
    view.one("fresh-sheet-done");
    await view.submit("fresh-form");
    expect(view.called("newWithPassword")).toEqual([{ password: "лодка мятный квартет", understood: false }]);
    view.one("card");
  });

  it("goes without a sheet only for someone who typed that they understand", async () => {
    block("keyring_no_collection", ["new_with_password", "retry"]);
    view.backend.protected.recovery = null;
    await view.open();
    await view.press("new_with_password");
    await view.type("new-password", "лодка мятный квартет");
    await view.type("repeat-password", "лодка мятный квартет");
    const details = view.one("fresh-without") as HTMLDetailsElement;
    details.open = true;
    details.dispatchEvent(new Event("toggle"));
    await view.type("fresh-sentence-field", "да");
    await view.submit("fresh-form");
    expect(view.called("newWithPassword")).toHaveLength(0);
    await view.type("fresh-sentence-field", "Без листа забытый  пароль не восстановить.");
    await view.submit("fresh-form");
    expect(view.called("newWithPassword")).toEqual([{ password: "лодка мятный квартет", understood: true }]);
  });
});

describe("what is said about the accounts", () => {
  it.each(["ru", "en"] as const)("is true in each case, in %s", (language) => {
    void speak(language);
    const said = (code: string, ways: Parameters<typeof safety>[1] = []) => safety({ code, detail: null }, ways);
    const usual = said("key_missing");
    for (const code of ["vault_damaged", "vault_older", "key_without_vault", "unsafe_folder", "disk_full"]) {
      expect(said(code), `${code}: the file may not be as it was`).not.toBe(usual);
    }
    expect(said("keyring_silent", ["new_with_password"])).not.toBe(usual);
    expect(said("keyring_silent")).toBe(usual);
  });

  it("has words for every way", () => {
    for (const way of ["retry", "unlock", "password", "sheet", "backup", "new_vault", "open_older", "new_with_password", "lost"] as const) {
      const { title, note } = wordsOf(way);
      expect(`${title} ${note}`).not.toMatch(/way-/);
    }
  });
});
