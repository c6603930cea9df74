import { readFileSync } from "node:fs";

import { svelte } from "@sveltejs/vite-plugin-svelte";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

/** Leaves out of the page what the catalogue holds for the command line, for native windows and for what Rust draws. */
const wordsOfThePage: Plugin = {
  name: "words-of-the-page",
  enforce: "pre",
  apply: "build",
  load(id) {
    if (!id.endsWith(".ftl?raw")) return null;
    const messages = readFileSync(id.replace(/\?raw$/, ""), "utf8").split(/^(?=[a-z])/m);
    const shown = messages.filter((message) => !/^(cli|window|choose|codes-print)-/.test(message));
    const lines = shown.join("").replace(/^#.*\n/gm, "").replace(/\n\s*\n/g, "\n").replace(/^ +/gm, " ");
    // Blanks that Fluent does not need.
    const text = lines.replace(/^( ?\.?[a-z\d-]+) = /gm, "$1=").replace(/\{ (\$\w+) \}/g, "{$1}");
    return `export default ${JSON.stringify(text)}`;
  },
};

export default defineConfig(({ mode }) => ({
  plugins: [
    wordsOfThePage,
    // Short names of classes: each stands in the page dozens of times.
    svelte({ compilerOptions: { runes: true, cssHash: ({ hash, css }) => `s${hash(css).slice(0, 4)}` }, emitCss: true }),
  ],
  clearScreen: false,
  // The stand-in backend shows the true articles of the help; a test reads which words Rust asks for.
  server: { port: 1420, strictPort: true, fs: { allow: [".", "../docs", "../crates/guide/help", ...(mode === "test" ? ["../crates", "../src-tauri"] : [])] } },
  build: {
    // The oldest engines we ship on: WebKitGTK 2.44, WebView2, WKWebView of macOS 14.5.
    target: ["safari17.5", "chrome123"],
    // CSP allows nothing inline, so nothing may be inlined.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    cssCodeSplit: false,
    reportCompressedSize: false,
    // The window, and the windows of the recovery sheet and of QR codes.
    rolldownOptions: { input: ["index.html", "sheet.html", "codes.html", "recovery-codes.html"] },
  },
  test: {
    environment: "happy-dom",
    include: ["src/**/*.test.ts"],
    setupFiles: ["src/dev/test-setup.ts"],
    restoreMocks: true,
    // The contrast test reads the colours.
    css: { include: [/tokens\.css/] },
  },
  // Component tests mount real components, so they need Svelte's browser build.
  resolve: mode === "test" ? { conditions: ["browser"] } : {},
}));
