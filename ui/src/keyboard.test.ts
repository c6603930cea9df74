import { describe, expect, it } from "vitest";

import { commandOf } from "./keyboard";

function press(keys: KeyboardEventInit, on: HTMLElement = document.body): KeyboardEvent {
  document.body.append(on === document.body ? "" : on);
  const event = new KeyboardEvent("keydown", { bubbles: true, cancelable: true, ...keys });
  on.dispatchEvent(event);
  return event;
}

describe("keys of the window", () => {
  it("knows the keys by their place, so they work on a Russian layout", () => {
    expect(commandOf(press({ key: "м", code: "KeyV", ctrlKey: true }))).toBe("paste");
    expect(commandOf(press({ key: "а", code: "KeyF", ctrlKey: true }))).toBe("search");
    expect(commandOf(press({ key: "т", code: "KeyN", ctrlKey: true }))).toBe("add");
    expect(commandOf(press({ key: "б", code: "Comma", ctrlKey: true }))).toBe("settings");
    expect(commandOf(press({ key: "F1" }))).toBe("shortcuts");
  });

  it("takes letters and digits for the search, but not a space, which presses a button", () => {
    expect(commandOf(press({ key: "г" }))).toBe("type");
    expect(commandOf(press({ key: "7" }))).toBe("type");
    expect(commandOf(press({ key: " " }))).toBeNull();
    expect(commandOf(press({ key: "Enter" }))).toBeNull();
  });

  it("leaves a text field its own keys", () => {
    const field = document.createElement("input");
    expect(commandOf(press({ key: "v", code: "KeyV", ctrlKey: true }, field))).toBeNull();
    expect(commandOf(press({ key: "z", code: "KeyZ", ctrlKey: true }, field))).toBeNull();
    expect(commandOf(press({ key: "a" }, field))).toBeNull();
    expect(commandOf(press({ key: "n", code: "KeyN", ctrlKey: true }, field))).toBe("add");
  });
});
