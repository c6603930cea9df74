import { describe, expect, it } from "vitest";

import { type FakeAccount, FakeBackend } from "../backend/fake";
import { TestWindow } from "../dev/test-window";
import { Clock } from "../time/clock.svelte";
import { holds, rangeOf } from "./range";
import { Accounts } from "./state.svelte";

const three: FakeAccount[] = [
  { id: "gos", issuer: "Госуслуги", name: "+7 900", type: "totp", tags: ["Дом"] },
  { id: "mail", issuer: "Почта", name: "ivan@example.org", type: "totp", note: "резервный ящик" },
  { id: "bank", issuer: "Банк", name: "токен", type: "totp" },
];
const long: FakeAccount[] = Array.from({ length: 2_000 }, (_, at) => ({ id: `a${at}`, issuer: `Сервис ${at}`, name: "ivan", type: "totp" }));

const order = (view: TestWindow) => view.all("card").map(({ dataset }) => dataset["accountId"]);

describe("a long list", () => {
  const view = new TestWindow(long);

  it("has in the page what is in sight, and tells the whole length", async () => {
    await view.open();
    const cards = view.all("card");
    expect(cards.length).toBeGreaterThan(5);
    expect(cards.length).toBeLessThan(60);
    const row = cards[0]!.closest("li")!;
    expect([row.ariaPosInSet ?? row.getAttribute("aria-posinset"), row.getAttribute("aria-setsize")]).toEqual(["1", "2000"]);
    expect(view.called("accounts")).toHaveLength(1);
    expect((view.called("accounts")[0] as { count: number }).count).toBeLessThanOrEqual(400);
  });

  it("goes to its end and back with the keyboard, and the focus is always on a card", async () => {
    await view.open();
    await view.key("End");
    expect((document.activeElement as HTMLElement).dataset["accountId"]).toBe("a1999");
    await view.key("ArrowUp");
    expect((document.activeElement as HTMLElement).dataset["accountId"]).toBe("a1998");
    await view.key("Home");
    expect((document.activeElement as HTMLElement).dataset["accountId"]).toBe("a0");
    await view.key("PageDown");
    const place = Number((document.activeElement as HTMLElement).closest("li")?.dataset["place"]);
    expect(place).toBeGreaterThan(1);
  });

  it("has only what is in sight of a few dozen results too: each letter draws them anew", async () => {
    await view.open();
    await view.type("search", "999");
    await view.type("search", "99");
    await view.wait(1);
    const cards = view.all("card");
    const setSize = Number(cards[0]!.closest("li")!.getAttribute("aria-setsize"));
    expect(setSize).toBeLessThan(60);
    expect(cards.length).toBeGreaterThan(5);
    expect(cards.length).toBeLessThan(setSize);
  });

  it("finds what is far away, and Enter copies it even before the answer is there", async () => {
    await view.open();
    view.backend.delayMs = 40;
    const search = view.one("search") as HTMLInputElement;
    search.focus();
    search.value = "1731";
    search.dispatchEvent(new Event("input", { bubbles: true }));
    search.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
    await view.wait(1);
    expect(view.called("copyCode")).toEqual([{ account: "a1731", which: "current" }]);
  });

  it("asks once for a burst of letters while an answer is on its way, and ends with the last", async () => {
    await view.open();
    view.backend.delayMs = 100;
    for (const text of ["1", "17", "173", "1731"]) await view.type("search", text);
    await view.wait(1);
    expect(order(view)).toEqual(["a1731"]);
    expect(view.called("accounts").length).toBeLessThanOrEqual(3);
  });

  it("begins a search at its top, from however far down, and Enter takes the first", async () => {
    await view.open();
    await view.key("End");
    await view.type("search", "Сервис 1");
    expect(order(view)[0]).toBe("a1");
    expect(document.activeElement).toBe(view.one("search"));
    await view.key("Enter");
    expect(view.called("copyCode")).toEqual([{ account: "a1", which: "current" }]);
    await view.key("ArrowDown");
    expect((document.activeElement as HTMLElement).dataset["accountId"]).toBe("a1");
  });

  it("copies nothing of an earlier search when the answer to the last one fails", async () => {
    await view.open();
    await view.type("search", "Сервис 17");
    view.backend.failing.set("accounts", { code: "io_failed", detail: null });
    await view.type("search", "Сервис 18");
    await view.key("Enter");
    expect(view.called("copyCode")).toEqual([]);
  });

  it("is one stop for Tab", async () => {
    await view.open();
    const faces = view.all("card");
    expect(faces.filter((face) => face.tabIndex === 0)).toEqual([document.activeElement]);
    await view.key("ArrowDown");
    expect(view.all("card").filter((face) => face.tabIndex === 0)).toEqual([document.activeElement]);
  });

  it("asks once in a period for what is in sight", async () => {
    await view.open();
    const before = view.called("accounts").length;
    await view.wait(60);
    expect(view.called("accounts").length - before).toBe(2);
  }, 60_000);

  it("leads to an account that was just added, wherever it stands", async () => {
    await view.open();
    await view.press("add");
    await view.press("scan-screen");
    await view.submit("preview");
    await view.press("first-code-later");
    expect((document.activeElement as HTMLElement).dataset["accountId"]).toBe("new-1");
  });
});

describe("the part of the list that is here", () => {
  it("is the one that was wanted last, whatever was still on its way", async () => {
    const backend = new FakeBackend(long);
    backend.delayMs = 5;
    const accounts = new Accounts(backend, new Clock());
    const first = accounts.need(500, 100);
    await Promise.all([first, accounts.need(1500, 100)]);
    expect([accounts.from, accounts.rows[0]?.id]).toEqual([1500, "a1500"]);
    const refreshed = accounts.refresh();
    accounts.query = "Сервис 7";
    await refreshed;
    expect([accounts.from, accounts.rows[0]?.id], "a search begins at its top").toEqual([0, "a7"]);
  });
});

describe("which rows are in the page", () => {
  const sight = { above: 0, height: 600, pitch: 100, columns: 1, total: 10_000 };

  it("holds what is in sight and as much again on both sides", () => {
    expect(rangeOf(sight)).toEqual({ start: 0, end: 12 });
    expect(rangeOf({ ...sight, above: 5000 })).toEqual({ start: 44, end: 62 });
    expect(rangeOf({ ...sight, above: 999_400 })).toEqual({ start: 9988, end: 10_000 });
  });

  it("takes whole rows of several columns", () => {
    expect(rangeOf({ ...sight, columns: 3, above: 5000 })).toEqual({ start: 132, end: 186 });
    expect(rangeOf({ ...sight, columns: 3, total: 4 })).toEqual({ start: 0, end: 4 });
  });

  it("never asks for more than 400, also on a very large screen", () => {
    const { start, end } = rangeOf({ ...sight, height: 2000, pitch: 88, columns: 10, above: 50_000 });
    expect(end - start).toBeLessThanOrEqual(400);
    expect(start).toBeLessThanOrEqual(5680);
    expect(end).toBeGreaterThanOrEqual(5900);
  });

  it("is empty for an empty list, and at the end when it lies beyond", () => {
    expect(rangeOf({ ...sight, total: 0 })).toEqual({ start: 0, end: 0 });
    expect(rangeOf({ ...sight, total: 20, above: 9000 })).toEqual({ start: 20, end: 20 });
    expect(holds({ start: 0, end: 20 }, { start: 3, end: 20 })).toBe(true);
    expect(holds({ start: 4, end: 20 }, { start: 3, end: 20 })).toBe(false);
  });
});

describe("what is found", () => {
  const view = new TestWindow(three);

  it("is marked, also in what a card does not show otherwise", async () => {
    await view.open();
    await view.type("search", "поч");
    expect([...view.one("card").querySelectorAll("mark")].map(({ textContent }) => textContent)).toEqual(["Поч"]);
    await view.type("search", "резерв");
    expect(view.one("card").querySelector(".name")?.textContent).toBe("заметка: резервный ящик");
    await view.type("search", "");
    expect(document.querySelectorAll("mark")).toHaveLength(0);
  });
});

describe("favourites and order", () => {
  const view = new TestWindow(three);

  it("puts favourites first with Ctrl+D and keeps the focus on the card", async () => {
    await view.open();
    await view.key("End");
    await view.key("в", { code: "KeyD", ctrlKey: true });
    expect(order(view)).toEqual(["bank", "gos", "mail"]);
    expect((document.activeElement as HTMLElement).dataset["accountId"]).toBe("bank");
    expect(view.one("announcer").textContent).toContain("В избранном: Банк");
  });

  it("moves an account with Alt and an arrow, and says where it is", async () => {
    await view.open();
    await view.key("ArrowDown", { altKey: true });
    expect(order(view)).toEqual(["mail", "gos", "bank"]);
    await view.key("ArrowDown", { altKey: true });
    expect(order(view)).toEqual(["mail", "bank", "gos"]);
    expect(view.one("announcer").textContent).toContain("теперь 3 из 3");
    await view.key("ArrowDown", { altKey: true });
    expect(view.called("moveAccount"), "the last one stays").toHaveLength(2);
    await view.key("ArrowUp", { altKey: true });
    expect(order(view)).toEqual(["mail", "gos", "bank"]);
    expect((document.activeElement as HTMLElement).dataset["accountId"]).toBe("gos");
  });

  it("offers the own order where another one holds", async () => {
    view.backend.shown = { ...view.backend.shown, order: "name" };
    await view.open();
    expect(order(view)).toEqual(["bank", "gos", "mail"]);
    await view.key("ArrowDown", { altKey: true });
    expect(view.called("moveAccount")).toEqual([]);
    await view.press("act");
    expect(order(view)).toEqual(["gos", "mail", "bank"]);
  });

  it("moves among what a tag shows, and leaves the others where they are", async () => {
    view.backend.accountsKept = [
      { ...three[0]!, tags: ["Работа"] },
      { ...three[1]!, tags: [] },
      { ...three[2]!, tags: ["Работа"] },
      { id: "last", issuer: "Последняя", name: "", type: "totp" },
    ];
    await view.open();
    view.app.accounts.tag = "Работа";
    await view.settle();
    await view.app.focusCard("gos");
    await view.key("ArrowDown", { altKey: true });
    expect(order(view)).toEqual(["bank", "gos"]);
    view.app.accounts.tag = null;
    await view.settle();
    expect(order(view)).toEqual(["mail", "bank", "gos", "last"]);
  });

  it("keeps the focus on its account when another order puts it elsewhere", async () => {
    await view.open();
    await view.app.focusCard("bank");
    await view.app.orderBy("name");
    await view.settle();
    expect(order(view)[0]).toBe("bank");
    expect((document.activeElement as HTMLElement).dataset["accountId"]).toBe("bank");
  });

  it("is chosen in the menu", async () => {
    await view.open();
    await view.press("main-menu");
    expect(view.one("menu-order-own").getAttribute("aria-checked")).toBe("true");
    await view.press("menu-order-name");
    expect(view.called("changeSettings")).toEqual([{ order: "name" }]);
    expect(order(view)).toEqual(["bank", "gos", "mail"]);
  });
});

describe("several at once", () => {
  const view = new TestWindow(three);

  it("ticks with Ctrl+Space, deletes together and gives all of them back", async () => {
    await view.open();
    await view.key(" ", { ctrlKey: true });
    expect(view.one("select-bar").textContent).toContain("Отмечена 1 запись");
    view.all("card")[2]!.click();
    await view.settle();
    expect(view.called("copyCode"), "a press ticks").toEqual([]);
    await view.press("select-remove");
    expect(view.called("removeAccounts")).toEqual([{ accounts: ["gos", "bank"] }]);
    expect(order(view)).toEqual(["mail"]);
    expect(view.all("select-bar")).toHaveLength(0);
    view.expectFocus();
    await view.press("undo");
    expect(order(view)).toEqual(["gos", "mail", "bank"]);
  });

  it("takes everything that is found with Ctrl+A, and a range with Shift", async () => {
    await view.open();
    await view.key("ф", { code: "KeyA", ctrlKey: true });
    expect(view.app.selecting.ids.size).toBe(3);
    await view.press("select-end");
    expect(view.app.selecting.ids.size).toBe(0);
    view.expectFocus();
    await view.key(" ", { ctrlKey: true });
    view.all("card")[1]!.dispatchEvent(new MouseEvent("click", { bubbles: true, shiftKey: true }));
    await view.settle();
    expect([...view.app.selecting.ids]).toEqual(["gos", "mail"]);
    expect(view.all("card")[0]!.getAttribute("aria-pressed")).toBe("true");
    await view.key("Escape");
    expect(view.all("select-bar")).toHaveLength(0);
    expect(view.all("card")[0]!.hasAttribute("aria-pressed")).toBe(false);
  });
});

describe("accounts that are gone", () => {
  const view = new TestWindow(three);

  it("are no longer ticked, and the others can still be deleted", async () => {
    await view.open();
    for (const id of ["gos", "bank"]) view.app.selecting.toggle(id);
    view.backend.accountsKept = view.backend.accountsKept.filter(({ id }) => id !== "gos");
    await view.settle();
    await view.app.removeSelected();
    await view.settle();
    expect([...view.app.selecting.ids]).toEqual(["bank"]);
    await view.app.removeSelected();
    await view.settle();
    expect(order(view)).toEqual(["mail"]);
  });

  it("can be brought back although the shell has news meanwhile", async () => {
    await view.open();
    await view.key("Delete");
    view.backend.emit("clipboard-cleared", null);
    await view.settle();
    expect(view.one("announcer").textContent).toContain("убрано из буфера");
    await view.press("undo");
    expect(order(view)).toHaveLength(3);
  });
});

describe("what is dropped on a sheet with fields", () => {
  const view = new TestWindow(three);

  it("throws nothing away that was typed", async () => {
    await view.open();
    await view.key("F2");
    await view.type("edit-name", "новое имя");
    view.backend.emit("dropped", { scan: view.backend.finds, import: null, error: null });
    await view.settle();
    expect((view.one("edit-name") as HTMLInputElement).value).toBe("новое имя");
    expect(view.called("dropDraft")).toEqual([{ draft: "draft-1" }]);
  });
});

describe("hidden codes", () => {
  const view = new TestWindow(three);

  it("are shown for ten seconds and copied with a press", async () => {
    view.backend.shown = { ...view.backend.shown, hideCodes: true };
    await view.open();
    await view.wait(1);
    expect(view.all("card")[0]!.textContent).toContain("•••");
    expect(view.all("card")[0]!.querySelector(".spoken-only")?.textContent).toBe("Госуслуги, +7 900, код скрыт");
    view.all("card")[0]!.click();
    await view.settle();
    expect(view.called("copyCode")).toEqual([{ account: "gos", which: "current" }]);
    expect(view.all("card")[0]!.textContent).not.toContain("•••");
    expect(view.all("card")[1]!.textContent).toContain("•••");
    // Also when the shell does not answer.
    view.backend.failing.set("accounts", { code: "io_failed", detail: null });
    await view.wait(11);
    expect(view.all("card")[0]!.textContent).toContain("•••");
  });

  it("can be shown where a first code is tried", async () => {
    view.backend.shown = { ...view.backend.shown, hideCodes: true };
    await view.open();
    view.app.show({ kind: "first-code", account: "gos" });
    await view.settle();
    expect(view.one("first-code").textContent).toContain("•••");
    await view.press("first-code-copy");
    expect(view.called("revealCode")).toEqual([{ account: "gos" }]);
    expect(view.one("first-code").textContent).not.toContain("•••");
  });
});
