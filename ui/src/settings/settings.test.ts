import { describe, expect, it } from "vitest";

import { TestWindow } from "../dev/test-window";

const view = new TestWindow([
  { id: "mail", issuer: "Почта", name: "ivan@example.org", type: "totp" },
  { id: "bank", issuer: "Банк", name: "Иван", type: "totp" },
]);

async function open() {
  await view.open();
  await view.openSettings();
}

async function choose(id: string, value: string) {
  const select = view.one(id) as HTMLSelectElement;
  select.value = value;
  select.dispatchEvent(new Event("change", { bubbles: true }));
  await view.settle();
}

async function turn(id: string, on: boolean) {
  const box = view.one(id) as HTMLInputElement;
  box.checked = on;
  box.dispatchEvent(new Event("change", { bubbles: true }));
  await view.settle();
}

const root = document.documentElement;
const titles = () => view.all("card").map((card) => card.querySelector(".title")?.textContent);

describe("a setting", () => {
  it.each([
    ["text-size", "200", { textPercent: 200 }],
    ["density", "compact", { density: "compact" }],
    ["order", "last_used", { order: "last_used" }],
    ["guard", "0", { guardSeconds: 0 }],
    ["clear-clipboard", "120", { clearClipboardSeconds: 120 }],
    ["lock-after", "60", { lockAfterMinutes: 60 }],
  ])("%s is saved as what was chosen", async (id, value, change) => {
    await open();
    await choose(id, value);
    expect(view.called("changeSettings")).toEqual([change]);
    expect((view.one(id) as HTMLSelectElement).value).toBe(value);
  });

  it("is explained in one line that is read out with it", async () => {
    await open();
    for (const control of document.querySelectorAll("dialog select, dialog input")) {
      const hint = document.getElementById(control.getAttribute("aria-describedby") ?? "");
      expect(hint?.textContent?.trim(), control.outerHTML).toMatch(/\S{3}/);
    }
  });

  it("is in effect at once: size of text and density", async () => {
    await open();
    expect(root.style.fontSize).toBe("100%");
    await choose("text-size", "150");
    await choose("density", "compact");
    expect(root.style.fontSize).toBe("150%");
    expect(root.dataset["density"]).toBe("compact");
  });

  it("is in effect at once: order of the list", async () => {
    await open();
    expect(titles()).toEqual(["Почта", "Банк"]);
    await choose("order", "name");
    expect(titles()).toEqual(["Банк", "Почта"]);
  });

  it("is in effect at once: hidden codes leave the page", async () => {
    await open();
    expect(view.all("code")).toHaveLength(2);
    await turn("hide-codes", true);
    expect(view.called("changeSettings")).toEqual([{ hideCodes: true }]);
    expect(view.app.accounts.rows.every(({ code, hidden }) => code === null && hidden)).toBe(true);
    await turn("hide-codes", false);
    expect(view.all("code")).toHaveLength(2);
  });

  it("offers a value that was set elsewhere", async () => {
    view.backend.shown = { ...view.backend.shown, textPercent: 140, guardSeconds: 4 };
    await open();
    expect((view.one("text-size") as HTMLSelectElement).value).toBe("140");
    expect((view.one("guard") as HTMLSelectElement).value).toBe("4");
  });

  it("that cannot be saved says so beside it and shows what is in force", async () => {
    await open();
    view.backend.failing.set("changeSettings", { code: "disk_full", detail: null });
    await choose("theme", "dark");
    await turn("hide-codes", true);
    expect(view.all("error").map((error) => error.dataset["code"])).toEqual(["disk_full", "disk_full"]);
    expect(view.one("theme").closest(".choice")?.querySelector("[data-testid=error]")).not.toBeNull();
    expect((view.one("theme") as HTMLSelectElement).value).toBe("system");
    expect((view.one("hide-codes") as HTMLInputElement).checked).toBe(false);
    expect(root.dataset["theme"]).toBe("system");
    view.backend.failing.clear();
    await choose("theme", "dark");
    expect(view.all("error"), "of the switch").toHaveLength(1);
    expect(root.dataset["theme"]).toBe("dark");
  });
});

describe("the way back", () => {
  it("asks first, resets everything and says so", async () => {
    view.backend.shown = { ...view.backend.shown, theme: "dark", textPercent: 200, guardSeconds: 10 };
    await open();
    await view.press("settings-reset");
    expect(view.called("resetSettings")).toEqual([]);
    expect(document.activeElement?.id).toBe("settings-reset-question");
    await view.press("settings-reset-yes");
    expect(view.called("resetSettings")).toHaveLength(1);
    expect(root.style.fontSize).toBe("100%");
    expect(root.dataset["theme"]).toBe("system");
    expect((view.one("guard") as HTMLSelectElement).value).toBe("5");
    expect(view.one("announcer").textContent).toContain("после установки");
    view.expectFocus("settings-reset");
  });

  it("changes nothing when the answer is no", async () => {
    view.backend.shown = { ...view.backend.shown, theme: "dark" };
    await open();
    await view.press("settings-reset");
    await view.key("Escape");
    view.expectFocus("settings-reset");
    await view.press("settings-reset");
    await view.press("settings-reset-no");
    expect(view.called("resetSettings")).toEqual([]);
    expect(root.dataset["theme"]).toBe("dark");
    view.expectFocus("settings-reset");
  });

  it("says what stood in its way and stays", async () => {
    view.backend.shown = { ...view.backend.shown, theme: "dark" };
    await open();
    view.backend.failing.set("resetSettings", { code: "read_only", detail: null });
    await view.press("settings-reset");
    await view.press("settings-reset-yes");
    expect(view.one("error").dataset["code"]).toBe("read_only");
    expect(root.dataset["theme"]).toBe("dark");
    view.one("settings-reset-question");
  });
});

it("leads to what the program is, and back", async () => {
  await open();
  await view.press("settings-about");
  expect(view.one("about-version").textContent).toContain(view.backend.shown.version);
  await view.key("Escape");
  view.expectFocus("settings-about");
});
