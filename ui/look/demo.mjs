// The demo build, served under the product's CSP and opened in Chromium. CHROMIUM names another browser.
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { chromium } from "playwright-core";

export const here = fileURLToPath(new URL(".", import.meta.url));
const built = join(here, "../.demo");
const browserPath = process.env.CHROMIUM ?? "/usr/bin/chromium";
const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'";
const types = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".webp": "image/webp", ".svg": "image/svg+xml" };

/** A browser, the address of the demo, and what ends both. */
export async function openDemo() {
  if (!existsSync(browserPath)) {
    console.error(`look: no browser at ${browserPath} (Debian: apt install chromium)`);
    process.exit(2);
  }
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://localhost").pathname;
    const file = join(built, path === "/" ? "index.html" : path);
    if (!existsSync(file)) return void response.writeHead(404).end();
    response.writeHead(200, { "content-type": types[extname(file)] ?? "application/octet-stream", "content-security-policy": CSP });
    response.end(readFileSync(file));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const profile = mkdtempSync(join(tmpdir(), "propusk-look-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: browserPath,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"],
    locale: "ru-RU",
    timezoneId: "Europe/Moscow",
  });
  return {
    context,
    address: `http://127.0.0.1:${server.address().port}`,
    async close() {
      await context.close();
      server.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}
