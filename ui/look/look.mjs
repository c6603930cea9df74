// Opens every state of the demo build in Chromium under the product's CSP, takes its picture in every look and checks it:
// no CSP violation, no error, axe finds nothing, nothing is cut off or sticks out sideways.
//
// Arguments: parts of state names; none means all.
//   --look=PART    only looks with this in their name, such as ru-light or large
//   --sample       one look per state, in turns, so that every state and every look occurs
//   --sheets       besides, for each state one picture of all its looks, in look/out/sheets
// CHROMIUM names another browser.
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { availableParallelism } from "node:os";
import { join } from "node:path";

import { here, openDemo } from "./demo.mjs";
import { cutOff } from "./faults.mjs";
import { loadings, looks, MOMENT, printed } from "./looks.mjs";
import { contactSheet } from "./sheets.mjs";

const out = join(here, "out");
/** What people print: the sheet, and pages of the help, also where no vault is open. */
const onPaper = ["paper", "help-pictures", "blocked-lost"];
/** Paper has no landmarks, and what only is printed is hidden from whoever listens. */
const notOnPaper = Object.fromEntries(["landmark-one-main", "page-has-heading-one", "region"].map((rule) => [rule, { enabled: false }]));

const words = process.argv.slice(2);
const wanted = words.filter((word) => !word.startsWith("--"));
const only = words.find((word) => word.startsWith("--look="))?.slice("--look=".length);
const isSample = words.includes("--sample");

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const { context, address, close } = await openDemo();
mkdirSync(join(out, "sheets"), { recursive: true });

let faults = 0;
let seen = 0;
const began = performance.now();
try {
  const states = (await stateNames())
    .map((state, at) => ({ ...state, looks: looksOf(state, at) }))
    .filter(({ name, looks }) => looks.length > 0 && (wanted.length === 0 || wanted.some((word) => name.includes(word))));
  const jobs = states.flatMap((state) => loadings(state.looks).map((group) => ({ ...state, group })));
  // One more than processors: while one page waits for its picture another one works.
  await Promise.all(Array.from({ length: availableParallelism() + 1 }, () => work(jobs)));
  if (words.includes("--sheets")) {
    const page = await context.newPage();
    for (const { name, looks } of states) await contactSheet(page, out, name, looks);
  }
} finally {
  await close();
}
console.log(`look: ${seen} pictures in look/out, ${faults} faults, ${Math.round((performance.now() - began) / 1000)} s`);
process.exitCode = faults > 0 || seen === 0 ? 1 : 0;

/** The states of every window, as the work-shop lists them. */
async function stateNames() {
  const page = await context.newPage();
  await page.goto(address);
  await page.waitForSelector("[data-state]");
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
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  let telling = () => undefined;
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && telling(message.text()));
  page.on("pageerror", (error) => telling(error.message));
  await page.addInitScript(standStill, MOMENT.getTime());
  // As in the product: tauri's `freezePrototype`.
  await page.addInitScript(() => Object.freeze(Object.prototype));
  for (let job = jobs.shift(); job !== undefined; job = jobs.shift()) {
    const { name, group } = job;
    const [first] = group;
    telling = (what) => tell(name, first.name, what);
    await page.setViewportSize({ width: first.width, height: first.height });
    await page.emulateMedia(first.media);
    await page.goto(`${address}/${job.page}?state=${name}&lang=${first.lang}&theme=${first.theme}&text=${first.text}&at=${first.at}`);
    await page.waitForSelector("html[data-looked]", { timeout: 30_000 }).catch(() => telling("never ready"));
    await page.evaluate(axe);
    for (const look of group) {
      telling = (what) => tell(name, look.name, what);
      await lookAt(page, name, look, telling);
    }
  }
  await page.close();
}

async function lookAt(page, name, look, tell) {
  await page.emulateMedia(look.media);
  await page.evaluate((theme) => (document.documentElement.dataset.theme = theme), look.theme);
  await page.screenshot({ path: join(out, `${name}.${look.name}.png`) });
  for (const fault of await page.evaluate(cutOff)) if (look.media.media === "screen") tell(fault);
  const rules = look.media.media === "print" ? { ...notOnPaper } : {};
  // The system chooses forced colours, and axe reckons with those of the page.
  if (look.media.forcedColors === "active") rules["color-contrast"] = { enabled: false };
  const { violations } = await page.evaluate((rules) => globalThis.axe.run(document, { resultTypes: ["violations"], rules }), rules);
  for (const { id, nodes } of violations) tell(`axe ${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`);
  seen += 1;
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
