import { expect, it } from "vitest";

import { TestWindow } from "../dev/test-window";

const view = new TestWindow([{ id: "mail", issuer: "Почта", name: "ivan@example.org", type: "totp" }]);

async function openSettings() {
  await view.open();
  await view.openSettings();
}

it("offers the tray where there is one", async () => {
  await openSettings();
  const box = view.one("stay-in-tray") as HTMLInputElement;
  expect(box.checked).toBe(false);
  box.checked = true;
  box.dispatchEvent(new Event("change", { bubbles: true }));
  await view.settle();
  expect(view.called("changeSettings")).toEqual([{ stayInTray: true }]);
});

it("offers no tray where there is none", async () => {
  view.backend.has = { ...view.backend.has, tray: false };
  await openSettings();
  expect(view.all("stay-in-tray")).toEqual([]);
});

it("lets the tray be turned off where it has gone", async () => {
  view.backend.has = { ...view.backend.has, tray: false };
  view.backend.shown = { ...view.backend.shown, stayInTray: true };
  await openSettings();
  expect((view.one("stay-in-tray") as HTMLInputElement).checked).toBe(true);
});

it("opens what adds an account when the menu of the tray asks for it", async () => {
  await view.open();
  view.backend.emit("add-asked", null);
  await view.settle();
  view.one("scan-screen");
});

it("adds nothing over a text that is being typed", async () => {
  await view.open();
  view.app.show({ kind: "edit", account: "mail" });
  await view.settle();
  view.backend.emit("add-asked", null);
  await view.settle();
  expect(view.app.sheet?.kind).toBe("edit");
});

it("opens it only when the vault is open", async () => {
  await view.open();
  await view.app.lock();
  view.backend.emit("add-asked", null);
  await view.settle();
  expect(view.all("scan-screen")).toEqual([]);
  await view.press("unlock");
  view.one("scan-screen");
});
