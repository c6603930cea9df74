import { describe, expect, it } from "vitest";

import css from "./tokens.css?raw";

type Theme = "light" | "dark";
type Colour = [number, number, number];

/** The plain block, and what `prefers-contrast: more` puts in its place. */
const [plain = "", more = ""] = css.split("@media (prefers-contrast: more)");

/** The colours of a theme, as sRGB. */
function coloursOf(theme: Theme, isStrong: boolean): Record<string, Colour> {
  const colours: Record<string, Colour> = {};
  for (const [, name, value] of (isStrong ? plain + more : plain).matchAll(/--([\w-]+):\s*([^;]+);/g)) {
    const [light, dark] = value!.match(/#[0-9a-f]{6}/gi) ?? [];
    const hex = theme === "light" ? light : (dark ?? light);
    if (hex === undefined) continue;
    colours[name!] = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as Colour;
  }
  return colours;
}

/** WCAG 2.2, "relative luminance" and "contrast ratio". */
function contrast(one: Colour, other: Colour): number {
  const luminance = (rgb: Colour) => {
    const [r, g, b] = rgb.map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    }) as Colour;
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [bright, dim] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (bright + 0.05) / (dim + 0.05);
}

/** What words stand on. */
const grounds = ["ground", "surface", "raised", "track", "hover"];
const tiles = Array.from({ length: 10 }, (_, hue) => `tile-${hue}`);
const text: [string, string[]][] = [
  ["text", [...grounds, "danger-ground", "warn-ground", "mark"]],
  ["muted", [...grounds, "warn-ground"]],
  ["accent", ["ground", "surface", "raised", "hover"]],
  ["on-accent", ["accent", "accent-hover"]],
  ["warn", ["ground", "surface", "raised", "hover", "warn-ground"]],
  ["ok", ["ground", "surface", "raised", "hover"]],
  ["danger", ["ground", "surface", "raised", "hover", "danger-ground"]],
  ["used", ["ground", "surface", "hover"]],
  ["on-tile", tiles],
];
/** Lines and fields that have to be seen for what they are. The ring of the focus is in the accent. */
const seen: [string, string[]][] = [
  ["edge", ["ground", "surface", "raised"]],
  ["accent", [...grounds, "danger-ground", "warn-ground"]],
  ["warn", ["track"]],
];

const pairs = (table: [string, string[]][]) => table.flatMap(([name, others]) => others.map((other) => [name, other] as const));
const settings = (["light", "dark"] as const).flatMap((theme) => [[theme, ""] as const, [theme, " with more contrast"] as const]);

it("finds the stronger colours", () => {
  expect(coloursOf("light", true)["text"]).toEqual([0, 0, 0]);
  expect(coloursOf("light", false)["text"]).not.toEqual([0, 0, 0]);
});

describe.each(settings)("contrast in the %s theme%s", (theme, strength) => {
  const colours = coloursOf(theme, strength !== "");
  const between = (one: string, other: string) => {
    const [first, second] = [colours[one], colours[other]];
    if (first === undefined || second === undefined) throw new Error(`no colour ${one} or ${other}`);
    return contrast(first, second);
  };

  it.each(pairs(text))("%s on %s is at least 4.5", (name, ground) => {
    expect(between(name, ground)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(pairs([["text", ["ground", "surface", "hover"]], ["warn-code", ["ground", "surface", "hover"]]]))("a code in %s on %s is at least 7", (code, ground) => {
    expect(between(code, ground)).toBeGreaterThanOrEqual(7);
  });

  it.each(pairs(seen))("%s stands out from %s by at least 3", (one, other) => {
    expect(between(one, other)).toBeGreaterThanOrEqual(3);
  });

  it("marks what was found so that it is seen", () => {
    expect(between("mark", "surface")).toBeGreaterThan(1.2);
  });

  if (strength === "") return;
  it.each(pairs([["text", grounds], ["muted", grounds], ["used", ["surface"]]]))("%s on %s is at least 7", (name, ground) => {
    expect(between(name, ground)).toBeGreaterThanOrEqual(7);
  });

  it.each(pairs([["line", ["ground", "surface"]]]))("%s stands out from %s by at least 3", (one, other) => {
    expect(between(one, other)).toBeGreaterThanOrEqual(3);
  });
});
