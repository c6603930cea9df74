import axe from "axe-core";
import { mount, tick, unmount } from "svelte";
import { describe, expect, it } from "vitest";

import App from "./App.svelte";
import type { App as Opened } from "./app.svelte";
import { states } from "./dev/states";

// Colours and sizes are not computed here: tokens.test.ts and `npm run look` see to them.
const options: axe.RunOptions = { resultTypes: ["violations"], rules: { "color-contrast": { enabled: false } } };

describe.each(["ru", "en"] as const)("axe finds nothing in %s", (language) => {
  it.each(Object.entries(states))("%s", async (_, state) => {
    const backend = state.backend();
    backend.shown = { ...backend.shown, language, shownLanguage: language };
    state.before?.(backend.shown);
    let app: Record<string, unknown> = {};
    const opened = await new Promise<Opened>((ready) => {
      app = mount(App, { target: document.body, props: { backend, ready } });
    });
    await state.then?.(opened);
    await tick();
    // What lies under an open sheet is out of reach in a browser; happy-dom does not know that.
    const { violations } = await axe.run(document.querySelector("dialog[open]") ?? document, options);
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join()}`)).toEqual([]);
    const words = [...document.body.querySelectorAll("*")].flatMap((element) => [
      ...[...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.textContent?.trim() ?? ""),
      element.getAttribute("aria-label") ?? "",
    ]);
    expect(words.filter((text) => /^[a-z]+(-[a-z0-9]+)+$/.test(text) && !"ivan-petrov".endsWith(text)), "texts without words").toEqual([]);
    await unmount(app);
  });
});
