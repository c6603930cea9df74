import { describe, expect, it } from "vitest";

import type { AccountView } from "../backend/bindings/AccountView";
import { boundary, groups, shownAt, spokenCode } from "./period";

const account: AccountView = {
  id: "a",
  issuer: "",
  name: "",
  type: "totp",
  code: "111111",
  next: "222222",
  from: 1000,
  until: 1030,
  period: 30,
  digits: 6,
  counter: null,
  confirmed: true,
  weak: false,
  tags: [],
  copied: [],
  recoveryCodes: null,
  favourite: false,
  hidden: false,
  hidesAt: null,
  drawing: null,
  picture: null,
  match: null,
};

describe("what is shown at a moment", () => {
  it("counts whole seconds down to one, never to nought", () => {
    expect([1000, 1012, 1029].map((second) => shownAt(account, second)?.left)).toEqual([30, 18, 1]);
    expect(shownAt(account, 1000)?.share).toBe(1);
    expect(shownAt(account, 1015)?.share).toBe(0.5);
  });

  it("goes on with the next code at the boundary without asking anyone", () => {
    expect(shownAt(account, 1030)).toEqual({ code: "222222", next: null, from: 1030, until: 1060, left: 30, share: 1 });
  });

  it("shows nothing rather than a code that may be wrong", () => {
    expect(shownAt(account, 1060)).toBeNull();
    expect(shownAt({ ...account, next: null }, 1030)).toBeNull();
    expect(shownAt(account, 900)).toBeNull();
  });

  it("takes an answer that is a moment ahead of the page's clock", () => {
    expect(shownAt(account, 999)?.left).toBe(30);
  });

  it("asks again when the first of the codes runs out", () => {
    expect(boundary([account, { ...account, until: 1010 }, { ...account, until: null }])).toBe(1010);
    expect(boundary([{ ...account, until: null }])).toBeNull();
  });
});

describe("a code in groups", () => {
  it.each([
    ["482913", "482 913"],
    ["1234567", "123 4567"],
    ["umozdicq", "umoz dicq"],
    ["123456789", "123 456 789"],
    ["0123456789", "01234 56789"],
    ["R2D4K", "R2D4K"],
    ["7", "7"],
  ])("%s is shown as %s", (code, shown) => {
    expect(groups(code).join(" ")).toBe(shown);
  });

  it("is read out figure by figure", () => {
    expect(spokenCode("482913")).toBe("4 8 2, 9 1 3");
  });
});
