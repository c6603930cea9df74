import { speak } from "./words/words.svelte";

/**
 * Takes over what the shell has put into the page's address, such as `#ru/dark`: the language, or else the one of the
 * browser, and the theme. To be awaited before anything is painted.
 */
export async function begin(): Promise<void> {
  const [language, theme = "system"] = location.hash.slice(1).split("/");
  document.documentElement.dataset["theme"] = theme;
  await speak((language || navigator.language).startsWith("ru") ? "ru" : "en");
}
