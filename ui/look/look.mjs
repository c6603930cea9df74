// Opens every state of the demo build in Chromium under the product's CSP, takes its picture and checks it:
// no CSP violation, no error, axe finds nothing, nothing sticks out sideways.
// Arguments: parts of state names; none means all. CHROMIUM names another browser.
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

import { here, MOMENT, openDemo } from "./demo.mjs";

const out = join(here, "out");
/** 26 s into the period: the last five seconds. */
const SOON = new Date(MOMENT.getTime() + 14_000);

const looks = [
  { name: "ru-light", width: 420, height: 680, lang: "ru", theme: "light", text: 100 },
  { name: "ru-dark", width: 420, height: 680, lang: "ru", theme: "dark", text: 100 },
  { name: "en-light", width: 420, height: 680, lang: "en", theme: "light", text: 100 },
  { name: "en-dark", width: 420, height: 680, lang: "en", theme: "dark", text: 100 },
  { name: "ru-soon", width: 420, height: 680, lang: "ru", theme: "light", text: 100, at: SOON },
  { name: "ru-small", width: 340, height: 480, lang: "ru", theme: "light", text: 100 },
  { name: "ru-large", width: 340, height: 680, lang: "ru", theme: "light", text: 200 },
  { name: "ru-wide", width: 1000, height: 700, lang: "ru", theme: "light", text: 100 },
];
/** The windows of the recovery sheet, of QR codes and of recovery codes, beside the states of the main one, and what it prints. */
const PAPER = "paper";
const pages = { [PAPER]: "sheet.html", "codes-one": "codes.html", "codes-google": "codes.html", "recovery-window": "recovery-codes.html", "recovery-window-last": "recovery-codes.html" };
/** What people print: the sheet, and pages of the help, also where no vault is open. */
const onPaper = [PAPER, "help-pictures", "blocked-lost"];
const printed = { name: "ru-print", width: 794, height: 1123, lang: "ru", theme: "dark", text: 100, media: "print" };

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const { context, address, close } = await openDemo();
mkdirSync(out, { recursive: true });

let faults = 0;
let seen = 0;
const wanted = process.argv.slice(2).filter((word) => !word.startsWith("--"));
const only = process.argv.find((word) => word.startsWith("--look="))?.slice(7);
try {
  for (const name of [...(await stateNames()), ...Object.keys(pages)]) {
    if (wanted.length > 0 && !wanted.some((word) => name.includes(word))) continue;
    for (const look of onPaper.includes(name) ? [...looks, printed] : looks) {
      if (only === undefined || look.name.includes(only)) await lookAt(name, look);
    }
  }
} finally {
  await close();
}
console.log(`look: ${seen} pictures in look/out, ${faults} faults`);
process.exitCode = faults > 0 ? 1 : 0;

async function stateNames() {
  const page = await context.newPage();
  await page.goto(address);
  await page.waitForSelector("a");
  const names = await page.locator("a").allTextContents();
  await page.close();
  return names;
}

async function lookAt(name, { name: look, width, height, lang, theme, text, at = MOMENT, media = "screen" }) {
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const tell = (what) => {
    faults += 1;
    console.error(`${name} ${look}: ${what}`);
  };
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && tell(message.text()));
  page.on("pageerror", (error) => tell(error.message));
  // As in the product: tauri's `freezePrototype`.
  await page.addInitScript(() => Object.freeze(Object.prototype));
  await page.clock.setFixedTime(at);
  await page.setViewportSize({ width, height });
  await page.emulateMedia({ media });
  await page.goto(`${address}/${pages[name] ?? ""}?state=${name}&lang=${lang}&theme=${theme}&text=${text}`);
  await page.waitForSelector("html[data-looked]", { timeout: 3000 }).catch(() => tell("never ready"));
  await page.screenshot({ path: join(out, `${name}.${look}.png`) });
  const wide = await page.evaluate(() => document.scrollingElement.scrollWidth > innerWidth + 1);
  if (wide) tell("sticks out sideways");
  const cut = await page.evaluate(() =>
    [...document.querySelectorAll("main, dialog")].filter((box) => box.scrollWidth > box.clientWidth + 1).map((box) => box.tagName),
  );
  if (cut.length > 0) tell(`${cut} scrolls sideways`);
  await page.evaluate(axe);
  // Paper has no landmarks, and what only is printed is hidden from whoever listens.
  const rules = media === "print" ? { "landmark-one-main": { enabled: false }, "page-has-heading-one": { enabled: false }, region: { enabled: false } } : {};
  const { violations } = await page.evaluate((rules) => globalThis.axe.run(document, { resultTypes: ["violations"], rules }), rules);
  for (const { id, nodes } of violations) tell(`axe ${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`);
  seen += 1;
  await page.close();
}
