import { isTextField } from "./parts/focus";

/** What a key means to the window, wherever the focus is. */
export type Command = "search" | "type" | "add" | "paste" | "lock" | "settings" | "shortcuts" | "undo" | "select-all";

/** Keys by their place, so that they work on a Russian layout too. */
const withControl: Record<string, Command> = {
  KeyA: "select-all",
  KeyF: "search",
  KeyL: "lock",
  KeyN: "add",
  KeyV: "paste",
  Comma: "settings",
  KeyZ: "undo",
};

/** The command of a pressed key, or `null` when the key is left to whatever has the focus. */
export function commandOf(event: KeyboardEvent): Command | null {
  if (event.defaultPrevented || event.altKey || event.isComposing) return null;
  const inText = isTextField(event.target);
  if (event.key === "F1") return "shortcuts";
  if (event.ctrlKey || event.metaKey) {
    const command = withControl[event.code] ?? (event.key === "," ? "settings" : null);
    return inText && (command === "paste" || command === "undo" || command === "select-all") ? null : command;
  }
  const letter = [...event.key].length === 1 && event.key !== " ";
  return letter && !inText ? "type" : null;
}
