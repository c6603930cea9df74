import { mount } from "svelte";

import { tauriSheetBackend } from "./backend/tauri";
import { begin } from "./begin";
import Paper from "./paper/Paper.svelte";
import "./tokens.css";
import "./base.css";

const target = document.getElementById("app");
if (target === null) throw new Error("sheet.html has no #app");

await begin();

// As in main.ts: the product has neither the branch nor the stand-in.
if ((import.meta.env.DEV || import.meta.env.MODE === "demo") && !("__TAURI_INTERNALS__" in window)) {
  const { openPaper } = await import("./dev/open-paper");
  openPaper(target);
} else {
  mount(Paper, { target, props: { backend: tauriSheetBackend() } });
}
