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
  // What is known of its portal arrives.
  await new Promise((resolve) => setTimeout(resolve));
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

async function refused(accounts: ConstructorParameters<typeof FakeBackend>[0], account: string): Promise<State> {
  const backend = new FakeBackend(accounts);
  const state = await new Promise<State>((ready) => {
    app = mount(App, { target: document.body, props: { backend, ready } });
  });
  state.sheet = { kind: "first-code", account, refused: true };
  flushSync();
  await new Promise((resolve) => setTimeout(resolve, 20));
  flushSync();
  return state;
}

const check = (id: string) => document.querySelector<HTMLElement>(`[data-check="${id}"]`);

it("says what differs when the portal is known to give other codes", async () => {
  await refused([{ id: "gos", issuer: "Госуслуги", name: "ivan", type: "totp", digits: 8 }], "gos");
  expect(check("parameters")?.dataset["certain"]).toBe("true");
  const text = check("parameters")?.textContent ?? "";
  for (const part of ["8 цифр", "6 цифр", "«Госуслуги»", "другого сервиса"]) expect(text).toContain(part);
  expect(document.querySelector<HTMLElement>("[data-check]")?.dataset["check"], "what is certain comes first").toBe("parameters");
});

it("says nothing of parameters that are right, or of a portal that nobody knows", async () => {
  await refused(
    [
      { id: "gos", issuer: "Госуслуги", name: "ivan", type: "totp" },
      { id: "mail", issuer: "Почта", name: "ivan", type: "totp", digits: 8 },
    ],
    "gos",
  );
  expect([check("clock"), check("parameters")].map((it) => it !== null)).toEqual([true, false]);
  if (app !== undefined) await unmount(app);
  await refused([{ id: "mail", issuer: "Почта", name: "ivan", type: "totp", digits: 8 }], "mail");
  expect([check("clock"), check("parameters")].map((it) => it !== null)).toEqual([true, false]);
  expect(document.querySelector('[data-testid="first-code-portal"]'), "no article of it").toBeNull();
});

it("comes back to the open hints from both articles", async () => {
  const state = await refused([{ id: "gos", issuer: "Госуслуги", name: "ivan", type: "totp" }], "gos");
  for (const [link, article] of [["first-code-help", "code-not-accepted"], ["first-code-portal", "gosuslugi"]] as const) {
    document.querySelector<HTMLElement>(`[data-testid="${link}"]`)?.click();
    await tick();
    expect(state.sheet).toEqual({ kind: "help", article });
    await new Promise((resolve) => setTimeout(resolve, 20));
    state.back();
    expect(state.sheet).toEqual({ kind: "first-code", account: "gos", refused: true });
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
});

it("asks about the counter, not the clock, where codes come by presses", async () => {
  const state = await refused([{ id: "bank", issuer: "Банк", name: "", type: "hotp", counter: 41 }], "bank");
  expect(check("clock")).toBeNull();
  document.querySelector<HTMLElement>('[data-testid="not-accepted-counter"]')?.click();
  await tick();
  expect(state.sheet).toEqual({ kind: "counter", account: "bank" });
});
