import { beforeEach, describe, expect, it } from "vitest";

import { TestWindow } from "../dev/test-window";
import { speak } from "../words/words.svelte";
import { differenceOf } from "./difference";

const view = new TestWindow([
  { id: "gos", issuer: "Госуслуги", name: "", type: "totp" },
  { id: "bank", issuer: "Банк", name: "", type: "totp" },
]);
const DAY = 86_400;
const at = 1_741_933_602;

describe("former states", () => {
  beforeEach(() => {
    const { protected: safe } = view.backend;
    safe.points = [{ id: "p1", kind: "snapshot", writtenAt: at - DAY, accounts: 3, missing: 1, changed: 1, newer: 1 }];
    safe.pointAccounts = {
      p1: [
        { id: "tax", issuer: "Налоговая", name: "", state: "missing" },
        { id: "bank", issuer: "Банк", name: "", state: "changed" },
        { id: "gos", issuer: "Госуслуги", name: "", state: "same" },
      ],
    };
  });

  async function openPoint() {
    await view.open();
    view.app.show({ kind: "points" });
    await view.settle();
    await view.press("point");
  }

  it("say their date, how many accounts they have and what is different now", async () => {
    await view.open();
    view.app.show({ kind: "points" });
    await view.settle();
    const text = view.one("point").textContent;
    expect(text).toContain("13 марта 2025");
    expect(text).toContain("3 записи");
    expect(text).toContain("1 записи сейчас нет, 1 изменена, 1 появилась позже");
  });

  it("give back the chosen accounts after a second question, what is gone being chosen already", async () => {
    await openPoint();
    expect(view.all("point-choose").map((box) => (box as HTMLInputElement).checked)).toEqual([true, false]);
    await view.press("point-restore");
    expect(view.called("restorePoint"), "asks first").toHaveLength(0);
    view.expectFocus();
    await view.press("point-cancel");
    view.expectFocus("point-restore");
    await view.press("point-restore");
    await view.press("point-now");
    expect(view.called("restorePoint")).toEqual([{ point: "p1", accounts: ["tax"] }]);
    expect(view.one("toast").textContent).toContain("Возвращена 1 запись");
    expect(view.one("toast").textContent, "how to undo it").toContain("самое верхнее");
    view.expectFocus();
  });

  it("give back everything, and say what goes to the trash", async () => {
    await openPoint();
    await view.press("point-whole");
    expect(view.one("point-confirm").textContent).toContain("1 запись, которой тогда не было, уйдёт в корзину");
    await view.press("point-now");
    expect(view.called("restorePoint")).toEqual([{ point: "p1" }]);
    expect(view.one("toast").textContent).toContain("Возвращено прежнее состояние");
  });

  it("give nothing back while nothing is chosen", async () => {
    await openPoint();
    const [tax] = view.all("point-choose") as HTMLInputElement[];
    tax!.click();
    await view.settle();
    await view.press("point-restore");
    expect(view.all("point-confirm")).toHaveLength(0);
  });

  it("say why one cannot be opened any more", async () => {
    view.backend.protected.pointAccounts = {};
    await openPoint();
    expect(view.one("error").dataset["code"]).toBe("point_not_found");
  });

  it("count in three forms", () => {
    void speak("ru");
    const point = { id: "", kind: "snapshot" as const, writtenAt: 0, accounts: 0, changed: 0, newer: 0 };
    expect([1, 2, 5, 0].map((missing) => differenceOf({ ...point, missing }))).toEqual([
      "1 записи сейчас нет",
      "2 записей сейчас нет",
      "5 записей сейчас нет",
      "как сейчас",
    ]);
  });
});

describe("the trash", () => {
  it("says how long each account stays, gives one back and keeps the focus in the list", async () => {
    view.backend.bin({ id: "old", issuer: "Старый", name: "", type: "totp" }, at - 29 * DAY);
    view.backend.bin({ id: "new", issuer: "Новый", name: "", type: "totp" }, at - 9 * DAY);
    await view.open();
    view.app.show({ kind: "trash" });
    await view.settle();
    expect(view.all("trashed").map(({ textContent }) => textContent?.match(/остал.*\d+ \S+/)?.[0])).toEqual(["остался 21 день", "остался 1 день"]);
    const [first, second] = view.all("trash-restore");
    first!.focus();
    first!.click();
    await view.settle();
    expect(view.called("restoreAccounts")).toEqual([{ accounts: ["new"] }]);
    expect(document.activeElement).toBe(second);
    second!.click();
    await view.settle();
    view.one("trash-none");
    view.expectFocus();
  });
});
