// Writes the drawings of services that tiles show: a file for each name in crates/guide/drawings.toml.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";

import * as icons from "simple-icons";
import { parse } from "smol-toml";

const table = new URL("../../crates/guide/drawings.toml", import.meta.url);
const folder = new URL("../public/services/", import.meta.url);
/** What a drawing is made in, on the colour of its service: white, or black where white is not seen well. */
const WHITE = "ffffff";
const BLACK = "14171c";
/** Contrast of a sign that has to be told from its ground. */
const SEEN = 3;
/** Room around the drawing, of which the other sides are 24. */
const ROOM = 10;

const bySlug = new Map(Object.values(icons).map((icon) => [icon.slug, icon]));
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
for (const name of Object.keys(parse(readFileSync(table, "utf8")))) {
  const icon = bySlug.get(name);
  if (icon === undefined) throw new Error(`simple-icons has no ${name}`);
  if (icon.license !== undefined && icon.license.type !== "CC0-1.0") throw new Error(`${name} has the licence ${icon.license.type}`);
  writeFileSync(new URL(`${name}.svg`, folder), drawing(icon));
}

function drawing({ hex, path }) {
  const side = 24 + 2 * ROOM;
  const ink = contrast(WHITE, hex) >= SEEN ? WHITE : BLACK;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}"><rect width="${side}" height="${side}" fill="#${hex.toLowerCase()}"/><path transform="translate(${ROOM} ${ROOM})" fill="#${ink}" d="${path}"/></svg>\n`;
}

/** WCAG 2.2, contrast ratio. */
function contrast(one, other) {
  const [lighter, darker] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(hex) {
  const [red, green, blue] = [0, 2, 4].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
