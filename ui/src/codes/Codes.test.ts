import axe from "axe-core";
import { mount, tick, unmount } from "svelte";
import { afterEach, expect, it } from "vitest";

import { codesBackend } from "../dev/open-codes";
import Codes from "./Codes.svelte";

let mounted: Record<string, unknown> | undefined;
afterEach(async () => {
  if (mounted !== undefined) await unmount(mounted);
});

async function open(language: "ru" | "en", google: boolean) {
  const backend = codesBackend(language, google);
  await new Promise<void>((ready) => {
    mounted = mount(Codes, { target: document.body, props: { backend, ready } });
  });
  await tick();
  return backend;
}

const one = (id: string) => document.querySelector<HTMLElement>(`[data-testid="${id}"]`);

it("shows the codes of a transfer one after another", async () => {
  const backend = await open("ru", true);
  expect(one("codes-title")?.textContent).toBe("QR-код 1 из 3");
  one("codes-next")?.click();
  await tick();
  expect(one("codes-title")?.textContent).toBe("QR-код 2 из 3");
  window.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight" }));
  await tick();
  one("codes-next")?.click();
  await tick();
  expect(one("codes-title")?.textContent, "no further than the last").toBe("QR-код 3 из 3");
  one("codes-close")?.click();
  expect(backend.closed).toBe(1);
});

it.each(["ru", "en"] as const)("names the account of a single code, and axe finds nothing in %s", async (language) => {
  await open(language, false);
  expect(one("codes-title")?.textContent).toContain("Госуслуги");
  expect(one("codes-next")).toBeNull();
  const { violations } = await axe.run(document, { rules: { "color-contrast": { enabled: false } } });
  expect(violations.map(({ id }) => id)).toEqual([]);
});
