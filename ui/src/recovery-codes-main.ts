import { mount } from "svelte";

import { tauriRecoveryCodesBackend } from "./backend/tauri";
import { begin } from "./begin";
import RecoveryCodesWindow from "./recovery-codes/RecoveryCodesWindow.svelte";
import "./tokens.css";
import "./base.css";

const target = document.getElementById("app");
if (target === null) throw new Error("recovery-codes.html has no #app");

await begin();

// As in main.ts: the product has neither the branch nor the stand-in.
if ((import.meta.env.DEV || import.meta.env.MODE === "demo") && !("__TAURI_INTERNALS__" in window)) {
  const { openRecoveryCodes } = await import("./dev/open-recovery-codes");
  openRecoveryCodes(target);
} else {
  mount(RecoveryCodesWindow, { target, props: { backend: tauriRecoveryCodesBackend() } });
}
