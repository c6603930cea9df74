import { mount } from "svelte";

import App from "./App.svelte";
import { tauriBackend } from "./backend/tauri";
import { begin } from "./begin";
import "./tokens.css";
import "./base.css";

const target = document.getElementById("app");
if (target === null) throw new Error("index.html has no #app");

// Vite replaces the condition when it builds: the product has neither the branch nor the stand-in.
if ((import.meta.env.DEV || import.meta.env.MODE === "demo") && !("__TAURI_INTERNALS__" in window)) {
  await begin();
  const { open } = await import("./dev/open");
  await open(target);
} else {
  const backend = tauriBackend();
  // The vault opens while the words of the language come.
  const opening = backend.start();
  await begin();
  mount(App, { target, props: { backend, opening } });
}
