import axe from "axe-core";
import { flushSync, mount, tick, unmount } from "svelte";
import { afterEach, describe, expect, it } from "vitest";

import en from "../../locales/en.ftl?raw";
import ru from "../../locales/ru.ftl?raw";
import { paperBackend } from "../dev/open-paper";
import Paper from "./Paper.svelte";

let mounted: Record<string, unknown> | undefined;

afterEach(async () => {
  if (mounted !== undefined) await unmount(mounted);
});

async function open(language: "ru" | "en", change: (backend: ReturnType<typeof paperBackend>) => void = () => undefined) {
  const backend = paperBackend(language);
  change(backend);
  await new Promise<void>((ready) => {
    mounted = mount(Paper, { target: document.body, props: { backend, ready } });
  });
  await settle();
  return backend;
}

async function settle() {
  await new Promise((resolve) => setTimeout(resolve, 10));
  flushSync();
  await tick();
}

const one = (id: string) => document.querySelector<HTMLElement>(`[data-testid="${id}"]`);

describe.each(["ru", "en"] as const)("the window of the sheet in %s", (language) => {
  it("shows the key as a picture and in numbered groups, with all its words", async () => {
    await open(language);
    const page = one("paper");
    expect(page?.querySelector("img")?.src).toMatch(/^data:image\/svg\+xml,/);
    expect(page?.querySelectorAll(".groups li")).toHaveLength(15);
    expect(page?.querySelector(".groups li:last-child")?.textContent).toContain("15CE");
    expect(page?.textContent).toContain("AGE-SECRET-KEY-1");
    expect(document.body.textContent, "a text without words").not.toMatch(/sheet-print-|paper-/);
    expect(document.documentElement.lang).toBe(language);
    const catalogue = { ru, en }[language];
    const texts = [...catalogue.matchAll(/^sheet-print-[\w-]+ = ([^{\n]+)$/gm)].map(([, text]) => text!);
    const said = `${page?.textContent} ${page?.querySelector("img")?.alt}`;
    expect(texts.filter((text) => !said.includes(text)), "the PDF says more than the window").toEqual([]);
    const { violations } = await axe.run(document, { resultTypes: ["violations"], rules: { "color-contrast": { enabled: false } } });
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join()}`)).toEqual([]);
  });
});

it("prints, saves and closes, and nothing else", async () => {
  const backend = await open("ru");
  for (const button of ["paper-print", "paper-save", "paper-done"]) {
    one(button)?.click();
    await settle();
  }
  expect(backend.calls).toEqual(["sheet", "printSheet", "saveSheet", "closeSheet"]);
  expect(one("paper-saved")?.textContent).toContain(".pdf");
});

it("says why there is no sheet, and can still be closed", async () => {
  const backend = await open("ru", (backend) => {
    backend.sheet = () => Promise.reject({ code: "sheet_not_drawn", detail: "qr" });
  });
  expect(one("error")?.dataset["code"]).toBe("sheet_not_drawn");
  one("paper-done")?.click();
  await settle();
  expect(backend.calls).toContain("closeSheet");
});
