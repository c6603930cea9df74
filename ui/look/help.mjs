// Makes the pictures of the help anew: public/help/{ru,en}/NAME.webp, of states of the demo build.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { here, openDemo } from "./demo.mjs";
import { MOMENT } from "./looks.mjs";

/** The same as in the tests of the articles. */
const LIMIT = 25_000;
const WIDTH = 380;
/** The name of a picture, the state that it shows, and how much of its height. */
const pictures = [
  { name: "add", state: "add", height: 480 },
  { name: "first-code", state: "first-code", height: 505 },
  { name: "not-accepted", state: "first-code-no", height: 560, from: "not-accepted" },
  { name: "backups", state: "backups-on", height: 392 },
];

const { newPage, address, close } = await openDemo();
let faults = 0;
try {
  for (const lang of ["ru", "en"]) {
    mkdirSync(join(here, "../public/help", lang), { recursive: true });
    for (const picture of pictures) await take(lang, picture);
  }
} finally {
  await close();
}
process.exitCode = faults > 0 ? 1 : 0;

async function take(lang, { name, state, height, from }) {
  const page = await newPage();
  await page.clock.setFixedTime(MOMENT);
  await page.setViewportSize({ width: WIDTH, height });
  await page.goto(`${address}/?state=${state}&lang=${lang}&theme=light&text=100`);
  await page.waitForSelector("html[data-looked]", { state: "attached", timeout: 90_000 });
  // A picture has no keyboard in it.
  await page.evaluate(() => document.activeElement?.blur());
  if (from !== undefined) await page.getByTestId(from).evaluate((element) => element.scrollIntoView());
  const png = (await page.screenshot()).toString("base64");
  const webp = await page.evaluate(async (source) => {
    const image = new Image();
    image.src = `data:image/png;base64,${source}`;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.width;
    canvas.height = image.height;
    canvas.getContext("2d").drawImage(image, 0, 0);
    return canvas.toDataURL("image/webp", 0.8).split(",")[1];
  }, png);
  const bytes = Buffer.from(webp, "base64");
  writeFileSync(join(here, "../public/help", lang, `${name}.webp`), bytes);
  console.log(`help: ${lang}/${name}.webp, ${bytes.length} bytes`);
  if (bytes.length > LIMIT) {
    faults += 1;
    console.error(`help: more than ${LIMIT}`);
  }
  await page.close();
}
