// Checks what `vite build` made: nothing that the CSP would block, nothing of the stand-in backend, not too heavy.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { gzipSync } from "node:zlib";

const BUDGET_KB = 120;
/** The pictures of the help, on the disk: they are not loaded before their article is. */
const PICTURES_KB = 300;
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
for (const file of files) {
  const bytes = readFileSync(file);
  if (relative(folder, file).startsWith("help")) {
    pictures += bytes.length / 1024;
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
// What the main window loads before its first view: its page, all that leads on from there, and the first words of one
// language, the heavier one. The other words come when a sheet or an error needs them.
const languages = files.filter((file) => /\/(ru|en)-[^/]*\.js$/.test(file));
const later = languages.filter((file) => readFileSync(file, "utf8").includes("error-unknown="));
const first = languages.filter((file) => !later.includes(file));
if (first.length !== 2 || later.length !== 2) faults.push("the languages are not in files of their own");
const loaded = reached(join(folder, "index.html")).filter((file) => !languages.includes(file));
const kilobytes = (sum(loaded.map(compressed)) + Math.max(...first.map(compressed))) / 1024;
const whole = kilobytes + Math.max(...later.map(compressed)) / 1024;
if (kilobytes > BUDGET_KB) faults.push(`${kilobytes.toFixed(1)} KB compressed, more than ${BUDGET_KB}`);
if (pictures > PICTURES_KB) faults.push(`${pictures.toFixed(1)} KB of pictures, more than ${PICTURES_KB}`);

for (const fault of faults) console.error(`dist: ${fault}`);
console.log(`dist: the main window loads ${kilobytes.toFixed(1)} KB compressed at its start, ${whole.toFixed(1)} KB with every word of one language, ${files.length} files in all, ${pictures.toFixed(1)} KB of pictures`);
process.exitCode = faults.length > 0 ? 1 : 0;

/** A file and all that it names in turn. */
function reached(first) {
  const found = new Set([first]);
  for (const file of found) {
    const text = readFileSync(file, "utf8");
    for (const other of files) if (/\.(js|css)$/.test(other) && text.includes(basename(other))) found.add(other);
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
