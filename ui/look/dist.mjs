// Checks what `vite build` made: nothing that the CSP would block, nothing of the stand-in backend, not too heavy.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { gzipSync } from "node:zlib";

const BUDGET_KB = 120;
/** The pictures of the help, on the disk: they are not loaded before their article is. */
const PICTURES_KB = 300;
/** The drawings of services, likewise: a tile loads its own only. */
const DRAWINGS_KB = 160;
const folder = process.argv[2] ?? "dist";
const files = walk(folder);
const faults = [];

for (const name of ["index.html", "sheet.html", "codes.html", "recovery-codes.html"]) {
  const page = readFileSync(join(folder, name), "utf8");
  if (/<script(?![^>]*\ssrc=)/i.test(page)) faults.push(`${name} has an inline script`);
  if (/<style/i.test(page)) faults.push(`${name} has an inline style`);
  if (/\s(style|on\w+)=/i.test(page)) faults.push(`${name} has a style or event attribute`);
  for (const [, address] of page.matchAll(/(?:src|href)="([^"]*)"/g)) {
    if (/^(\w+:|\/\/)/.test(address)) faults.push(`${name} refers to ${address}`);
  }
}

let pictures = 0;
let drawings = 0;
for (const file of files) {
  const bytes = readFileSync(file);
  if (relative(folder, file).startsWith("help")) {
    pictures += bytes.length / 1024;
    continue;
  }
  if (relative(folder, file).startsWith("services")) {
    drawings += bytes.length / 1024;
    continue;
  }
  if (!/\.(js|css)$/.test(file)) continue;
  const text = bytes.toString("utf8");
  for (const word of ["FakeBackend", "ivan-petrov", ".looked", "QPZR", "ryabina"]) {
    if (text.includes(word)) faults.push(`${relative(folder, file)} has ${word} of the stand-in in it`);
  }
  if (/\beval\(|new Function\(/.test(text)) faults.push(`${relative(folder, file)} makes code from text`);
  if (/@import|url\(\s*["']?(?!#)/.test(text) && file.endsWith(".css")) faults.push(`${relative(folder, file)} loads something`);
}
// What the main window loads before its first view: its page, what that imports, and one of the languages, the heavier
// one. The views of the sheets come behind it.
const languages = files.filter((file) => /\/(ru|en)-[^/]*\.js$/.test(file));
if (languages.length !== 2) faults.push("the languages are not in files of their own");
const loaded = reached(join(folder, "index.html")).filter((file) => !languages.includes(file));
// Words that the page asks for by their whole name, and that its build has left out.
const asked = walk("src").filter((file) => /\.(svelte|ts)$/.test(file) && !file.includes(".test.")).flatMap((file) => [...readFileSync(file, "utf8").matchAll(/\bt\("([a-z\d-]+)"/g)].map(([, id]) => id));
for (const file of languages) {
  const text = readFileSync(file, "utf8");
  const missing = new Set(asked.filter((id) => !new RegExp(`(?:\\\\n|["'\`\\n])${id}=`).test(text)));
  if (missing.size > 0) faults.push(`${relative(folder, file)} lacks ${[...missing].join(", ")}`);
}
const words = Math.max(...languages.map(compressed));
const kilobytes = (sum(loaded.map(compressed)) + words) / 1024;
const later = files.filter((file) => /\.js$/.test(file) && !loaded.includes(file) && !languages.includes(file));
if (kilobytes > BUDGET_KB) faults.push(`${kilobytes.toFixed(1)} KB compressed, more than ${BUDGET_KB}`);
if (pictures > PICTURES_KB) faults.push(`${pictures.toFixed(1)} KB of pictures, more than ${PICTURES_KB}`);
if (drawings > DRAWINGS_KB) faults.push(`${drawings.toFixed(1)} KB of drawings, more than ${DRAWINGS_KB}`);

for (const fault of faults) console.error(`dist: ${fault}`);
console.log(`dist: the main window loads ${kilobytes.toFixed(1)} KB compressed before its first view and ${(sum(later.map(compressed)) / 1024).toFixed(1)} KB later, ${files.length} files in all, ${pictures.toFixed(1)} KB of pictures, ${drawings.toFixed(1)} KB of drawings`);
process.exitCode = faults.length > 0 ? 1 : 0;

/** A file and all that it loads with it, in turn. */
function reached(first) {
  const found = new Set([first]);
  for (const file of found) {
    const text = readFileSync(file, "utf8");
    // By a tag or a plain import, not by one that is called.
    for (const [, name] of text.matchAll(/(?:from|import|href=|src=)\s*["'`][^"'`]*?([^"'`\/]+\.(?:js|css))["'`]/g)) {
      const other = files.find((path) => basename(path) === name);
      if (other !== undefined) found.add(other);
    }
  }
  return [...found];
}

function compressed(file) {
  return gzipSync(readFileSync(file)).length;
}

function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}

function walk(at) {
  return readdirSync(at).flatMap((name) => {
    const path = join(at, name);
    return statSync(path).isDirectory() ? walk(path) : [path];
  });
}
