import { mount } from "svelte";

import App from "../App.svelte";
import { askedLook } from "./look";
import { states } from "./states";
import WorkShop from "./WorkShop.svelte";

/** The window in a browser, over the stand-in backend: see `look.ts`. Without a state, the work-shop. */
export async function open(target: HTMLElement): Promise<void> {
  const look = askedLook();
  const state = states[look.state];
  if (state === undefined) {
    mount(WorkShop, { target });
    return;
  }
  // A state presses what is in a sheet as soon as the sheet is asked for.
  await import("../sheets");
  const backend = state.backend();
  const { lang, theme, density } = look;
  backend.shown = { ...backend.shown, language: lang, shownLanguage: lang, theme, density, textPercent: look.text };
  state.before?.(backend.shown);
  mount(App, {
    target,
    props: {
      backend,
      async ready(app) {
        // On a busy machine the window says that it is opening, and is ready for people, before the accounts are there.
        while (app.phase === "opening" && state.opens !== false) await new Promise((resolve) => setTimeout(resolve, 20));
        const { dataset } = document.documentElement;
        try {
          await state.then?.(app);
          dataset["looked"] = "yes";
        } catch (error) {
          dataset["stopped"] = error instanceof Error ? error.message : String(error);
        }
      },
    },
  });
}
