// Makes the pictures of docs/window.md and of the README anew: docs/screenshots/window/NAME.png, of states of the demo build.
import { mkdirSync, statSync } from "node:fs";
import { join } from "node:path";

import { here, openDemo, openState } from "./demo.mjs";
import { MOMENT } from "./looks.mjs";

/** Of all of them together: they come with every copy of the project. */
const LIMIT = 1_000_000;
const folder = join(here, "../../docs/screenshots/window");
/** The name of a picture, the state that it shows, and what is not as usual in it. */
const pictures = [
  { name: "main", state: "list-favourites" },
  { name: "main-dark", state: "list-favourites", theme: "dark" },
  { name: "main-en", state: "list-favourites", lang: "en" },
  { name: "add", state: "add" },
  { name: "found", state: "search" },
  { name: "tags", state: "list-tag-chosen", theme: "dark" },
  { name: "edit", state: "edit" },
  { name: "settings", state: "settings", theme: "dark" },
  { name: "selecting", state: "selecting" },
  { name: "duplicates", state: "duplicates" },
  { name: "hidden", state: "list-hidden-shown", theme: "dark" },
  { name: "compact", state: "list-compact" },
  { name: "large", state: "many-plain", text: 200 },
  { name: "wide", state: "list-favourites", width: 1000, height: 480 },
];

const { newPage, address, close } = await openDemo();
let bytes = 0;
mkdirSync(folder, { recursive: true });
try {
  for (const picture of pictures) bytes += await take(picture);
} finally {
  await close();
}
console.log(`window: ${pictures.length} pictures, ${bytes} bytes`);
if (bytes > LIMIT) console.error(`window: more than ${LIMIT}`);
process.exitCode = bytes > LIMIT ? 1 : 0;

async function take({ name, state, lang = "ru", theme = "light", text = 100, width = 420, height = 680 }) {
  const page = await newPage();
  await page.clock.setFixedTime(MOMENT);
  await page.setViewportSize({ width, height });
  await openState(page, `${address}/?${new URLSearchParams({ state, lang, theme, text })}`);
  // A picture has no keyboard in it.
  await page.evaluate(() => document.activeElement?.blur());
  const path = join(folder, `${name}.png`);
  await page.screenshot({ path, animations: "disabled" });
  await page.close();
  return statSync(path).size;
}
