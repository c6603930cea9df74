import { describe, expect, it } from "vitest";

import { FAKE_SHEET } from "../backend/fake-protection";
import { TestWindow } from "../dev/test-window";

const view = new TestWindow([{ id: "gos", issuer: "Госуслуги", name: "", type: "totp" }]);
const DAY = 86_400;

describe("the recovery sheet", () => {
  it("explains what is lost without it before it is made", async () => {
    view.backend.protected.recovery = null;
    await view.open();
    await view.press("banner-mend");
    expect(view.one("recovery-what").textContent).toContain("коды не вернёт никто");
    expect(view.called("beginSheet")).toHaveLength(0);
  });

  it("is made, checked and then said to fit, all from the banner", async () => {
    view.backend.protected.recovery = null;
    await view.open();
    expect(view.one("banner").dataset["code"]).toBe("sheet-none");
    await view.press("banner-mend");
    await view.press("recovery-make");
    view.expectFocus("recovery-check");
    expect(view.one("recovery-draft").textContent).toContain("в отдельном окне");
    view.backend.emit("sheet-closed", { saved: true, printed: false });
    await view.settle();
    expect(view.one("recovery-draft").textContent).toContain("осталось его проверить");
    await view.press("recovery-check");
    await view.type("sheet-typed", FAKE_SHEET);
    await view.submit("sheet-typed-form");
    expect(view.called("checkSheet")).toEqual([{ from: "typed", text: FAKE_SHEET }]);
    expect(view.one("recovery-fits").textContent).toContain("Лист подходит");
    view.expectFocus();
    await view.press("recovery-done");
    expect(view.one("recovery-state").textContent).toContain("Проверен");
    await view.key("Escape");
    expect(view.all("banner")).toHaveLength(0);
    view.expectFocus();
  });

  it("says so when the window was closed without printing or saving", async () => {
    view.backend.protected.recovery = null;
    await view.open();
    await view.press("banner-mend");
    await view.press("recovery-make");
    view.backend.emit("sheet-closed", { saved: false, printed: false });
    await view.settle();
    expect(view.one("recovery-draft").textContent).toContain("не напечатан и не сохранён");
    await view.press("recovery-again");
    expect(view.called("beginSheet")).toHaveLength(2);
  });

  it("can be checked later: a quieter banner stays and comes back", async () => {
    view.backend.protected.recovery = null;
    await view.open();
    await view.press("banner-mend");
    await view.press("recovery-make");
    await view.press("recovery-later");
    expect(view.called("putOffCheck")).toHaveLength(1);
    expect(view.one("banner").dataset["code"]).toBe("sheet-unchecked");
    expect(view.one("banner").getAttribute("role"), "not an alarm").toBe("group");
    await view.press("banner-dismiss");
    expect(view.all("banner")).toHaveLength(0);
  });

  it("does not offer to put off the check of a new sheet while an old one holds", async () => {
    await view.open();
    view.app.show({ kind: "recovery" });
    await view.settle();
    await view.press("recovery-renew");
    expect(document.querySelector("dialog")?.textContent).toContain("открывает только старый лист");
    await view.press("recovery-renew-make");
    expect(view.called("beginSheet")).toHaveLength(1);
    view.one("recovery-draft");
    expect(view.all("recovery-later")).toHaveLength(0);
  });

  it("tells a wrong sheet from a mistake in typing", async () => {
    await view.open();
    view.app.show({ kind: "recovery-check" });
    await view.settle();
    const cases = [
      [FAKE_SHEET.slice(0, 40), "sheet_too_short"],
      [`${FAKE_SHEET} QPZR`, "sheet_too_long"],
      [FAKE_SHEET.replace("GF2T", "GB2T"), "sheet_wrong_character"],
      [[...FAKE_SHEET].reverse().join(""), "sheet_wrong"],
    ] as const;
    for (const [text, code] of cases) {
      await view.type("sheet-typed", text);
      await view.submit("sheet-typed-form");
      expect(view.one("error").dataset["code"]).toBe(code);
      view.expectFocus("sheet-typed");
    }
  });

  it("leaves no key in a field that is gone", async () => {
    await view.open();
    view.app.show({ kind: "recovery-check" });
    await view.settle();
    const field = view.one("sheet-typed") as HTMLTextAreaElement;
    await view.type("sheet-typed", FAKE_SHEET);
    await view.submit("sheet-typed-form");
    expect(field.value).toBe("");
    expect(document.documentElement.outerHTML).not.toContain("QPZR");
  });
});

describe("the banners of protection", () => {
  it("come in order of urgency, one at a time", async () => {
    const { protected: safe } = view.backend;
    safe.recovery = null;
    safe.keyringInClear = true;
    safe.backups = { folder: "/mnt", keep: 5, success: null, failure: { at: 1, error: { code: "backup_folder_missing", detail: null } } };
    await view.open();
    const seen: (string | undefined)[] = [];
    while (view.all("banner").length > 0) {
      seen.push(view.one("banner").dataset["code"]);
      await view.press("banner-dismiss");
      view.expectFocus();
    }
    expect(seen).toEqual(["backup_folder_missing", "keyring-in-clear", "sheet-none"]);
  });

  it("say nothing while there is nothing to lose", async () => {
    view.backend.accountsKept = [];
    view.backend.protected.recovery = null;
    await view.open();
    expect(view.all("banner")).toHaveLength(0);
  });

  it("hear of a failing backup while the window is open", async () => {
    await view.open();
    expect(view.all("banner")).toHaveLength(0);
    const error = { code: "disk_full", detail: null };
    view.backend.protected.backups = { folder: "/mnt", keep: 5, success: { at: 1, accounts: 1, of: 1 }, failure: { at: 2, error } };
    view.backend.emit("backup-failed", error);
    await view.settle();
    expect(view.one("banner").textContent).toContain("Резервная копия не сделана. На диске нет места");
    await view.press("banner-mend");
    await view.press("backups-now");
    expect(view.one("backups-success").textContent).toContain("проверено: 1 из 1");
    await view.key("Escape");
    expect(view.all("banner")).toHaveLength(0);
  });

  it("ask for a key after the sheet opened the vault, also when that was put off", async () => {
    view.backend.protected.openedBySheet = true;
    view.backend.protected.recovery = { madeAt: 1, checkedAt: DAY };
    await view.open();
    view.expectFocus("after-key");
    await view.press("after-later");
    expect(view.one("banner").dataset["code"]).toBe("opened-by-sheet");
    await view.press("banner-mend");
    await view.press("after-password");
    expect(view.all("current-password"), "nobody knows it").toHaveLength(0);
    await view.type("new-password", "лодка мятный квартет");
    await view.type("repeat-password", "лодка мятный квартет");
    await view.submit("password-form");
    expect(view.called("setPassword")).toEqual([{ password: "лодка мятный квартет" }]);
    expect(view.all("banner")).toHaveLength(0);
    view.expectFocus();
  });
});
