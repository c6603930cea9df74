import axe from "axe-core";
import { mount, tick, unmount } from "svelte";
import { afterEach, expect, it } from "vitest";

import { recoveryCodesBackend } from "../dev/open-recovery-codes";
import { groupsOf } from "./groups";
import RecoveryCodesWindow from "./RecoveryCodesWindow.svelte";

let mounted: Record<string, unknown> | undefined;
afterEach(async () => {
  if (mounted !== undefined) await unmount(mounted);
});

async function open(language: "ru" | "en", codes?: Parameters<typeof recoveryCodesBackend>[1]) {
  const backend = recoveryCodesBackend(language, codes);
  await new Promise<void>((ready) => {
    mounted = mount(RecoveryCodesWindow, { target: document.body, props: { backend, ready } });
  });
  await tick();
  return backend;
}

const all = <E extends HTMLElement>(id: string) => [...document.querySelectorAll<E>(`[data-testid="${id}"]`)];
const left = () => all("recovery-left")[0]?.textContent;

async function settle() {
  for (let round = 0; round < 5; round += 1) await tick();
}

it("ticks a code off, counts what is left and takes the tick back", async () => {
  await open("ru");
  expect(all("recovery-code")).toHaveLength(10);
  expect(left()).toBe("Осталось 7 из 10");
  const box = all<HTMLInputElement>("recovery-tick")[3]!;
  expect(all("recovery-tick")[1]!.getAttribute("aria-label")).toBe("3093 7976, использован");
  box.click();
  await settle();
  expect(left()).toBe("Осталось 6 из 10");
  expect(all("recovery-code")[3]!.classList).toContain("used");
  all<HTMLInputElement>("recovery-tick")[3]!.click();
  await settle();
  expect(left()).toBe("Осталось 7 из 10");
});

it("shows what is stored when a tick could not be kept", async () => {
  const backend = await open("en");
  backend.tickRecoveryCode = () => Promise.reject({ code: "locked", detail: null });
  const box = all<HTMLInputElement>("recovery-tick")[3]!;
  box.click();
  await settle();
  expect(box.checked).toBe(false);
  expect(left()).toBe("7 of 10 left");
  expect(document.querySelector("[role=alert]")).not.toBeNull();
});

it("copies one code over the backend and says which", async () => {
  const backend = await open("ru");
  all("recovery-copy")[1]?.click();
  await settle();
  expect(backend.copied).toEqual(["3093 7976"]);
  expect(all("recovery-copied")[0]?.textContent).toContain("Код 2 скопирован");
  window.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
  expect(backend.closed).toBe(1);
});

it("advises new codes when hardly any is left", async () => {
  const codes = [1, 2, 3].map((number) => ({ code: `1234 000${number}`, used: number === 1 }));
  await open("ru", codes);
  expect(document.body.textContent).toContain("Кодов почти не осталось");
  all<HTMLInputElement>("recovery-tick")[1]!.click();
  await settle();
  all<HTMLInputElement>("recovery-tick")[2]!.click();
  await settle();
  expect(left()).toBe("Кодов не осталось");
  expect(document.body.textContent).toContain("Получите на портале новые");
});

it("groups for the eye, without adding a character", () => {
  expect(groupsOf("1234 5678")).toEqual(["1234 5678"]);
  expect(groupsOf("123456")).toHaveLength(1);
  expect(groupsOf("48213905")).toEqual(["4821", "3905"]);
});

it.each(["ru", "en"] as const)("axe finds nothing in %s", async (language) => {
  await open(language);
  const { violations } = await axe.run(document, { rules: { "color-contrast": { enabled: false } } });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join()}`)).toEqual([]);
});
