import { mount } from "svelte";

import App from "../App.svelte";
import type { SettingsView } from "../backend/bindings/SettingsView";
import { states } from "./states";

/**
 * The window in a browser, over the stand-in backend: `?state=many&lang=en&theme=dark&text=200`.
 * Without a state, the list of them.
 */
export function open(target: HTMLElement): void {
  const query = new URLSearchParams(location.search);
  const state = states[query.get("state") ?? ""];
  if (state === undefined) {
    list(target);
    return;
  }
  const backend = state.backend();
  const lang = query.get("lang") === "en" ? "en" : "ru";
  const theme = (query.get("theme") ?? "system") as SettingsView["theme"];
  backend.shown = { ...backend.shown, language: lang, shownLanguage: lang, theme, textPercent: Number(query.get("text") ?? 100) };
  mount(App, {
    target,
    props: {
      backend,
      async ready(app) {
        await state.then?.(app);
        document.documentElement.dataset["looked"] = "yes";
      },
    },
  });
}

function list(target: HTMLElement): void {
  const links = document.createElement("ul");
  for (const name of Object.keys(states)) {
    const link = document.createElement("a");
    link.href = `?state=${name}`;
    link.textContent = name;
    const item = document.createElement("li");
    item.append(link);
    links.append(item);
  }
  target.append(links);
}
