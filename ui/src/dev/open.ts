import { mount } from "svelte";

import App from "../App.svelte";
import { askedLook } from "./look";
import { states } from "./states";
import WorkShop from "./WorkShop.svelte";

/** The window in a browser, over the stand-in backend: see `look.ts`. Without a state, the work-shop. */
export function open(target: HTMLElement): void {
  const look = askedLook();
  const state = states[look.state];
  if (state === undefined) {
    mount(WorkShop, { target });
    return;
  }
  const backend = state.backend();
  const { lang, theme, density } = look;
  backend.shown = { ...backend.shown, language: lang, shownLanguage: lang, theme, density, textPercent: look.text };
  state.before?.(backend.shown);
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
