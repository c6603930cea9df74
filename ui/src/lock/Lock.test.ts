import { beforeEach, describe, expect, it } from "vitest";

import { FAKE_SHEET } from "../backend/fake-protection";
import { TestWindow } from "../dev/test-window";
import { lettersOf } from "./letters";

const view = new TestWindow([{ id: "gos", issuer: "Госуслуги", name: "", type: "totp" }]);

describe("before the first account", () => {
  it("has nothing to lock, and Ctrl+L does nothing", async () => {
    view.backend.accountsKept = [];
    await view.open();
    await view.key("l", { code: "KeyL", ctrlKey: true });
    expect(view.called("lock")).toHaveLength(1);
    expect(view.all("lock")).toHaveLength(0);
    view.one("welcome");
  });
});

describe("a vault with an app password", () => {
  beforeEach(() => {
    view.backend.protected.password = "верный пароль";
  });

  it("is put away with Ctrl+L from anywhere, and nothing of it stays in the page", async () => {
    await view.open();
    await view.key("F1");
    await view.key("д", { code: "KeyL", ctrlKey: true });
    expect(view.called("lock")).toHaveLength(1);
    view.one("lock");
    expect(view.all("card")).toHaveLength(0);
    expect(document.documentElement.outerHTML).not.toContain("Госуслуги");
    view.expectFocus("unlock-password");
  });

  it("has its lock in view, which a vault in the keyring has not", async () => {
    await view.open();
    await view.press("lock-now");
    view.one("lock");
  });

  it("says why when nobody here has locked it", async () => {
    view.backend.locked = true;
    view.backend.lockedBecause = { code: "locked_elsewhere", detail: null };
    await view.open();
    expect(view.one("error").textContent).toContain("другой программе");
    view.expectFocus("unlock-password");
  });

  it("opens with the password, and the focus goes to the codes", async () => {
    view.backend.locked = true;
    await view.open();
    view.expectFocus("unlock-password");
    await view.type("unlock-password", "верный пароль");
    await view.submit("unlock");
    expect(view.called("unlockWithPassword")).toEqual([{ password: "верный пароль" }]);
    view.expectFocus("card");
  });

  it("says that the password is wrong, how often, and in which letters it was", async () => {
    view.backend.locked = true;
    await view.open();
    for (let attempt = 0; attempt < 2; attempt += 1) {
      await view.type("unlock-password", "dthysq");
      await view.submit("unlock");
    }
    expect(view.one("error").dataset["code"]).toBe("wrong_password");
    expect(view.one("unlock-tries").textContent).toContain("2 неверные попытки");
    expect(view.one("unlock").textContent).toContain("Набраны латинские буквы");
    view.expectFocus("unlock-password");
  });

  it("counts the wait down after five wrong ones, asks for nothing meanwhile, then takes the right one", async () => {
    view.backend.locked = true;
    await view.open();
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await view.type("unlock-password", "неверный");
      await view.submit("unlock");
    }
    expect(view.one("unlock-wait").textContent).toContain("через 30 секунд");
    await view.type("unlock-password", "верный пароль");
    await view.submit("unlock");
    expect(view.called("unlockWithPassword"), "not while it waits").toHaveLength(5);
    await view.wait(9);
    expect(view.one("unlock-wait").textContent).toContain("через 21 секунду");
    await view.wait(22);
    expect(view.all("unlock-wait")).toHaveLength(0);
    await view.submit("unlock");
    view.one("card");
  });

  it("warns of Caps Lock where the system tells of it", async () => {
    view.backend.locked = true;
    await view.open();
    const event = new KeyboardEvent("keydown", { key: "A", bubbles: true });
    Object.defineProperty(event, "getModifierState", { value: (name: string) => name === "CapsLock" });
    view.one("unlock-password").dispatchEvent(event);
    await view.settle();
    expect(view.one("unlock").textContent).toContain("Включён Caps Lock");
  });

  it("shows and hides what is typed", async () => {
    view.backend.locked = true;
    await view.open();
    const field = view.one("unlock-password") as HTMLInputElement;
    await view.type("unlock-password", "тайна");
    expect(field.type).toBe("password");
    await view.press("unlock-password-show");
    expect(field.type).toBe("text");
    expect(field.value, "still there").toBe("тайна");
    await view.press("unlock-password-show");
    expect(field.type).toBe("password");
  });

  it("opens with the sheet when the password is forgotten, and asks for a new key or password", async () => {
    view.backend.locked = true;
    await view.open();
    await view.press("unlock-forgot");
    view.expectFocus();
    await view.key("Escape");
    view.expectFocus("unlock-password");
    await view.press("unlock-forgot");
    await view.type("sheet-typed", FAKE_SHEET.toLowerCase());
    await view.submit("sheet-typed-form");
    expect(view.called("unlockWithSheet")).toEqual([{ from: "typed", text: FAKE_SHEET.toLowerCase() }]);
    view.expectFocus("after-key");
    await view.press("after-key");
    expect(view.called("renewKey")).toHaveLength(1);
    expect(view.backend.protected.password).toBeNull();
    view.expectFocus("card");
  });

  it("leaves no password in a field that is gone", async () => {
    view.backend.locked = true;
    await view.open();
    const field = view.one("unlock-password") as HTMLInputElement;
    await view.type("unlock-password", "верный пароль");
    await view.submit("unlock");
    expect(field.isConnected).toBe(false);
    expect(field.value).toBe("");
  });
});

it("opens with one press where the keyring has the key", async () => {
  await view.open();
  expect(view.all("lock-now")).toHaveLength(0);
  await view.key("д", { code: "KeyL", ctrlKey: true });
  expect(view.all("unlock-password")).toHaveLength(0);
  view.expectFocus("unlock");
  await view.press("unlock");
  expect(view.called("retryStart")).toHaveLength(1);
  view.expectFocus("card");
});

it("asks before a lock loses a change that is not saved", async () => {
  view.backend.unsaved = { code: "disk_full", detail: null };
  await view.open();
  await view.key("д", { code: "KeyL", ctrlKey: true });
  expect(view.all("lock"), "not locked yet").toHaveLength(0);
  view.expectFocus("lock-save");
  view.backend.failing.set("retrySave", { code: "disk_full", detail: null });
  await view.press("lock-save");
  expect(document.querySelector("dialog")?.textContent).toContain("На диске нет места");
  view.backend.failing.clear();
  await view.press("lock-anyway");
  expect(view.called("lock")).toEqual([{ anyway: false }, { anyway: true }]);
  view.one("lock");
});

it("tells the shell that someone is there, at most every fifteen seconds", async () => {
  await view.open();
  const move = () => window.dispatchEvent(new Event("pointermove"));
  for (let times = 0; times < 5; times += 1) move();
  expect(view.called("noteActivity")).toHaveLength(1);
  await view.wait(14);
  move();
  expect(view.called("noteActivity")).toHaveLength(1);
  await view.wait(2);
  await view.key("Shift");
  expect(view.called("noteActivity")).toHaveLength(2);
});

it("tells Cyrillic from Latin", () => {
  expect(["пароль", "parol", "пaроль", "12345"].map(lettersOf)).toEqual(["cyrillic", "latin", "both", null]);
});
