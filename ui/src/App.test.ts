import { flushSync, mount, tick, unmount } from "svelte";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import App from "./App.svelte";
import { type FakeAccount, FakeBackend, previewOf, scanOf } from "./backend/fake";

/** 12 s into a period of 30, and a moment, so that whole seconds of waiting end after a tick. */
const NOW = 1_700_000_000_000 - (1_700_000_000_000 % 30_000) + 12_100;
const accounts: FakeAccount[] = [
  { id: "gos", issuer: "Госуслуги", name: "+7 900 000-00-00", type: "totp" },
  { id: "mail", issuer: "Почта", name: "ivan@example.org", type: "totp", confirmed: false },
  { id: "bank", issuer: "Банк", name: "", type: "hotp", counter: 4 },
];

let backend: FakeBackend;
let app: Record<string, unknown> | undefined;

beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
  backend = new FakeBackend(accounts.map((account) => ({ ...account })));
});

afterEach(async () => {
  if (app !== undefined) await unmount(app);
  app = undefined;
  vi.useRealTimers();
});

async function open(): Promise<void> {
  app = mount(App, { target: document.body, props: { backend } });
  await settle();
}

/** Lets answers arrive and the page follow them, without time passing. */
async function settle(): Promise<void> {
  for (let round = 0; round < 8; round += 1) {
    await vi.advanceTimersByTimeAsync(0);
    flushSync();
    await tick();
  }
}

async function wait(seconds: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(seconds * 1000);
  await settle();
}

const all = (id: string) => [...document.querySelectorAll<HTMLElement>(`[data-testid="${id}"]`)];
function one(id: string): HTMLElement {
  const found = all(id);
  expect(found, `exactly one ${id}`).toHaveLength(1);
  return found[0]!;
}
const card = (id: string) => document.getElementById(`card-${id}`)!;
const codeOf = (id: string) => card(id).querySelector('[data-testid="code"]')?.textContent;
const called = (name: string) => backend.calls.filter((call) => call.name === name).map((call) => call.req);
const announced = () => one("announcer").textContent?.trim();

async function press(element: HTMLElement, init: MouseEventInit = {}): Promise<void> {
  element.focus();
  element.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, ...init }));
  await settle();
}

async function key(name: string, init: KeyboardEventInit = {}): Promise<KeyboardEvent> {
  const event = new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true, ...init });
  (document.activeElement ?? document.body).dispatchEvent(event);
  await settle();
  return event;
}

async function type(id: string, text: string): Promise<void> {
  const field = one(id) as HTMLInputElement;
  field.focus();
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  await settle();
}

describe("opening", () => {
  it("tells the shell once that the window is painted, and puts the focus on the first card", async () => {
    await open();
    expect(called("windowReady")).toHaveLength(1);
    expect(document.activeElement).toBe(card("gos"));
    expect(document.documentElement.lang).toBe("ru");
  });

  it("shows itself when opening takes long, and says so", async () => {
    backend.delayMs = 4000;
    await open();
    expect(called("windowReady")).toHaveLength(0);
    await wait(2);
    expect(called("windowReady")).toHaveLength(1);
    expect(one("opening").textContent).toContain("Открываю");
    await wait(10);
    expect(all("card")).toHaveLength(3);
  });

  it("welcomes with one sentence, the button and the help when there is nothing yet", async () => {
    backend.accountsKept = [];
    await open();
    one("welcome");
    one("help-portal");
    expect(document.activeElement).toBe(one("add"));
  });

  it("says why the vault stays shut, and opens it on a retry", async () => {
    backend.blocked = { code: "key_missing", detail: null };
    await open();
    expect(one("error").dataset["code"]).toBe("key_missing");
    expect(one("error").textContent).toContain("связке ключей");
    expect(all("new_vault")).toHaveLength(0);
    backend.blocked = null;
    await press(one("retry"));
    expect(called("retryStart")).toHaveLength(1);
    expect(all("card")).toHaveLength(3);
  });

  it("never stays blank when starting itself fails", async () => {
    backend.failing.set("start", { code: "internal", detail: null });
    await open();
    one("blocked");
    expect(called("windowReady")).toHaveLength(1);
  });

  it("lets one go on without the vault of an old key, and only then", async () => {
    backend.blocked = { code: "key_without_vault", detail: null };
    backend.ways = ["backup", "retry", "new_vault"];
    await open();
    await press(one("new_vault"));
    expect(called("startAnyway")).toEqual([{ way: "new_vault" }]);
  });
});

describe("codes", () => {
  it("names a card for a screen reader: service, name, figures one by one, seconds", async () => {
    backend.accountsKept[0]!.id = "gos";
    await open();
    one("main-menu").focus();
    await wait(1);
    const spelled = [...codeOf("gos")!].join(" ").replace(/^(\S \S \S) /, "$1, ");
    expect(card("gos").querySelector(".spoken-only")?.textContent).toBe(
      `Госуслуги, +7 900 000-00-00, код ${spelled}, осталось 17 секунд`,
    );
    expect(card("gos").closest("[aria-live]"), "codes are not read out by themselves").toBeNull();
  });

  it("keeps the name of the focused card still while only the seconds change", async () => {
    await open();
    await wait(1);
    const name = () => card("gos").querySelector(".spoken-only")?.textContent;
    const before = name();
    await wait(3);
    expect(name()).toBe(before);
    await wait(5);
    expect(name(), "ten seconds left: that matters").toContain("осталось 10 секунд");
  });

  it("counts down once a second and moves the bar without a layout of the page", async () => {
    await open();
    const bar = card("gos").querySelector<HTMLElement>(".bar")!;
    expect(card("gos").textContent).toContain("ещё 18 с");
    expect(bar.style.backgroundSize).toMatch(/^60% /);
    await wait(1);
    expect(card("gos").textContent).toContain("ещё 17 с");
    expect(bar.style.backgroundSize).toMatch(/^56\.7% /);
    expect(bar.style.transition).toBe("");
  });

  it("shows the next code beside in the last ten seconds, and says so in words in the last five", async () => {
    await open();
    expect(card("gos").textContent).not.toContain("далее");
    await wait(8);
    expect(card("gos").textContent).toMatch(/ещё 10 с · далее \d{3} \d{3}/);
    await wait(5);
    expect(card("gos").textContent).toMatch(/осталось 5 с · далее \d{3} \d{3}/);
    expect(card("gos").closest(".soon")).not.toBeNull();
  });

  it("asks for the codes once a period, and shows the announced one meanwhile", async () => {
    await open();
    await wait(17);
    const next = card("gos").textContent?.match(/далее (\d{3}) (\d{3})/);
    expect(called("accounts")).toHaveLength(1);
    backend.delayMs = 400;
    await vi.advanceTimersByTimeAsync(1050);
    flushSync();
    expect(codeOf("gos"), "the page goes on alone while the answer is under way").toBe(`${next![1]}${next![2]}`);
    await wait(1);
    expect(called("accounts")).toHaveLength(2);
    expect(codeOf("gos")).toBe(`${next![1]}${next![2]}`);
  });

  it("shows no code at all when the backend stays silent for longer than it had said", async () => {
    await open();
    backend.failing.set("accounts", { code: "io_failed", detail: "5" });
    await wait(60);
    expect(codeOf("gos")).toBeUndefined();
    expect(card("gos").textContent).toContain("обновляю");
    expect(one("banner").dataset["code"]).toBe("io_failed");
    backend.failing.clear();
    await press(one("retry-accounts"));
    expect(codeOf("gos")).toMatch(/^\d{6}$/);
    expect(one("banner").dataset["code"], "the least urgent of all").toBe("unconfirmed");
  });

  it("does not tick while the window is hidden", async () => {
    await open();
    await wait(2);
    vi.spyOn(document, "hidden", "get").mockReturnValue(true);
    document.dispatchEvent(new Event("visibilitychange"));
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("copying", () => {
  it("copies on a click, greys the code until the next one and says so once", async () => {
    await open();
    await press(card("gos"));
    expect(called("copyCode")).toEqual([{ account: "gos", which: "current" }]);
    expect(card("gos").textContent).toContain("скопирован · новый: 18 с");
    expect(card("gos").closest(".used")).not.toBeNull();
    expect(announced()).toBe("Код скопирован: Госуслуги, +7 900 000-00-00");
    expect(document.querySelectorAll("[aria-live]"), "one live region").toHaveLength(1);
    await wait(18);
    expect(card("gos").closest(".used"), "a new code is not a used one").toBeNull();
  });

  it("copies the next code on Shift+click and marks it when its time comes", async () => {
    await open();
    await press(card("gos"), { shiftKey: true });
    expect(called("copyCode")).toEqual([{ account: "gos", which: "next" }]);
    expect(card("gos").textContent).toContain("следующий скопирован");
    expect(card("gos").closest(".used")).toBeNull();
    expect(announced()).toContain("через 18 секунд");
    await wait(18);
    expect(card("gos").closest(".used")).not.toBeNull();
  });

  it("copies the next code on Shift+Enter", async () => {
    await open();
    await key("Enter", { shiftKey: true });
    expect(called("copyCode")).toEqual([{ account: "gos", which: "next" }]);
  });

  it("announces the same copy a second time too", async () => {
    await open();
    await press(card("gos"));
    const first = one("announcer").firstElementChild;
    await press(card("gos"));
    expect(one("announcer").childElementCount, "one message at a time").toBe(1);
    expect(one("announcer").firstElementChild, "a new element: a changed text is not reported").not.toBe(first);
  });

  it("says in the banner why a copy failed, and marks nothing", async () => {
    await open();
    backend.failing.set("copyCode", { code: "clipboard_unavailable", detail: null });
    await press(card("gos"));
    expect(one("banner").textContent).toContain("Буфер обмена не отвечает");
    expect(card("gos").closest(".used")).toBeNull();
  });

  it("takes a counter code only on its button, and then leaves Enter to copying", async () => {
    await open();
    expect(codeOf("bank")).toBeUndefined();
    await press(one("next-code"));
    expect(called("nextCode")).toEqual([{ account: "bank" }]);
    expect(codeOf("bank")).toMatch(/^\d{6}$/);
    expect(document.activeElement).toBe(card("bank"));
    await press(card("bank"));
    expect(called("nextCode")).toHaveLength(1);
    expect(called("copyCode")).toEqual([{ account: "bank", which: "current" }]);
    await wait(20);
    expect(codeOf("bank"), "still there after the others were asked for again").toMatch(/^\d{6}$/);
  });
});

describe("the copy guard", () => {
  /** Goes to `seconds` before the end of the period. */
  async function openNearTheEnd(seconds: number): Promise<void> {
    await open();
    await wait(18 - seconds);
  }

  it("waits for the next code near the end of one, says so, and copies it", async () => {
    await openNearTheEnd(4);
    await press(card("gos"));
    expect(card("gos").textContent).toContain("подождите 4\u00a0с");
    expect(one("toast").textContent).toContain("Следующий скопируется сам через 4\u00a0с");
    expect(card("gos").closest(".used"), "nothing was copied yet").toBeNull();
    await wait(3);
    expect(card("gos").textContent).toContain("подождите 1\u00a0с");
    await wait(1);
    backend.endWait();
    await settle();
    expect(card("gos").textContent).toContain("скопирован · новый: 30 с");
    expect(all("toast")).toHaveLength(0);
    expect(announced()).toContain("Код скопирован");
  });

  it("hands over the next code at once on request", async () => {
    await openNearTheEnd(4);
    await press(card("gos"));
    await press(one("act"));
    expect(called("copyCode")).toEqual([
      { account: "gos", which: "current" },
      { account: "gos", which: "next" },
    ]);
    expect(card("gos").textContent).toContain("следующий скопирован");
    expect(announced()).toContain("через 4 секунды");
  });

  it("says why a copy that waited was given up", async () => {
    await openNearTheEnd(4);
    await press(card("gos"));
    await wait(4);
    backend.endWait({ code: "copied_meanwhile", detail: null });
    await settle();
    expect(one("toast").textContent).toContain("скопировали что-то другое");
    expect(card("gos").closest(".used")).toBeNull();
  });

  it("foretells that a code copied twice may be refused", async () => {
    await open();
    await press(card("gos"));
    await press(card("gos"));
    expect(all("toast"), "a double click is one").toHaveLength(0);
    await wait(2);
    await press(card("gos"));
    expect(one("toast").textContent).toContain("Если его уже вводили, портал его не примет");
  });

  it("keeps the marks of the shell when the page is a new one", async () => {
    await backend.copyCode({ account: "gos", which: "current" });
    await open();
    expect(card("gos").closest(".used")).not.toBeNull();
  });

  it("warns at the first code that is handed over, until it was read", async () => {
    backend.shown = { ...backend.shown, fraudTold: false };
    await open();
    expect(one("banner").dataset["code"]).toBe("unconfirmed");
    await press(card("gos"));
    expect(one("banner").textContent).toContain("Никому не называйте код");
    await press(one("banner-mend"));
    expect(called("helpArticle")).toEqual([{ id: "fraud" }]);
    await key("Escape");
    expect(called("changeSettings"), "it comes back until it is put away").toEqual([]);
    await press(one("banner-dismiss"));
    expect(called("changeSettings")).toEqual([{ fraudTold: true }]);
    await press(card("mail"));
    expect(one("banner").dataset["code"]).toBe("unconfirmed");
  });
});

describe("search and keyboard", () => {
  it("lets typing anywhere go to the search", async () => {
    await open();
    const event = await key("п");
    expect(document.activeElement).toBe(one("search"));
    expect(event.defaultPrevented, "the letter itself must arrive").toBe(false);
  });

  it("filters by service and name, copies the first on Enter and clears on Esc", async () => {
    await open();
    await type("search", "ivan поч");
    expect(all("card").map(({ dataset }) => dataset["accountId"])).toEqual(["mail"]);
    await key("Enter");
    expect(called("copyCode")).toEqual([{ account: "mail", which: "current" }]);
    await key("Escape");
    expect(all("card")).toHaveLength(3);
    await type("search", "нет такого");
    expect(document.querySelector("main")?.textContent).toContain("нет такого");
  });

  it("moves between cards with the arrows", async () => {
    await open();
    await key("ArrowDown");
    expect(document.activeElement).toBe(card("mail"));
    await key("End");
    expect(document.activeElement).toBe(card("bank"));
    await key("ArrowUp");
    await key("ArrowUp");
    await key("ArrowUp");
    expect(document.activeElement).toBe(one("search"));
    await key("ArrowDown");
    expect(document.activeElement).toBe(card("gos"));
  });

  it("deletes with Delete, keeps the focus, and brings back with Undo for at least ten seconds", async () => {
    await open();
    await key("Delete");
    expect(called("removeAccounts")).toEqual([{ accounts: ["gos"] }]);
    expect(document.activeElement).toBe(card("mail"));
    await wait(10);
    await press(one("undo"));
    expect(called("restoreAccounts")).toEqual([{ accounts: ["gos"] }]);
    expect(document.activeElement).toBe(card("gos"));
    expect(all("undo")).toHaveLength(0);
  });

  it("undoes with Ctrl+Z as well, and lets the offer go by itself", async () => {
    await open();
    await key("Delete");
    await key("я", { code: "KeyZ", ctrlKey: true });
    expect(called("restoreAccounts")).toHaveLength(1);
    await key("Delete");
    await wait(13);
    expect(all("undo")).toHaveLength(0);
  });

  it("edits with F2 and gives the focus back", async () => {
    await open();
    await key("F2");
    expect((one("edit-issuer") as HTMLInputElement).value).toBe("Госуслуги");
    await type("edit-name", "мама");
    one("edit").dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
    await settle();
    expect(called("editAccount")).toEqual([{ account: "gos", name: "мама" }]);
    expect(card("gos").textContent).toContain("мама");
    expect(document.activeElement).toBe(card("gos"));
  });

  it("opens the list of keys with F1 and leaves with Esc", async () => {
    await open();
    await key("F1");
    one("shortcuts-list");
    await key("Escape");
    expect(all("shortcuts-list")).toHaveLength(0);
    expect(document.activeElement).toBe(card("gos"));
  });
});

describe("adding", () => {
  it("leads from the screen to the first code in two presses, then asks whether the portal took it", async () => {
    backend.accountsKept = [];
    await open();
    await press(one("add"));
    expect(document.activeElement).toBe(one("scan-screen"));
    await press(one("scan-screen"));
    expect((one("preview-issuer") as HTMLInputElement).value).toBe("Госуслуги");
    await type("preview-name", "мой номер");
    expect(document.activeElement).toBe(one("preview-name"));
    one("preview").dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
    await settle();
    expect(called("addAccounts")).toEqual([{ draft: "draft-1", accounts: [{ index: 0, issuer: "Госуслуги", name: "мой номер" }] }]);
    one("first-code");
    expect(document.activeElement).toBe(one("first-code-copy"));
    await press(one("first-code-copy"));
    expect(called("copyCode")).toHaveLength(1);
    expect(announced()).toContain("Код скопирован");
    await press(one("first-code-no"));
    expect(one("not-accepted").textContent).toContain("один раз");
    await press(one("first-code-yes"));
    expect(called("confirmAccount")).toEqual([{ account: "new-1", confirmed: true }]);
    expect(all("first-code")).toHaveLength(0);
    expect(document.activeElement).toBe(card("new-1"));
    expect(card("new-1").textContent).not.toContain("не подтверждена");
  });

  it("leaves a quiet mark after «Потом»", async () => {
    await open();
    await press(one("add"));
    await press(one("scan-screen"));
    one("preview").dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
    await settle();
    await press(one("first-code-later"));
    expect(called("confirmAccount")).toEqual([]);
    expect(card("new-1").textContent).toContain("не подтверждена");
  });

  it("says in the sheet what happened and what to do, and the button still has the focus", async () => {
    backend.failing.set("scanScreen", { code: "no_qr_on_screen", detail: null });
    await open();
    await press(one("add"));
    await press(one("scan-screen"));
    expect(one("error").dataset["code"]).toBe("no_qr_on_screen");
    expect(document.activeElement).toBe(one("scan-screen"));
  });

  it("gives the reason when the only code found cannot be used", async () => {
    backend.finds = scanOf([], { refused: [{ issuer: "", name: "", error: { code: "unknown_algorithm", detail: "SHA3" } }] });
    await open();
    await press(one("add"));
    await press(one("scan-clipboard"));
    expect(one("error").textContent).toContain("SHA3");
    expect(called("dropDraft")).toHaveLength(1);
  });

  it("adds from the clipboard with Ctrl+V anywhere but in a text field", async () => {
    await open();
    await key("м", { code: "KeyV", ctrlKey: true });
    expect(called("scanClipboard")).toHaveLength(1);
    one("preview");
    one("preview-issuer").focus();
    await key("м", { code: "KeyV", ctrlKey: true });
    expect(called("scanClipboard")).toHaveLength(1);
  });

  it("offers a choice of several, without the ones that are there already, and lists the refused", async () => {
    backend.finds = scanOf([previewOf({}), previewOf({ issuer: "Почта", duplicateOf: "Почта" }), previewOf({ issuer: "Яндекс ID", type: "yandex", pinNeeded: true })], {
      refused: [{ issuer: "Старый", name: "", error: { code: "unknown_type", detail: "foo" } }],
    });
    await open();
    await press(one("add"));
    await press(one("scan-screen"));
    expect(all("preview-choose").map((box) => (box as HTMLInputElement).checked)).toEqual([true, false, true]);
    expect(one("preview-refused").textContent).toContain("Старый");
    expect(one("confirm-add").textContent).toContain("Добавить 2 записи");
    await type("preview-pin", "1234");
    one("preview").dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
    await settle();
    expect(called("addAccounts")[0]).toMatchObject({ accounts: [{ index: 0 }, { index: 2, pin: "1234" }] });
    expect(one("toast").textContent).toContain("Добавлены 2 записи");
    expect(document.activeElement).toBe(card("new-1"));
  });

  it("goes on to the next picture of a transfer", async () => {
    backend.finds = scanOf([previewOf({})], { batch: { indexes: [0], size: 3 } });
    await open();
    await press(one("add"));
    await press(one("scan-screen"));
    expect(one("preview-batch").textContent).toContain("1 из 3");
    one("preview").dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
    await settle();
    one("scan-screen");
    expect(document.querySelector("dialog")?.textContent).toContain("Осталось картинок: 2");
  });

  it("forgets the draft on the way back", async () => {
    await open();
    await press(one("add"));
    await press(one("scan-screen"));
    await key("Escape");
    expect(called("dropDraft")).toEqual([{ draft: "draft-1" }]);
    one("scan-screen");
    await key("Escape");
    expect(document.querySelector("dialog")).toBeNull();
    expect(document.activeElement).toBe(one("add"));
  });

  it("does not open a preview that arrives after the sheet was closed", async () => {
    await open();
    backend.delayMs = 3000;
    await press(one("add"));
    await press(one("scan-screen"));
    await key("Escape");
    await wait(7);
    expect(document.querySelector("dialog")).toBeNull();
    expect(called("dropDraft")).toEqual([{ draft: "draft-1" }]);
  });

  it("sends a typed key once and leaves it in no field", async () => {
    await open();
    await press(one("add"));
    await press(one("manual"));
    const field = one("manual-key") as HTMLInputElement;
    await type("manual-key", "JBSW Y3DP EHPK 3PXP");
    await type("manual-issuer", "Госуслуги");
    field.form!.dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
    await settle();
    expect(called("readManual")).toEqual([
      expect.objectContaining({ secret: "JBSW Y3DP EHPK 3PXP", kind: "totp", algorithm: "SHA1", digits: 6, period: 30 }),
    ]);
    one("preview");
    expect(field.value).toBe("");
    expect(document.documentElement.outerHTML).not.toContain("JBSW");
  });

  it("keeps what was typed when the key has a mistake, and names a wrong number itself", async () => {
    await open();
    await press(one("add"));
    await press(one("manual"));
    const field = one("manual-key") as HTMLInputElement;
    await type("manual-key", "not a key 1");
    field.form!.dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
    await settle();
    expect(one("error").dataset["code"]).toBe("not_base32");
    expect(field.value).toBe("not a key 1");
    await type("manual-digits", "шесть");
    field.form!.dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
    await settle();
    expect(one("error").textContent).toContain("шесть");
    expect(called("readManual")).toHaveLength(1);
  });

  it("shows where to drop a picture and takes what was in it", async () => {
    await open();
    backend.emit("dragging", true);
    await settle();
    one("drop");
    backend.emit("dropped", { scan: scanOf([previewOf({})]), import: null, error: null });
    await settle();
    expect(all("drop")).toHaveLength(0);
    one("preview");
    backend.emit("dropped", { scan: null, import: null, error: { code: "not_a_picture", detail: null } });
    await settle();
    expect(one("error").dataset["code"]).toBe("not_a_picture");
  });
});

describe("banner and settings", () => {
  it("puts unsaved changes first and saves them on request", async () => {
    backend.unsaved = { code: "disk_full", detail: null };
    await open();
    expect(one("banner").textContent).toContain("На диске нет места");
    await press(one("retry-save"));
    expect(called("retrySave")).toHaveLength(1);
    expect(one("banner").dataset["code"], "the least urgent of all").toBe("unconfirmed");
  });

  it("tells of a healed vault and of unreadable accounts, one after the other", async () => {
    backend.restored = 1_790_000_000;
    backend.unreadable = 2;
    await open();
    expect(one("banner").dataset["code"]).toBe("vault_restored");
    expect(one("banner").textContent).toContain("2026");
    await press(one("banner").querySelector("button")!);
    expect(one("banner").textContent).toContain("Записи, которые не читаются: 2");
    await press(one("banner").querySelector("button")!);
    expect(one("banner").dataset["code"], "the least urgent of all").toBe("unconfirmed");
  });

  it("changes language and theme at once", async () => {
    await open();
    await press(one("main-menu"));
    await press(one("menu-settings"));
    const language = one("language") as HTMLSelectElement;
    language.value = "en";
    language.dispatchEvent(new Event("change", { bubbles: true }));
    await settle();
    expect(called("changeSettings")).toEqual([{ language: "en" }]);
    expect(document.documentElement.lang).toBe("en");
    expect(one("add").textContent).toBe("Add");
    const theme = one("theme") as HTMLSelectElement;
    theme.value = "dark";
    theme.dispatchEvent(new Event("change", { bubbles: true }));
    await settle();
    expect(document.documentElement.dataset["theme"]).toBe("dark");
    await key("Escape");
    expect(document.activeElement).toBe(one("main-menu"));
  });
});
