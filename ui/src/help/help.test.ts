import { describe, expect, it } from "vitest";

import { TestWindow } from "../dev/test-window";

const view = new TestWindow([
  { id: "portal", issuer: "Госуслуги", name: "ivan", type: "totp" },
  { id: "mail", issuer: "Почта", name: "ivan", type: "totp" },
]);

/** The texts of what is open. */
const read = () => view.one("article").textContent ?? "";
const titles = () => [...document.querySelectorAll("nav [data-testid^=help-] .title")].map((title) => title.textContent);

async function show(article?: string) {
  await view.open();
  view.app.show(article === undefined ? { kind: "help" } : { kind: "help", article });
  await view.settle();
}

const type = (query: string) => view.type("help-search", query);

describe("the help", () => {
  it("lists its pages, narrows them while one types, and says how many there are", async () => {
    await show();
    view.expectFocus();
    expect(titles().length).toBeGreaterThan(5);
    expect(view.one("help-told").textContent).toBe("");
    await type("код не");
    expect(titles()).toEqual(["Код не подходит"]);
    expect(view.one("help-told").textContent).toContain("1 страница");
    await type("погода");
    expect(titles()).toHaveLength(1);
    expect(view.one("help-told").textContent).toContain("почти для любого сайта");
  });

  it("opens a page, and one step back leads to the list as it was", async () => {
    await show();
    await type("мошен");
    await view.press("help-fraud");
    expect(read()).toContain("Никогда не читайте код тому, кто позвонил");
    view.expectFocus();
    await view.key("Escape");
    expect(titles()).toEqual(["Мошенники"]);
    expect((view.one("help-search") as HTMLInputElement).value).toBe("мошен");
    await view.key("Escape");
    expect(view.app.sheet).toBeNull();
  });

  it("opens one page by its id, from which Esc leads out", async () => {
    await show("code-not-accepted");
    expect(document.querySelector("#sheet-title")?.textContent).toBe("Код не подходит");
    expect(document.querySelectorAll("[data-testid=article] ol li").length).toBeGreaterThan(5);
    await view.key("Escape");
    expect(view.app.sheet).toBeNull();
  });

  it("describes every picture", async () => {
    await show("switch-on");
    const pictures = [...document.querySelectorAll("dialog article img")];
    expect(pictures.map((picture) => picture.getAttribute("src"))).toEqual(["/help/ru/add.webp", "/help/ru/first-code.webp"]);
    for (const picture of pictures) expect(picture.getAttribute("alt")!.length).toBeGreaterThan(20);
  });

  it("says when there is no such page, and when it could not be asked for", async () => {
    await show("no-such-page");
    expect(document.querySelector("dialog")?.textContent).toContain("Этой страницы нет");
    view.backend.failing.set("helpArticle", { code: "internal", detail: null });
    await view.key("Escape");
    view.app.show({ kind: "help", article: "fraud" });
    await view.settle();
    expect(view.one("error").dataset["code"]).toBe("internal");
  });

  it("prints by the system's dialog", async () => {
    await show("lost");
    await view.press("help-print");
    expect(view.called("printHelp")).toHaveLength(1);
    view.backend.failing.set("printHelp", { code: "help_print_failed", detail: null });
    await view.press("help-print");
    expect(view.one("error").dataset["code"]).toBe("help_print_failed");
    view.one("article");
  });

  it("shows the last answer, not the one that came last", async () => {
    await show();
    const slow = view.app.helping.search("пароль");
    const fast = view.app.helping.search("мошенники");
    await view.settle();
    await Promise.all([slow, fast]);
    expect(titles()).toEqual(["Мошенники"]);
  });

  it("is one press away in an empty vault, in the keys and in the settings", async () => {
    view.backend.accountsKept = [];
    await view.open();
    await view.press("help-portal");
    expect(view.one("article").dataset["article"]).toBe("switch-on");
    await view.key("Escape");
    await view.key("F1");
    await view.press("shortcuts-to-help");
    view.one("help-search");
    await view.key("Escape");
    view.one("shortcuts-list");
  });

  it("opens for somebody whose vault does not open", async () => {
    view.backend.blocked = { code: "key_missing", detail: null };
    view.backend.ways = ["sheet", "retry"];
    await view.open();
    await view.press("lost");
    expect(read()).toContain("Хранилище на месте, есть лист");
    await view.press("help-print");
    expect(view.called("printHelp")).toHaveLength(1);
  });

  it("stands in the menu of an account whose portal is known, and in no other", async () => {
    await view.open();
    const menus = view.all("card-menu");
    menus[1]!.click();
    await view.settle();
    expect(view.all("menu-help")).toHaveLength(0);
    menus[0]!.click();
    await view.settle();
    expect(view.one("menu-help").textContent).toContain("Помощь: Госуслуги");
    await view.press("menu-help");
    expect(view.one("article").dataset["article"]).toBe("gosuslugi");
  });
});

describe("a name that imitates a portal", () => {
  it("is told by the name that it imitates", async () => {
    const { previewOf, scanOf } = await import("../backend/fake");
    view.backend.finds = scanOf([previewOf({ issuer: "Gоsuslugi", warnings: ["look_alike"], looksLike: "Госуслуги" })]);
    await view.open();
    view.app.openAdd();
    await view.app.adding.find("screen");
    await view.settle();
    expect(document.querySelector("dialog")?.textContent).toContain("Название похоже на «Госуслуги»");
  });
});
