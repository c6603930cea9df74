import { flushSync, mount, unmount } from "svelte";
import { afterEach, expect, it, vi } from "vitest";

import App from "./App.svelte";
import { FakeBackend } from "./backend/fake";
import type { StartView } from "./backend/bindings/StartView";

let app: Record<string, unknown> | undefined;

afterEach(async () => {
  if (app !== undefined) await unmount(app);
  vi.useRealTimers();
});

it("shows the accounts that come with the start, and asks for none", async () => {
  const backend = new FakeBackend([{ id: "gos", issuer: "Госуслуги", name: "", type: "totp" }]);
  const [started, accounts] = [await backend.start(), await backend.accounts({ query: "", tag: null, from: 0, count: 100, around: null, also: [] })];
  backend.calls.length = 0;
  app = mount(App, { target: document.body, props: { backend, opening: Promise.resolve({ ...started, accounts }) } });
  await vi.waitFor(() => expect(document.querySelector('[data-testid="card"]')?.textContent).toContain("Госуслуги"));
  expect(backend.calls.filter(({ name }) => name === "start" || name === "accounts")).toEqual([]);
});

it("speaks the person's language while a silent keyring keeps the vault waiting", async () => {
  vi.useFakeTimers();
  const backend = new FakeBackend();
  backend.shown = { ...backend.shown, language: "en", shownLanguage: "en", theme: "dark" };
  backend.start = () => new Promise<StartView>(() => undefined);
  app = mount(App, { target: document.body, props: { backend } });
  await vi.advanceTimersByTimeAsync(1000);
  flushSync();
  expect(document.documentElement.lang).toBe("en");
  expect(document.documentElement.dataset["theme"]).toBe("dark");
  expect(document.querySelector('[data-testid="opening"]'), "no blank window").not.toBeNull();
  expect(backend.calls.some((call) => call.name === "windowReady")).toBe(true);
});
