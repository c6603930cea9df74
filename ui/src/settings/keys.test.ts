import { describe, expect, it } from "vitest";

import { TestWindow } from "../dev/test-window";
import { chordOf } from "./chord";

const view = new TestWindow([{ id: "mail", issuer: "Почта", name: "ivan@example.org", type: "totp" }]);

const ctrlAlt: KeyboardEventInit = { ctrlKey: true, altKey: true };

async function open(chosen: { showKeys?: string; copyKeys?: string } = {}) {
  view.backend.shown = { ...view.backend.shown, ...chosen };
  await view.open();
  await view.openSettings();
}

async function turn(id: string, on: boolean) {
  const box = view.one(id) as HTMLInputElement;
  box.checked = on;
  box.dispatchEvent(new Event("change", { bubbles: true }));
  await view.settle();
}

describe("keys in every program", () => {
  it("are off, and begin with the usual ones", async () => {
    await open();
    for (const id of ["show-keys", "copy-keys", "type-keys"]) {
      expect((view.one(id) as HTMLInputElement).checked).toBe(false);
      expect(view.all(`${id}-keys`)).toEqual([]);
      await turn(id, true);
    }
    expect(view.called("changeSettings")).toEqual([{ showKeys: "Ctrl+Alt+P" }, { copyKeys: "Ctrl+Alt+K" }, { typeKeys: "Ctrl+Alt+V" }]);
    expect(view.one("show-keys-keys").textContent).toBe("Ctrl+Alt+P");
    await turn("show-keys", false);
    expect(view.called("changeSettings").at(-1)).toEqual({ showKeys: "" });
  });

  it("are changed by pressing others", async () => {
    await open({ showKeys: "Ctrl+Alt+P" });
    await view.press("show-keys-keys");
    expect(view.one("announcer").textContent).toContain("Нажмите новые клавиши");
    await view.key("Control", { ctrlKey: true });
    await view.key("Shift", { ctrlKey: true, shiftKey: true });
    expect(view.called("changeSettings")).toEqual([]);
    await view.key("J", { code: "KeyJ", ctrlKey: true, shiftKey: true });
    expect(view.called("changeSettings")).toEqual([{ showKeys: "Ctrl+Shift+J" }]);
    expect(view.one("show-keys-keys").textContent).toBe("Ctrl+Shift+J");
    view.expectFocus("show-keys-keys");
    await view.key("F9", { code: "F9", ...ctrlAlt });
    expect(view.called("changeSettings"), "nobody asked for more").toHaveLength(1);
  });

  it("stay as they are after Escape, which leaves the settings open", async () => {
    await open({ showKeys: "Ctrl+Alt+P" });
    await view.press("show-keys-keys");
    await view.key("Escape");
    view.expectFocus("show-keys-keys");
    expect(view.one("show-keys-keys").textContent).toBe("Ctrl+Alt+P");
    await view.key("J", { code: "KeyJ", ...ctrlAlt });
    expect(view.called("changeSettings")).toEqual([]);
  });

  it("are not those that programs need, and it goes on listening", async () => {
    await open({ showKeys: "Ctrl+Alt+P" });
    await view.press("show-keys-keys");
    await view.key("c", { code: "KeyC", ctrlKey: true });
    expect(view.one("error").dataset["code"]).toBe("keys_unusable");
    await view.key("c", { code: "KeyC", ...ctrlAlt });
    expect(view.called("changeSettings")).toEqual([{ showKeys: "Ctrl+Alt+C" }]);
    expect(view.all("error")).toEqual([]);
  });

  it("are told to be another program's, and asked about anew when they change", async () => {
    view.backend.has = { ...view.backend.has, taken: ["copy"] };
    await open({ copyKeys: "Ctrl+Alt+K" });
    expect(view.one("error").textContent).toContain("Ctrl+Alt+K");
    view.backend.has = { ...view.backend.has, taken: [] };
    await view.press("copy-keys-keys");
    await view.key("l", { code: "KeyL", ...ctrlAlt });
    expect(view.all("error")).toEqual([]);
  });

  it("are said not to be had where the desktop gives none", async () => {
    view.backend.has = { ...view.backend.has, shortcuts: "none", typing: false };
    await open();
    expect(view.one("keys-none").textContent).toContain("не даёт программам таких клавиш");
    expect(view.all("show-keys")).toEqual([]);
  });

  it("are the desktop's to choose on Wayland, where nothing is typed", async () => {
    view.backend.has = { ...view.backend.has, shortcuts: "desktop", typing: false };
    await open({ showKeys: "Ctrl+Alt+P" });
    view.one("show-keys");
    expect(view.all("show-keys-keys")).toEqual([]);
    expect(view.all("type-keys")).toEqual([]);
    expect(view.one("keys-desktop").textContent).toContain("не могут печатать");
  });
});

it("marks a code as used that was typed", async () => {
  await view.open();
  const before = view.called("accounts").length;
  view.backend.emit("code-typed", null);
  await view.settle();
  expect(view.called("accounts").length).toBe(before + 1);
});

it.each([
  [{ key: "p", code: "KeyP", ...ctrlAlt }, "Ctrl+Alt+P"],
  [{ key: "з", code: "KeyP", ...ctrlAlt }, "Ctrl+Alt+P"],
  // What a French keyboard has there.
  [{ key: "a", code: "KeyQ", ...ctrlAlt }, "Ctrl+Alt+A"],
  [{ key: "&", code: "Digit1", ...ctrlAlt }, "Ctrl+Alt+1"],
  [{ key: "F12", code: "F12", altKey: true, shiftKey: true, metaKey: true }, "Alt+Shift+Super+F12"],
  [{ key: "1", code: "Numpad1", ...ctrlAlt }, null],
  [{ key: "Enter", code: "Enter", ...ctrlAlt }, null],
  [{ key: "P", code: "KeyP", shiftKey: true }, null],
  [{ key: "F4", code: "F4", altKey: true }, null],
  [{ key: "Alt", code: "AltLeft", ...ctrlAlt }, "incomplete"],
])("reads %o as %s", (init, chord) => {
  expect(chordOf(new KeyboardEvent("keydown", init))).toBe(chord);
});
