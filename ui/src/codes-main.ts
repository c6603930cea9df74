import { mount } from "svelte";

import { tauriCodesBackend } from "./backend/tauri";
import { begin } from "./begin";
import Codes from "./codes/Codes.svelte";
import "./tokens.css";
import "./base.css";

const target = document.getElementById("app");
if (target === null) throw new Error("codes.html has no #app");

await begin();

// As in main.ts: the product has neither the branch nor the stand-in.
if ((import.meta.env.DEV || import.meta.env.MODE === "demo") && !("__TAURI_INTERNALS__" in window)) {
  const { openCodes } = await import("./dev/open-codes");
  openCodes(target);
} else {
  mount(Codes, { target, props: { backend: tauriCodesBackend() } });
}
