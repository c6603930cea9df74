import { expect, it } from "vitest";

import { TestWindow } from "../dev/test-window";

const window = new TestWindow([
  { id: "bank", issuer: "Банк", name: "", type: "hotp", counter: 41 },
  { id: "gos", issuer: "Госуслуги", name: "ivan", type: "totp" },
]);

async function open() {
  await window.open();
  window.app.show({ kind: "counter", account: "bank" });
  await window.settle();
}

async function findBy(first: string, second: string) {
  await window.type("counter-first", first);
  await window.type("counter-second", second);
  window.one("counter-find").closest("form")?.dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
  await window.settle();
}

async function set(counter: string) {
  await window.type("counter-new", counter);
  window.one("counter-set").closest("form")?.dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
  await window.settle();
}

it("is in the menu of an account with a counter, and of no other", async () => {
  await window.open();
  for (const [at, there] of [[0, 1], [1, 0]] as const) {
    window.all("card-menu")[at]?.click();
    await window.settle();
    expect(window.all("menu-counter")).toHaveLength(there);
  }
  window.all("card-menu")[0]?.click();
  await window.settle();
  await window.press("menu-counter");
  expect(window.one("counter").textContent).toContain("41");
});

it("finds the place by two codes and sets it only when that is pressed", async () => {
  await open();
  window.backend.foundCounter = 57;
  await findBy("755224", "287 082");
  expect(window.called("findCounter")).toEqual([{ account: "bank", first: "755224", second: "287 082" }]);
  expect(window.called("setCounter")).toEqual([]);
  await window.press("counter-take");
  expect(window.called("setCounter")).toEqual([{ account: "bank", counter: 57 }]);
  expect(window.one("counter-done").textContent).toContain("57");
  expect(window.all("counter-take"), "it is taken").toEqual([]);
  expect((window.one("counter-first") as HTMLInputElement).value, "codes do not stay").toBe("");
});

it("says that the codes are nowhere near, and offers nothing to set", async () => {
  await open();
  await findBy("111111", "222222");
  expect(window.one("counter-nowhere").textContent).toContain("подряд");
  expect(window.all("counter-take")).toEqual([]);
});

it("sets a counter by hand, forward or back, and refuses what is none", async () => {
  await open();
  for (const wrong of ["", "-1", "4,5", "сорок", "9007199254740994"]) {
    await set(wrong);
    expect(window.one("error").dataset["code"], wrong).toBe("bad_counter");
  }
  expect(window.called("setCounter")).toEqual([]);
  await set(" 7 ");
  expect(window.called("setCounter")).toEqual([{ account: "bank", counter: 7 }]);
  expect(window.all("error")).toEqual([]);
  expect(window.one("counter-done").textContent).toContain("7");
});

it("says when the counter could not be saved, and claims nothing", async () => {
  await open();
  window.backend.failing.set("setCounter", { code: "disk_full", detail: null });
  await set("50");
  expect(window.one("error").dataset["code"]).toBe("disk_full");
  expect(window.all("counter-done")).toEqual([]);
});
