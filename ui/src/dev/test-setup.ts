import { FluentBundle } from "@fluent/bundle";
import { afterEach, vi } from "vitest";

import "../sheets";
import { speak } from "../words/words.svelte";

// Fluent takes "7" for a word and chooses the last form: wherever a form of a number is chosen, there has to be a number.
const { formatPattern } = FluentBundle.prototype;
FluentBundle.prototype.formatPattern = function (pattern, variables, errors) {
  for (const name of countedBy(pattern)) {
    const given = variables?.[name]?.valueOf();
    if (typeof given !== "number") throw new TypeError(`$${name} chooses a form of a number and is ${JSON.stringify(given)}`);
  }
  return formatPattern.call(this, pattern, variables, errors);
};

function countedBy(part: unknown): string[] {
  if (Array.isArray(part)) return part.flatMap(countedBy);
  if (typeof part !== "object" || part === null) return [];
  const deeper = Object.values(part).flatMap(countedBy);
  const { type, selector, variants } = part as { type?: string; selector?: { name: string }; variants?: { key: { value: unknown } }[] };
  const counts = type === "select" && variants?.some(({ key }) => ["one", "few", "many"].includes(String(key.value)));
  return counts && selector !== undefined ? [selector.name, ...deeper] : deeper;
}

// Tests compare words, not what keeps them on one line: that has its own test.
vi.mock("../words/joined", () => ({ counted: (text: string) => text, joined: (text: string) => text }));

// Both are loaded, so that a test need not wait for words.
await speak("en");
await speak("ru");

// happy-dom has no popovers; what is in one is simply there.
HTMLElement.prototype.showPopover ??= () => undefined;
HTMLElement.prototype.hidePopover ??= () => undefined;

afterEach(() => {
  document.body.replaceChildren();
});
