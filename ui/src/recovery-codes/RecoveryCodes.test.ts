import { describe, expect, it } from "vitest";

import { FAKE_LIST } from "../dev/states-codes";
import { TestWindow } from "../dev/test-window";

const window = new TestWindow([{ id: "a", issuer: "Госуслуги", name: "ivan", type: "totp" }]);

async function openFromMenu() {
  await window.open();
  await window.press("card-menu");
  await window.press("menu-recovery-codes");
}

const field = (id: string) => window.one(id) as HTMLTextAreaElement;

describe("an account without recovery codes", () => {
  it("takes a pasted list after the person has seen and mended it", async () => {
    await openFromMenu();
    field("recovery-codes-paste").value = FAKE_LIST;
    await window.submit("recovery-codes-paste-form");
    expect(window.one("recovery-codes-found").textContent).toBe("Найдено 5 кодов");
    expect(window.one("recovery-codes-rest").textContent).toContain("СОХРАНИТЕ РЕЗЕРВНЫЕ КОДЫ");
    const look = field("recovery-codes-look");
    expect(look.value.split("\n")).toHaveLength(5);
    look.value = "✓ 2062 7993\n3093 7976\n4124 7959";
    await window.submit("recovery-codes-look-form");
    expect(window.called("saveRecoveryCodes")).toEqual([{ account: "a", text: "✓ 2062 7993\n3093 7976\n4124 7959" }]);
    expect(window.all("recovery-codes-look-form")).toHaveLength(0);
    expect(window.backend.accountsKept[0]?.recoveryCodes).toEqual({ left: 2, total: 3 });
    expect(look.value, "no code stays in a field that is gone").toBe("");
    window.expectFocus();
  });

  it("goes on with the lines as they are where none was taken for a code", async () => {
    await openFromMenu();
    field("recovery-codes-paste").value = "qwerasdf\r\n\r\n  AbC+/dEf==\n";
    await window.submit("recovery-codes-paste-form");
    expect(window.one("recovery-codes-as-typed").textContent).toContain("Мы не узнали здесь кодов");
    expect(window.all("recovery-codes-found")).toHaveLength(0);
    expect(field("recovery-codes-look").value).toBe("qwerasdf\nAbC+/dEf==");
    window.expectFocus();
    await window.submit("recovery-codes-look-form");
    expect(window.called("saveRecoveryCodes")).toEqual([{ account: "a", text: "qwerasdf\nAbC+/dEf==" }]);
  });

  it("says so when the text is empty, and goes back to the text from the list", async () => {
    await openFromMenu();
    field("recovery-codes-paste").value = "  \n";
    await window.submit("recovery-codes-paste-form");
    expect(document.body.textContent).toContain("В этом тексте нет кодов");
    field("recovery-codes-paste").value = FAKE_LIST;
    await window.submit("recovery-codes-paste-form");
    await window.press("recovery-codes-back");
    expect(field("recovery-codes-paste").value, "what was pasted is still there").toBe(FAKE_LIST);
  });

  it("does not take an emptied list for a wish to remove the codes", async () => {
    await openFromMenu();
    field("recovery-codes-paste").value = FAKE_LIST;
    await window.submit("recovery-codes-paste-form");
    field("recovery-codes-look").value = "  ";
    await window.submit("recovery-codes-look-form");
    expect(window.called("saveRecoveryCodes")).toEqual([{ account: "a", text: "\n" }]);
    expect(document.body.textContent).toContain("В этом тексте нет кодов");
  });
});

describe("an account with recovery codes", () => {
  async function withCodes(left: number) {
    await window.open();
    window.backend.accountsKept[0]!.recoveryCodes = { left, total: 10 };
    window.backend.emit("recovery-codes-changed", null);
    await window.settle();
  }

  it("shows how many are left, and the codes only in another window after a yes", async () => {
    await withCodes(4);
    await window.press("card-menu");
    await window.press("menu-recovery-codes");
    expect(window.one("recovery-codes-left").textContent).toBe("Осталось 4 из 10");
    await window.submit("recovery-codes-form");
    expect(window.called("showRecoveryCodes")).toEqual([]);
    await window.press("export-agree");
    await window.submit("recovery-codes-form");
    expect(window.called("showRecoveryCodes")).toEqual([{ account: "a", understood: true }]);
    expect(window.app.sheet).toBeNull();
  });

  it("asks for the app password where there is one", async () => {
    await withCodes(4);
    window.backend.protected.password = "right";
    await window.app.protection.refresh();
    await window.settle();
    window.app.show({ kind: "recovery-codes", account: "a" });
    await window.settle();
    await window.type("export-current", "wrong");
    await window.submit("recovery-codes-form");
    expect(window.app.sheet, "it stays").not.toBeNull();
    await window.type("export-current", "right");
    await window.submit("recovery-codes-form");
    expect(window.app.sheet).toBeNull();
  });

  it("warns when two are left, and removes them after a second look", async () => {
    await withCodes(2);
    window.app.show({ kind: "recovery-codes", account: "a" });
    await window.settle();
    expect(document.body.textContent).toContain("Кодов почти не осталось");
    await window.press("recovery-codes-remove");
    expect(document.activeElement).toBe(window.one("recovery-codes-keep"));
    await window.press("recovery-codes-keep");
    expect(document.activeElement).toBe(window.one("recovery-codes-remove"));
    expect(window.called("saveRecoveryCodes")).toEqual([]);
    await window.press("recovery-codes-remove");
    await window.press("recovery-codes-remove-yes");
    expect(window.called("saveRecoveryCodes")).toEqual([{ account: "a", text: "" }]);
  });

  it("puts the focus into the field for a new list", async () => {
    await withCodes(4);
    window.app.show({ kind: "recovery-codes", account: "a" });
    await window.settle();
    await window.press("recovery-codes-change");
    expect(document.activeElement).toBe(field("recovery-codes-paste"));
  });

  it("keeps what was typed in the view of the account on the way there", async () => {
    await withCodes(4);
    window.app.show({ kind: "edit", account: "a" });
    await window.settle();
    await window.type("edit-name", "petr");
    window.backend.editAccount = () => Promise.reject({ code: "locked", detail: null });
    await window.press("edit-recovery-codes");
    expect(window.all("recovery-codes-left"), "it stays with what was typed").toHaveLength(0);
    expect(document.querySelector("[role=alert]")).not.toBeNull();
    Reflect.deleteProperty(window.backend, "editAccount");
    await window.press("edit-recovery-codes");
    expect(window.called("editAccount")).toEqual([{ account: "a", name: "petr" }]);
    expect(window.one("recovery-codes-left").textContent).toBe("Осталось 4 из 10");
  });

  it("leads there from the view of the account", async () => {
    await withCodes(4);
    window.app.show({ kind: "edit", account: "a" });
    await window.settle();
    expect(window.one("edit-recovery-codes").textContent).toContain("осталось 4 из 10");
    await window.press("edit-recovery-codes");
    expect(window.one("recovery-codes-left").textContent).toBe("Осталось 4 из 10");
  });
});
