import { afterEach, expect, it } from "vitest";

import { begin } from "./begin";
import { language, speak } from "./words/words.svelte";

afterEach(async () => {
  location.hash = "";
  delete document.documentElement.dataset["theme"];
  await speak("ru");
});

it("takes language and theme from the address", async () => {
  location.hash = "#en/dark";
  await begin();
  expect(language()).toBe("en");
  expect(document.documentElement.dataset["theme"]).toBe("dark");
});

it("is like the system where the address says nothing", async () => {
  await begin();
  expect(language()).toBe(navigator.language.startsWith("ru") ? "ru" : "en");
  expect(document.documentElement.dataset["theme"]).toBe("system");
});
