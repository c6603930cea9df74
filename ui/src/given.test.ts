import { describe, expect, it } from "vitest";

import { previewOf, scanOf } from "./backend/fake";
import { TestWindow } from "./dev/test-window";

const view = new TestWindow([
  { id: "mail", issuer: "Почта", name: "ivan@example.org", type: "totp" },
  { id: "bank", issuer: "Банк", name: "Иван", type: "totp" },
]);

const link = () => ({ scan: scanOf([previewOf({})]), import: null, error: null });

/** A later start hands something over to the open window. */
async function arrives() {
  view.backend.given = link();
  view.backend.emit("given", null);
  await view.settle();
}

describe("a link or a file from outside", () => {
  it("is shown when the window opens, and adds nothing by itself", async () => {
    view.backend.given = link();
    await view.open();
    view.one("preview");
    expect(view.called("openGiven")).toHaveLength(1);
    expect(view.called("addAccounts")).toHaveLength(0);
  });

  it("is shown over what only lists", async () => {
    await view.open();
    await view.openSettings();
    await arrives();
    view.one("preview");
  });

  it("waits for the end of what is being typed, and says so", async () => {
    await view.open();
    await view.key("F2");
    await view.type("edit-name", "новое имя");
    await arrives();
    expect(view.one("given").textContent).toContain("Сначала закройте");
    expect((view.one("edit-name") as HTMLInputElement).value).toBe("новое имя");
    expect(view.called("openGiven"), "its key stays in the shell").toHaveLength(0);
    await view.key("a");
    expect(view.all("given"), "seen, and out of the way").toHaveLength(0);
    view.app.close();
    await view.settle();
    view.one("preview");
  });

  it.each([
    ["locked", () => void (view.backend.locked = true)],
    ["blocked", () => void (view.backend.blocked = { code: "keyring_locked", detail: null })],
  ])("waits behind a vault that is %s, and says so", async (_, shut) => {
    shut();
    view.backend.given = link();
    await view.open();
    expect(view.one("given").textContent).toContain("как откроется хранилище");
    expect(view.called("openGiven")).toHaveLength(0);
    view.backend.blocked = null;
    await view.press(view.all("unlock").length > 0 ? "unlock" : "retry");
    view.one("preview");
  });

  it("that arrives at the lock is announced there", async () => {
    view.backend.locked = true;
    await view.open();
    expect(view.all("given")).toHaveLength(0);
    await arrives();
    expect(view.one("given").getAttribute("role")).toBe("status");
  });

  it("is forgotten by a lock that comes first", async () => {
    await view.open();
    await view.key("F2");
    await arrives();
    await view.app.lock();
    await view.settle();
    expect(view.all("given")).toHaveLength(0);
  });

  it("says why it cannot be read", async () => {
    await view.open();
    view.backend.failing.set("openGiven", { code: "links_off", detail: null });
    await arrives();
    expect(view.one("error").dataset["code"]).toBe("links_off");
    expect(view.one("error").textContent).toContain("Ctrl+V");
  });

  it("that has waited too long opens nothing", async () => {
    await view.open();
    view.backend.emit("given", null);
    await view.settle();
    expect(document.querySelector("dialog[open]")).toBeNull();
  });
});
