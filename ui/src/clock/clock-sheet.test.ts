import { expect, it } from "vitest";

import { TestWindow } from "../dev/test-window";

const view = new TestWindow([{ id: "gos", issuer: "Госуслуги", name: "", type: "totp" }]);

async function show() {
  await view.open();
  view.app.show({ kind: "clock" });
  await view.settle();
}

it.each([
  [{ kind: "before_build", seconds: 86_400 * 400 }, "отстают не меньше чем на 400 дней"],
  [{ kind: "before_last_seen", seconds: 90_000 }, "хранилище сохранено на 25 часов позже"],
  [{ kind: "moved", seconds: 47 }, "перевели вперёд на 47 с"],
  [{ kind: "moved", seconds: -180 }, "перевели назад на 3 мин"],
  [{ kind: "moved", seconds: 86_400 }, "перевели вперёд на 1 день"],
  [{ kind: "ahead", seconds: -47 }, "Часы отстают на 47 с"],
] as const)("says in the banner and in its view what is wrong: %o", async (trouble, words) => {
  view.backend.clock = { trouble, correction: null };
  await view.open();
  expect(view.one("banner").textContent).toContain(words);
  await view.press("banner-mend");
  expect(view.one("clock-trouble").textContent).toContain(words);
});

it("is content with a clock that the person trusts", async () => {
  view.backend.clock = { trouble: { kind: "moved", seconds: 47 }, correction: null };
  await show();
  await view.press("clock-trust");
  view.one("clock-fine");
  expect(view.all("clock-trouble")).toHaveLength(0);
});

it("says that the system does not set its clock", async () => {
  view.backend.synchronised = false;
  await show();
  expect(view.one("clock-unsynchronised").textContent).toContain("не сверяет часы");
});

it("compares with another clock, corrects the codes and shows that they are corrected", async () => {
  await show();
  await view.type("clock-elsewhere", "09:27");
  await view.press("clock-compare");
  expect(view.one("clock-difference").textContent).toContain("Часы спешат на 47 с");
  expect(view.one("clock-difference").textContent).toContain("большинство порталов код не примет");
  await view.press("clock-correct");
  view.expectFocus();
  expect(view.called("correctClock")).toEqual([{ on: true }]);
  expect(view.one("clock-corrected").textContent).toContain("часы спешат на 47 с");
  view.app.close();
  await view.settle();
  expect(view.one("corrected").textContent).toContain("Коды с поправкой");
  await view.press("corrected");
  await view.press("clock-uncorrect");
  expect(view.all("clock-corrected")).toHaveLength(0);
});

it("refuses what is no time of day, and takes one without seconds", async () => {
  await show();
  await view.type("clock-elsewhere", "25:10");
  await view.press("clock-compare");
  expect(view.called("compareClock")).toHaveLength(0);
  expect(view.one("error").dataset["code"]).toBe("bad_time");
  await view.type("clock-elsewhere", "9.05");
  await view.press("clock-compare");
  expect(view.called("compareClock")).toEqual([{ elsewhere: 9 * 3600 + 5 * 60 }]);
});

it("calls a difference of whole hours neither right nor wrong, and corrects nothing", async () => {
  view.backend.difference = { ahead: 2, halfHours: 6, canBeCorrected: false };
  await show();
  await view.type("clock-elsewhere", "09:27");
  await view.press("clock-compare");
  expect(view.one("clock-difference").textContent).toContain("Минуты совпадают, а час другой: разница 3 часа");
  expect(view.one("clock-difference").textContent).toContain("неверно выставлен час");
  expect(view.all("clock-correct")).toHaveLength(0);
});

it("does not correct what is off by more than five minutes", async () => {
  view.backend.difference = { ahead: -400, halfHours: 0, canBeCorrected: false };
  await show();
  await view.type("clock-elsewhere", "09:27");
  await view.press("clock-compare");
  expect(view.one("clock-difference").textContent).toContain("Исправьте часы");
  expect(view.all("clock-correct")).toHaveLength(0);
});
