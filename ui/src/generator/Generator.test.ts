import { expect, it } from "vitest";

import { TestWindow } from "../dev/test-window";
import { runsOf } from "./runs";

const window = new TestWindow([{ id: "a", issuer: "Госуслуги", name: "ivan", type: "totp" }]);

async function open() {
  await window.open();
  await window.openSettings();
  await window.press("settings-generator");
}

const shown = () => window.one("generated").textContent?.trim() ?? "";

it("makes a password at once, and another one when asked", async () => {
  await open();
  const first = shown();
  expect(first).toHaveLength(16);
  await window.press("generator-again");
  expect(shown()).not.toBe(first);
  expect(window.one("generator-score").dataset["score"]).toBe("4");
  expect(document.body.textContent).toContain("Пропуск не хранит этот пароль");
});

it("copies what is shown over the backend, and says so until there is another", async () => {
  await open();
  const password = shown();
  await window.press("generator-copy");
  expect(window.called("copyPassword")).toEqual([{ password }]);
  expect(window.one("generator-copied").textContent).toBe("Пароль скопирован");
  await window.press("generator-again");
  expect(window.one("generator-copied").textContent).toBe("");
});

it("follows length, signs and words as they are chosen", async () => {
  await open();
  await window.type("generator-length", "24");
  expect(shown()).toHaveLength(24);
  await window.press("generator-symbols");
  expect(shown()).toMatch(/^[a-z0-9]+$/i);
  await window.press("generator-passphrase");
  await window.settle();
  expect(window.called("makePassword").at(-1)).toEqual({ kind: "passphrase", words: 5, symbols: false, noLookAlikes: false });
  await window.type("generator-words", "7");
  expect(window.called("makePassword").at(-1)).toMatchObject({ words: 7 });
});

it("follows the rules of the portal that is chosen, and says them", async () => {
  await open();
  const choose = async (id: string) => {
    const select = window.one("generator-portal") as HTMLSelectElement;
    select.value = id;
    select.dispatchEvent(new Event("change", { bubbles: true }));
    await window.settle();
  };
  const names = [...window.one("generator-portal").querySelectorAll("option")].map(({ textContent }) => textContent);
  expect(names).toEqual(["Любой сайт", "Госуслуги", "Старый банк"]);
  expect(window.called("makePassword").at(-1)).not.toHaveProperty("portal");
  await choose("gosuslugi");
  expect(window.called("makePassword").at(-1)).toMatchObject({ portal: "gosuslugi", length: 16 });
  expect(document.body.textContent).toContain("Не короче 8 знаков.");
  expect(window.all("generator-symbols"), "the rules decide about signs").toEqual([]);
  await choose("short");
  expect(shown(), "no longer than it takes").toHaveLength(12);
  await choose("");
  expect(window.called("makePassword").at(-1)).not.toHaveProperty("portal");
  expect(window.all("generator-symbols")).toHaveLength(1);
});

it("makes passwords also when the portals are not known", async () => {
  window.backend.failing.set("passwordPortals", { code: "internal", detail: null });
  await open();
  expect(shown()).toHaveLength(16);
  expect(window.one("generator-portal").querySelectorAll("option")).toHaveLength(1);
});

it("does not show a password for settings that were left meanwhile", async () => {
  await open();
  window.backend.delayMs = 1000;
  await window.type("generator-length", "30");
  window.backend.delayMs = 0;
  await window.type("generator-length", "12");
  await window.wait(2);
  expect(shown()).toHaveLength(12);
});

it("tells digits and signs from letters", () => {
  expect(runsOf("aB1!x")).toEqual([
    { kind: "letter", text: "aB" },
    { kind: "digit", text: "1" },
    { kind: "sign", text: "!" },
    { kind: "letter", text: "x" },
  ]);
});
