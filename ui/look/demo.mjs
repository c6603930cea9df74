// The demo build, served under the product's CSP and opened in Chromium. CHROMIUM names another browser.
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { chromium } from "playwright-core";

export const here = fileURLToPath(new URL(".", import.meta.url));
const built = join(here, "../.demo");
const browserPath = process.env.CHROMIUM ?? "/usr/bin/chromium";
/** For a machine that is busy with other things. */
const PATIENCE_MS = 120_000;
const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'";
const types = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".webp": "image/webp", ".svg": "image/svg+xml" };

/** Pages of the demo, its address, and what ends it. With several browsers pages are opened in them by turns. */
export async function openDemo({ browsers: count = 1 } = {}) {
  if (!existsSync(browserPath)) {
    console.error(`look: no browser at ${browserPath} (Debian: apt install chromium)`);
    process.exit(2);
  }
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://localhost").pathname;
    // Chromium asks for it; the product's window does not.
    if (path === "/favicon.ico") return void response.writeHead(204).end();
    const file = join(built, path === "/" ? "index.html" : path);
    if (!existsSync(file)) return void response.writeHead(404).end();
    // Kept, so that the browser compiles a script once and not for each state.
    const headers = { "content-type": types[extname(file)] ?? "application/octet-stream", "content-security-policy": CSP, "cache-control": "max-age=3600" };
    response.writeHead(200, headers).end(readFileSync(file));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const options = {
    executablePath: browserPath,
    timeout: PATIENCE_MS,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"],
  };
  const browsers = await Promise.all(Array.from({ length: count }, () => chromium.launch(options)));
  let turn = 0;
  return {
    /** A window of its own: a page behind another one gets less of the processor. */
    async newPage() {
      const page = await browsers[(turn += 1) % count].newPage({ locale: "ru-RU", timezoneId: "Europe/Moscow" });
      page.setDefaultTimeout(PATIENCE_MS);
      return page;
    },
    address: `http://127.0.0.1:${server.address().port}`,
    async close() {
      await Promise.all(browsers.map((browser) => browser.close()));
      server.close();
    },
  };
}

/** Opens a state of the demo, until it has all that it is to show; throws if a step to it finds nothing. */
export async function openState(page, url) {
  const go = () => page.goto(url, { waitUntil: "domcontentloaded" });
  // A busy machine may lose a navigation; nothing else is tried twice.
  await go().catch(go);
  const root = await page.waitForSelector("html[data-looked], html[data-stopped]", { state: "attached" }).catch(() => {
    throw new Error("never ready");
  });
  const stopped = await root.getAttribute("data-stopped");
  if (stopped !== null) throw new Error(stopped);
}
