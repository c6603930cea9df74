// Opens every state of the demo build in Chromium under the product's CSP, takes its picture and checks it:
// no CSP violation, no error, axe finds nothing, nothing sticks out sideways.
// Arguments: parts of state names; none means all. CHROMIUM names another browser.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { chromium } from "playwright-core";

const here = fileURLToPath(new URL(".", import.meta.url));
const built = join(here, "../.demo");
const out = join(here, "out");
const browserPath = process.env.CHROMIUM ?? "/usr/bin/chromium";
const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'";
const types = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css" };
/** Codes, seconds and the computer's time stand still at this moment: 12 s into a period. */
const MOMENT = new Date("2025-03-14T09:26:42.100+03:00");
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
const printed = { name: "ru-print", width: 794, height: 1123, lang: "ru", theme: "dark", text: 100, media: "print" };

if (!existsSync(browserPath)) {
  console.error(`look: no browser at ${browserPath} (Debian: apt install chromium)`);
  process.exit(2);
}

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const server = createServer((request, response) => {
  const path = new URL(request.url ?? "/", "http://localhost").pathname;
  const file = join(built, path === "/" ? "index.html" : path);
  if (!existsSync(file)) return void response.writeHead(404).end();
  response.writeHead(200, { "content-type": types[extname(file)] ?? "application/octet-stream", "content-security-policy": CSP });
  response.end(readFileSync(file));
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const address = `http://127.0.0.1:${server.address().port}`;
mkdirSync(out, { recursive: true });
const profile = mkdtempSync(join(tmpdir(), "propusk-look-"));
const context = await chromium.launchPersistentContext(profile, {
  executablePath: browserPath,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"],
  locale: "ru-RU",
  timezoneId: "Europe/Moscow",
});

let faults = 0;
let seen = 0;
const wanted = process.argv.slice(2).filter((word) => !word.startsWith("--"));
const only = process.argv.find((word) => word.startsWith("--look="))?.slice(7);
try {
  for (const name of [...(await stateNames()), ...Object.keys(pages)]) {
    if (wanted.length > 0 && !wanted.some((word) => name.includes(word))) continue;
    for (const look of name === PAPER ? [...looks, printed] : looks) {
      if (only === undefined || look.name.includes(only)) await lookAt(name, look);
    }
  }
} finally {
  await context.close();
  server.close();
  rmSync(profile, { recursive: true, force: true });
}
console.log(`look: ${seen} pictures in look/out, ${faults} faults`);
process.exitCode = faults > 0 ? 1 : 0;

async function stateNames() {
  const page = await context.newPage();
  await page.goto(address);
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
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  for (const { id, nodes } of violations) tell(`axe ${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`);
  seen += 1;
  await page.close();
}
