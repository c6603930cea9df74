import { expect, it } from "vitest";

import { TestWindow } from "../dev/test-window";

const view = new TestWindow([
  { id: "gos", issuer: "Госуслуги", name: "ivan", type: "totp", tags: ["Дом"], note: "старая" },
  { id: "bank", issuer: "Банк", name: "", type: "hotp", counter: 4, tags: ["Работа"] },
  { id: "steam", issuer: "Steam", name: "", type: "steam" },
]);

async function edit(account = "gos") {
  await view.open();
  view.app.sheet = { kind: "edit", account };
  await view.settle();
}

async function choose(id: string, value: string) {
  const field = view.one(id) as HTMLSelectElement;
  field.value = value;
  field.dispatchEvent(new Event("change", { bubbles: true }));
  await view.settle();
}

const value = (id: string) => (view.one(id) as HTMLInputElement).value;

it("sends only what was changed, and nothing where nothing was", async () => {
  await edit();
  view.expectFocus("edit-issuer");
  await view.submit("edit");
  expect(view.called("editAccount")).toEqual([]);
  expect(view.app.sheet).toBeNull();

  view.app.sheet = { kind: "edit", account: "gos" };
  await view.settle();
  await view.type("edit-note", "новая\nстрока");
  await view.press("edit-favourite");
  await choose("edit-digits", "8");
  await view.type("edit-period", " 60 ");
  await view.submit("edit");
  expect(view.called("editAccount")).toEqual([{ account: "gos", note: "новая\nстрока", favourite: true, digits: 8, period: 60 }]);
  expect(view.app.sheet).toBeNull();
  view.expectFocus();
});

it("keeps what was typed through an error and a refresh underneath", async () => {
  await edit();
  await view.type("edit-name", "мама");
  await view.type("tag-typed", "Семья");
  view.backend.failing.set("editAccount", { code: "disk_full", detail: null });
  await view.submit("edit");
  expect(view.one("error").dataset["code"]).toBe("disk_full");
  await view.app.accounts.refresh();
  await view.settle();
  expect(value("edit-name")).toBe("мама");
  expect(view.all("tag").map((chip) => chip.textContent?.trim())).toEqual(["Дом", "Семья"]);
  view.backend.failing.clear();
  await view.submit("edit");
  expect(view.called("editAccount").at(-1)).toEqual({ account: "gos", name: "мама", tags: ["Дом", "Семья"] });
});

it("refuses a period that is none, and says so", async () => {
  await edit();
  for (const wrong of ["", "0", "полминуты", "1e3"]) {
    await view.type("edit-period", wrong);
    await view.submit("edit");
    expect(view.one("error").dataset["code"], wrong).toBe("bad_period");
  }
  expect(view.called("editAccount")).toEqual([]);
});

it("offers numbers only where portals choose them", async () => {
  await edit("bank");
  view.one("edit-algorithm");
  expect(view.all("edit-period"), "no time in it").toHaveLength(0);
  view.app.close();
  await view.settle();
  view.app.sheet = { kind: "edit", account: "steam" };
  await view.settle();
  expect(view.all("edit-algorithm")).toHaveLength(0);
});

it("goes with Esc when nothing was changed, and asks when something was", async () => {
  await edit();
  await view.key("Escape");
  expect(view.app.sheet).toBeNull();

  view.app.sheet = { kind: "edit", account: "gos" };
  await view.settle();
  await view.type("edit-name", "мама");
  await view.key("Escape");
  view.expectFocus("edit-ask-save");
  await view.key("Escape");
  expect(value("edit-name"), "back to what was typed").toBe("мама");
  await view.press("close");
  await view.press("edit-ask-drop");
  expect(view.app.sheet).toBeNull();
  expect(view.called("editAccount")).toEqual([]);

  view.app.sheet = { kind: "edit", account: "gos" };
  await view.settle();
  expect(value("edit-name"), "it was not kept").toBe("ivan");
  await view.type("tag-typed", "Сем");
  await view.key("Escape");
  await view.press("edit-ask-save");
  expect(view.called("editAccount")).toEqual([{ account: "gos", tags: ["Дом", "Сем"] }]);
  expect(view.app.sheet).toBeNull();
});

it("goes back to what was typed when saving on the way out fails", async () => {
  await edit();
  await view.type("edit-name", "мама");
  view.backend.failing.set("editAccount", { code: "disk_full", detail: null });
  await view.key("Escape");
  await view.press("edit-ask-save");
  expect(value("edit-name")).toBe("мама");
  expect(view.one("error").dataset["code"]).toBe("disk_full");
});

it("takes tags by Enter and comma, knows those that exist, and gives the last one up to Backspace", async () => {
  await edit();
  const field = view.one("tag-typed") as HTMLInputElement;
  await view.type("tag-typed", "работа");
  await view.key("Enter");
  await view.type("tag-typed", "Дача");
  await view.key(",");
  await view.type("tag-typed", "дом");
  await view.key("Enter");
  expect(view.all("tag").map((chip) => chip.textContent?.trim()), "as it is written elsewhere, and none twice").toEqual(["Дом", "Работа", "Дача"]);
  expect(view.app.sheet, "Enter did not save").not.toBeNull();
  await view.key("Backspace");
  expect(view.all("tag")).toHaveLength(2);
  expect(document.activeElement).toBe(field);
  view.all("tag-drop")[0]!.click();
  await view.settle();
  expect(view.one("announcer").textContent).toContain("Дом");
  expect(document.activeElement, "on to the next one").toBe(view.one("tag-drop"));
  expect(view.one("tag-drop").getAttribute("aria-label")).toContain("Работа");
});

it("offers tags that are not taken, by what is typed", async () => {
  await edit();
  expect(view.one("tag-take").textContent).toContain("Работа");
  await view.type("tag-typed", "ЗЗЗ");
  expect(view.all("tag-take")).toHaveLength(0);
  await view.type("tag-typed", "або");
  await view.press("tag-take");
  expect(view.all("tag").map((chip) => chip.textContent?.trim()), "not the half word, too").toEqual(["Дом", "Работа"]);
  view.expectFocus("tag-typed");
});

it("gives a picture and takes it away at once, whatever is typed", async () => {
  await edit();
  await view.type("edit-name", "мама");
  view.backend.pictureChosen = false;
  await view.press("edit-picture");
  expect(view.all("edit-picture-drop"), "the dialog was closed").toHaveLength(0);
  view.backend.pictureChosen = true;
  await view.press("edit-picture");
  expect(document.querySelector("[data-testid=edit] img.tile")?.getAttribute("src")).toMatch(/^data:image/);
  await view.press("edit-picture-drop");
  expect(document.querySelector("[data-testid=edit] img.tile")).toBeNull();
  view.expectFocus("edit-picture");
  expect(value("edit-name")).toBe("мама");
});

it("says that it cannot open the account, and tries again", async () => {
  await view.open();
  view.backend.failing.set("accountDetails", { code: "io_failed", detail: "5" });
  view.app.sheet = { kind: "edit", account: "gos" };
  await view.settle();
  expect(view.all("edit")).toHaveLength(0);
  expect(view.one("error").dataset["code"]).toBe("io_failed");
  view.backend.failing.clear();
  await view.press("edit-again");
  view.expectFocus("edit-issuer");
});

it("leaves nothing of the account in the page when the vault is locked", async () => {
  await edit();
  await view.app.lock();
  await view.settle();
  expect(view.app.editing.fields.note).toBe("");
  expect(view.app.editing.details).toBeNull();
});
