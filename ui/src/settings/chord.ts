const HELD = ["Control", "Alt", "AltGraph", "Shift", "Meta", "OS", "Super", "CapsLock", "NumLock"];

/**
 * The keys of an event as the shell writes them, such as `Ctrl+Alt+P`. `null`: keys that programs need themselves,
 * or that are none of those we know.
 */
export function chordOf(event: KeyboardEvent): string | "incomplete" | null {
  if (HELD.includes(event.key)) return "incomplete";
  const key = keyOf(event);
  const meta = event.metaKey || event.getModifierState("Super") || event.getModifierState("OS");
  const held = [event.ctrlKey && "Ctrl", event.altKey && "Alt", event.shiftKey && "Shift", meta && "Super"].filter((name) => name !== false);
  return key === null || held.length < 2 ? null : [...held, key].join("+");
}

/** What is printed on the key, and its place where that is no Latin letter: layouts differ in both. */
function keyOf({ key, code }: KeyboardEvent): string | null {
  if (code.startsWith("Numpad")) return null;
  if (/^(?:[a-z]|[0-9]|F[1-9]|F1[0-2])$/i.test(key)) return key.toUpperCase();
  const [, letter, digit] = /^(?:Key([A-Z])|Digit([0-9]))$/.exec(code) ?? [];
  return letter ?? digit ?? null;
}
