// Opens every state of the demo build in Chromium under the product's CSP, takes its picture in every look and checks it:
// no CSP violation, no error, axe finds nothing, nothing is cut off or sticks out sideways, and no state looks like
// another: the steps to one of them would have led nowhere.
//
// Arguments: parts of state names; none means all.
//   --look=PART    only looks with this in their name, such as ru-light or large
//   --sample       one look per state, in turns, so that every state and every look occurs
//   --sheets       besides, for each state one picture of all its looks, in look/out/sheets
// CHROMIUM names another browser.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { availableParallelism } from "node:os";
import { join } from "node:path";

import { here, openDemo, openState } from "./demo.mjs";
import { cutOff } from "./faults.mjs";
import { loadings, looks, MOMENT, printed } from "./looks.mjs";
import { contactSheet } from "./sheets.mjs";

/** More than processors: while one page waits for its picture others work. */
const WORKERS = availableParallelism() + 1;
const out = join(here, "out");
/** What people print: the sheet, and pages of the help, also where no vault is open. */
const onPaper = ["paper", "help-pictures", "blocked-lost"];
/** Paper has no landmarks, and what only is printed is hidden from whoever listens. */
const notOnPaper = Object.fromEntries(["landmark-one-main", "page-has-heading-one", "region"].map((rule) => [rule, { enabled: false }]));
/** The rules whose answers depend on the theme. */
const ofColours = ["color-contrast", "link-in-text-block"];

const words = process.argv.slice(2);
const wanted = words.filter((word) => !word.startsWith("--"));
const only = words.find((word) => word.startsWith("--look="))?.slice("--look=".length);
const isSample = words.includes("--sample");

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const { newPage, address, close } = await openDemo({ browsers: WORKERS });
mkdirSync(join(out, "sheets"), { recursive: true });

/** The states of each picture, by its look and its bytes. */
const taken = new Map();
let faults = 0;
let seen = 0;
let asked = 0;
const began = performance.now();
try {
  const states = (await stateNames())
    .map((state, at) => ({ ...state, looks: looksOf(state, at) }))
    .filter(({ name, looks }) => looks.length > 0 && (wanted.length === 0 || wanted.some((word) => name.includes(word))));
  // The same loading of every state, then the next: who watches sees every state soon.
  const jobs = states.flatMap((state) => loadings(state.looks).map((group, turn) => ({ ...state, group, turn }))).sort((one, other) => one.turn - other.turn);
  await Promise.all(Array.from({ length: WORKERS }, () => work(jobs)));
  for (const [picture, alike] of taken) {
    const look = picture.split(" ")[0];
    // In the last seconds every copy waits, the second one of a code as well.
    if (alike.length > 1 && look !== "ru-soon") tell(alike.join(", "), look, "the same picture");
  }
  if (words.includes("--sheets")) {
    const page = await newPage();
    for (const { name, looks } of states) await contactSheet(page, out, name, looks);
  }
} finally {
  await close();
}
console.log(`look: ${seen} pictures in look/out, axe asked ${asked} times, ${faults} faults, ${Math.round((performance.now() - began) / 1000)} s`);
process.exitCode = faults > 0 || seen === 0 ? 1 : 0;

/** The states of every window, as the work-shop lists them. */
async function stateNames() {
  const page = await newPage();
  await page.goto(address, { waitUntil: "domcontentloaded" });
  await page.waitForSelector("[data-state]", { state: "attached" });
  const states = await page.locator("[data-state]").evaluateAll((links) => links.map(({ dataset }) => ({ name: dataset.state, page: dataset.page })));
  await page.close();
  return states;
}

function looksOf({ name }, at) {
  const all = onPaper.includes(name) ? [...looks, printed] : looks;
  const some = isSample ? [all[at % looks.length], ...all.slice(looks.length)] : all;
  return only === undefined ? some : some.filter((look) => look.name.includes(only));
}

/** Looks at what is still to be looked at, in one page. */
async function work(jobs) {
  const page = await newPage();
  const devtools = await page.context().newCDPSession(page);
  let telling = () => undefined;
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && telling(message.text()));
  page.on("pageerror", (error) => telling(error.message));
  await page.addInitScript(standStill, MOMENT.getTime());
  // As in the product: tauri's `freezePrototype`.
  await page.addInitScript(() => Object.freeze(Object.prototype));
  for (let job = jobs.shift(); job !== undefined; job = jobs.shift()) {
    const { name, group } = job;
    telling = (what) => tell(name, group[0].name, what);
    try {
      await open(page, job);
      for (const look of group) {
        telling = (what) => tell(name, look.name, what);
        await lookAt({ page, devtools }, name, look, telling);
      }
    } catch (error) {
      if (page.isClosed()) throw error;
      telling(`stopped: ${error.message.split("\n")[0]}`);
    }
  }
  await page.close();
}

async function open(page, { name, page: file, group: [first] }) {
  await page.setViewportSize({ width: first.width, height: first.height });
  await page.emulateMedia(first.media);
  const query = new URLSearchParams({ state: name, lang: first.lang, theme: first.theme, text: first.text, at: first.at });
  await openState(page, `${address}/${file}?${query}`);
  await page.evaluate(axe);
}

/** In as few steps as can be: on a busy machine each of them waits for its turn. */
async function lookAt({ page, devtools }, name, look, tell) {
  const size = page.viewportSize();
  if (size.width !== look.width || size.height !== look.height) await page.setViewportSize({ width: look.width, height: look.height });
  await page.emulateMedia(look.media);
  await page.evaluate(putOn, look.theme);
  const { data } = await devtools.send("Page.captureScreenshot", { optimizeForSpeed: true });
  writeFileSync(join(out, `${name}.${look.name}.png`), data, "base64");
  const picture = `${look.name} ${createHash("sha256").update(data).digest("hex")}`;
  taken.set(picture, [...(taken.get(picture) ?? []), name]);
  seen += 1;
  if (look.media.media === "screen") for (const fault of await page.evaluate(cutOff)) tell(fault);
  if (look.axe === "none") return;
  const options = { resultTypes: ["violations"], rules: look.media.media === "print" ? notOnPaper : {}, ...(look.axe === "colours" && { runOnly: ofColours }) };
  for (const { id, nodes } of await page.evaluate(askAxe, options)) tell(`axe ${id}: ${nodes.join(" | ")}`);
  asked += 1;
}

/** Runs in the page: it has this theme, and no caret that is there in one picture and not in the next. */
function putOn(theme) {
  document.documentElement.dataset.theme = theme;
  if (document.adoptedStyleSheets.length > 0) return;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("* { caret-color: transparent !important }");
  document.adoptedStyleSheets = [sheet];
}

/** Runs in the page. */
async function askAxe(options) {
  const { violations } = await globalThis.axe.run(document, options);
  return violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html.slice(0, 160)) }));
}

/** Runs in the page: its clock shows one moment. The browser's own stand-in is one for all pages. */
function standStill(moment) {
  const Real = Date;
  globalThis.Date = class extends Real {
    constructor(...parts) {
      if (parts.length === 0) super(moment);
      else super(...parts);
    }
    static now() {
      return moment;
    }
  };
}

function tell(name, look, what) {
  faults += 1;
  console.error(`${name} ${look}: ${what}`);
}
