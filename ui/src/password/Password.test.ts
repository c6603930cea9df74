import { describe, expect, it } from "vitest";

import { TestWindow } from "../dev/test-window";
import { sameSentence } from "./sentence";

const view = new TestWindow([{ id: "gos", issuer: "Госуслуги", name: "", type: "totp" }]);
const GOOD = "лодка мятный квартет";

async function show(kind: "password" | "settings") {
  await view.open();
  view.app.show({ kind });
  await view.settle();
}

describe("the app password", () => {
  it("needs a checked sheet and leads to it, and back again", async () => {
    view.backend.protected.recovery = { madeAt: 1, checkedAt: null };
    await show("password");
    expect(view.all("password-form")).toHaveLength(0);
    await view.press("password-sheet-open");
    await view.press("recovery-check");
    await view.press("sheet-screen");
    await view.press("recovery-done");
    await view.key("Escape");
    view.one("password-form");
    view.expectFocus();
  });

  it("says in words how good it is and which rule is missing, and takes it only then", async () => {
    await show("password");
    await view.type("new-password", "пароль");
    await view.wait(1);
    expect(view.one("password-verdict").textContent).toContain("угадывается сразу");
    expect(view.one("password-verdict").textContent).toContain("в списках частых");
    expect(view.one("rule-length").textContent).toContain("сейчас 6, ещё нет");
    await view.submit("password-form");
    expect(view.called("setPassword")).toHaveLength(0);
    expect(view.one("password-missed").textContent).toContain("Не меньше 8 знаков");
    view.expectFocus("new-password");
    await view.type("new-password", GOOD);
    await view.wait(1);
    await view.submit("password-form");
    expect(view.one("password-missed").textContent).toContain("Оба раза одинаково");
    view.expectFocus("repeat-password");
    await view.type("repeat-password", GOOD);
    expect(view.one("rule-same").textContent).toContain("выполнено");
    await view.submit("password-form");
    expect(view.called("setPassword")).toEqual([{ password: GOOD }]);
    expect(view.one("toast").textContent).toContain("Пароль включён");
  });

  it("judges what stands in the field, not what stood there when a slow answer comes", async () => {
    await show("password");
    view.backend.delayMs = 500;
    await view.type("new-password", GOOD);
    await view.wait(0.3);
    await view.type("new-password", "пароль");
    await view.wait(0.5);
    expect(view.one("password-verdict").dataset["score"], "the verdict of the good one is out of date").toBeUndefined();
    await view.wait(1);
    expect(view.one("password-verdict").dataset["score"]).toBe("0");
  });

  it("says why it did not work, and keeps what was typed", async () => {
    await show("password");
    await view.type("new-password", GOOD);
    await view.type("repeat-password", GOOD);
    view.backend.failing.set("setPassword", { code: "disk_full", detail: null });
    await view.submit("password-form");
    expect(view.one("error").dataset["code"]).toBe("disk_full");
    expect((view.one("new-password") as HTMLInputElement).value).toBe(GOOD);
  });

  it("is changed and removed with the one that holds now", async () => {
    view.backend.protected.password = "прежний";
    await show("password");
    await view.press("password-change");
    view.expectFocus("current-password");
    await view.type("current-password", "не тот");
    await view.type("new-password", GOOD);
    await view.type("repeat-password", GOOD);
    await view.submit("password-form");
    expect(view.one("error").dataset["code"]).toBe("wrong_password");
    view.expectFocus("current-password");
    await view.type("current-password", "прежний");
    await view.submit("password-form");
    expect(view.called("setPassword").at(-1)).toEqual({ current: "прежний", password: GOOD });
    expect(view.one("password-on").textContent).toContain("включён");
    await view.press("password-remove");
    await view.type("current-password", GOOD);
    await view.submit("password-remove-form");
    expect(view.called("removePassword")).toEqual([{ current: GOOD }]);
    expect(view.backend.protected.password).toBeNull();
    view.one("password-form");
    view.expectFocus();
  });

  it("loses nothing that is being typed to a key of the window", async () => {
    await show("password");
    await view.type("new-password", GOOD);
    await view.key("т", { code: "KeyN", ctrlKey: true });
    await view.key("F1");
    expect((view.one("new-password") as HTMLInputElement).value).toBe(GOOD);
  });
});

describe("the settings", () => {
  it("lead to every view and back to the row that was pressed", async () => {
    await show("settings");
    for (const row of ["recovery", "password", "backups", "points", "trash", "help"]) {
      await view.press(`settings-${row}`);
      expect(view.all("language"), row).toHaveLength(0);
      view.expectFocus();
      await view.key("Escape");
      view.one("language");
      view.expectFocus(`settings-${row}`);
    }
  });

  it("change when the vault is put away", async () => {
    await show("settings");
    view.one("lock-keyring");
    const after = view.one("lock-after") as HTMLSelectElement;
    expect([...after.options].map(({ value }) => value)).toEqual(["0", "1", "5", "15", "30", "60"]);
    expect(after.value).toBe("5");
    after.value = "0";
    after.dispatchEvent(new Event("change", { bubbles: true }));
    await view.settle();
    const screen = view.one("lock-screen") as HTMLInputElement;
    screen.checked = false;
    screen.dispatchEvent(new Event("change", { bubbles: true }));
    await view.settle();
    expect(view.called("changeSettings")).toEqual([{ lockAfterMinutes: 0 }, { lockWithScreen: false }]);
  });
});

it("takes a sentence with other capitals, spaces and full stops, and no other sentence", () => {
  expect(sameSentence("  Всё   понятно! ", "все понятно")).toBe(true);
  expect(sameSentence("не всё понятно", "все понятно")).toBe(false);
  expect(sameSentence("", "все понятно")).toBe(false);
});
