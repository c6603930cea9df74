import { expect, it } from "vitest";

import { TestWindow } from "../dev/test-window";

const view = new TestWindow([
  { id: "gos", issuer: "Госуслуги", name: "", type: "totp" },
  { id: "mail", issuer: "Почта", name: "ivan", type: "totp" },
]);
const STRONG = "Zaqvorm-tulbek-93-xyle";

async function show() {
  await view.open();
  view.app.show({ kind: "export" });
  await view.settle();
}

async function choose(target: string) {
  await show();
  await view.press(`export-${target}`);
  (view.one(`export-${target}`) as HTMLInputElement).dispatchEvent(new Event("change", { bubbles: true }));
  await view.settle();
  await view.submit("export-choose");
}

it("proposes the copy with a password of its own, and takes no weak one", async () => {
  await show();
  expect((view.one("export-backup") as HTMLInputElement).checked, "recommended").toBe(true);
  await view.submit("export-choose");
  expect(view.all("export-warning")).toHaveLength(0);
  await view.type("new-password", "123");
  await view.submit("export-agree-form");
  expect(view.called("exportAccounts")).toEqual([]);
  await view.type("new-password", STRONG);
  await view.type("repeat-password", STRONG);
  await view.wait(1);
  await view.submit("export-agree-form");
  expect(view.called("exportAccounts")).toEqual([{ format: "backup", password: STRONG, understood: true }]);
  expect(view.one("export-done").textContent).toContain("propusk.age");
});

it("warns before a file in clear, and waits for a yes", async () => {
  await choose("uri_list");
  expect(view.one("export-warning").textContent).toContain("не будет защищён");
  await view.submit("export-agree-form");
  expect(view.called("exportAccounts")).toEqual([]);
  view.expectFocus("export-agree");
  await view.press("export-agree");
  await view.submit("export-agree-form");
  expect(view.called("exportAccounts")).toEqual([{ format: "uri_list", understood: true }]);
});

it("asks for the app password where there is one", async () => {
  view.backend.protected.password = "верный";
  await choose("aegis");
  await view.type("export-current", "неверный");
  await view.submit("export-agree-form");
  expect(view.one("error").dataset["code"]).toBe("wrong_password");
  view.expectFocus("export-current");
  await view.type("export-current", "верный");
  await view.submit("export-agree-form");
  view.one("export-done");
});

it("lists what could not be carried", async () => {
  view.backend.leftOut = [{ issuer: "Почта", name: "ivan", lost: "lost_kind", whole: true }];
  await choose("two_fas");
  await view.press("export-agree");
  await view.submit("export-agree-form");
  const said = view.one("export-left-out").textContent;
  expect(said).toContain("Почта, ivan");
  expect(said).toContain("там нет таких кодов");
});

it("takes those that were marked in the list, or all of them after all", async () => {
  await view.open();
  view.app.show({ kind: "export", accounts: ["mail"] });
  await view.settle();
  expect((view.one("export-marked") as HTMLInputElement).checked, "what it was opened for").toBe(true);
  await view.submit("export-choose");
  expect(view.app.exporting.chosen).toEqual(["mail"]);
  await view.key("Escape");
  await view.press("export-all");
  (view.one("export-all") as HTMLInputElement).dispatchEvent(new Event("change", { bubbles: true }));
  await view.settle();
  await view.submit("export-choose");
  expect(view.app.exporting.chosen).toBeNull();
  await view.key("Escape");
  expect((view.one("export-all") as HTMLInputElement).checked, "as it was left").toBe(true);
});

it("leads to the list to mark some, and forgets what was marked another time", async () => {
  await view.open();
  view.app.show({ kind: "export", accounts: ["mail"] });
  view.app.close();
  view.app.show({ kind: "export" });
  await view.settle();
  expect(view.all("export-marked")).toHaveLength(0);
  expect(view.one("export-all").textContent).toContain("2 записи");
  await view.submit("export-choose");
  expect(view.app.exporting.chosen).toBeNull();
  await view.key("Escape");
  await view.press("export-mark");
  expect(view.app.sheet).toBeNull();
  expect(view.app.selecting.on).toBe(true);
  view.expectFocus();
});

it("shows the QR code of one account in its own window, after a yes", async () => {
  await view.open();
  await view.app.show({ kind: "account-code", account: "mail" });
  await view.settle();
  await view.submit("code-form");
  expect(view.called("showCodes")).toEqual([]);
  await view.press("export-agree");
  await view.submit("code-form");
  expect(view.called("showCodes")).toEqual([{ accounts: ["mail"], google: false, understood: true }]);
  expect(document.querySelector("dialog img, dialog svg[viewBox='0 0 49 49']"), "no QR code in this window").toBeNull();
});
