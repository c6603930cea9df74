import { flushSync, mount, tick, unmount } from "svelte";
import { afterEach, expect, it } from "vitest";

import App from "../App.svelte";
import type { App as State } from "../app.svelte";
import { FakeBackend } from "../backend/fake";

let app: Record<string, unknown> | undefined;

afterEach(async () => {
  if (app !== undefined) await unmount(app);
});

it("says beside the first code that the account is not on the disk yet", async () => {
  const backend = new FakeBackend([{ id: "gos", issuer: "Госуслуги", name: "", type: "totp", confirmed: false }]);
  backend.unsaved = { code: "disk_full", detail: null };
  const state = await new Promise<State>((ready) => {
    app = mount(App, { target: document.body, props: { backend, ready } });
  });
  state.sheet = { kind: "first-code", account: "gos" };
  flushSync();
  await tick();
  const note = document.querySelector('dialog [data-testid="error"]');
  expect(note?.getAttribute("data-code"), "before the portal is told that all is well").toBe("disk_full");
});

it("puts first what is known to be wrong when the portal refused the code", async () => {
  const backend = new FakeBackend([
    { id: "gos", issuer: "Госуслуги", name: "ivan", type: "totp", confirmed: false },
    { id: "old", issuer: "Госуслуги", name: "ivan", type: "totp" },
  ]);
  backend.clock = { trouble: { kind: "moved", seconds: 47 }, correction: null };
  const state = await new Promise<State>((ready) => {
    app = mount(App, { target: document.body, props: { backend, ready } });
  });
  state.sheet = { kind: "first-code", account: "gos" };
  flushSync();
  await tick();
  document.querySelector<HTMLElement>('[data-testid="first-code-no"]')?.click();
  flushSync();
  const checks = [...document.querySelectorAll<HTMLElement>("[data-check]")];
  expect(checks.map(({ dataset }) => [dataset["check"], dataset["certain"]])).toEqual([
    ["clock", "true"],
    ["old", "true"],
    ["used", "false"],
    ["account", "false"],
  ]);
  document.querySelector<HTMLElement>('[data-testid="not-accepted-clock"]')?.click();
  await tick();
  expect(state.sheet).toEqual({ kind: "clock" });
  state.back();
  expect(state.sheet, "and back").toEqual({ kind: "first-code", account: "gos", refused: true });
});
