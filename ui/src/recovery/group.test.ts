import { expect, it } from "vitest";

import { rangeOfGroup } from "./group";

it("finds the group that the program doubts, however it was typed", () => {
  const at = (text: string, group: number) => {
    const range = rangeOfGroup(text, group);
    return range === null ? null : text.slice(...range);
  };
  expect(at("QPZR Y9X8 GF2T", 2)).toBe("Y9X8");
  expect(at("qpzry9x8gf2t", 3)).toBe("gf2t");
  expect(at("QPZR-Y9\nX8 GF2T", 2)).toBe("Y9\nX8");
  expect(at("QPZR Y9X", 2), "a group that is cut short").toBe("Y9X");
});

it("points nowhere rather than at the wrong group", () => {
  expect(rangeOfGroup("1 QPZR 2 Y9X8", 2)).toBeNull();
  expect(rangeOfGroup("AGE-SECRET-KEY-1QPZR", 2)).toBeNull();
  expect(rangeOfGroup("QPZR", 9)).toBeNull();
});
