import { describe, expect, it } from "vitest";

import css from "./tokens.css?raw";

type Theme = "light" | "dark";

/** The colours of the plain block (not of `prefers-contrast`), as sRGB. */
function coloursOf(theme: Theme): Record<string, [number, number, number]> {
  const plain = css.slice(0, css.indexOf("@media"));
  const colours: Record<string, [number, number, number]> = {};
  for (const [, name, value] of plain.matchAll(/--([\w-]+):\s*([^;]+);/g)) {
    const [light, dark] = value!.match(/#[0-9a-f]{6}/gi) ?? [];
    const hex = theme === "light" ? light : (dark ?? light);
    if (hex === undefined) continue;
    colours[name!] = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as [number, number, number];
  }
  return colours;
}

/** WCAG 2.2, "relative luminance" and "contrast ratio". */
function contrast(one: [number, number, number], other: [number, number, number]): number {
  const luminance = (rgb: [number, number, number]) => {
    const [r, g, b] = rgb.map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    }) as [number, number, number];
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [bright, dim] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (bright + 0.05) / (dim + 0.05);
}

const text: [string, string[]][] = [
  ["text", ["ground", "surface", "raised", "track", "hover", "danger-ground"]],
  ["muted", ["ground", "surface", "raised", "track", "hover"]],
  ["accent", ["ground", "surface"]],
  ["on-accent", ["accent", "accent-hover"]],
  ["warn", ["ground", "surface", "hover"]],
  ["ok", ["surface", "hover"]],
  ["danger", ["ground", "surface", "raised", "danger-ground"]],
  ["used", ["ground", "surface", "hover"]],
  ["on-tile", Array.from({ length: 10 }, (_, hue) => `tile-${hue}`)],
];

describe.each(["light", "dark"] as const)("contrast in the %s theme", (theme) => {
  const colours = coloursOf(theme);
  const between = (one: string, other: string) => contrast(colours[one]!, colours[other]!);

  it.each(text.flatMap(([name, grounds]) => grounds.map((ground) => [name, ground])))("%s on %s is at least 4.5", (name, ground) => {
    expect(between(name!, ground!)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(["text", "warn-code"].flatMap((code) => ["ground", "surface", "hover"].map((ground) => [code, ground])))(
    "a code in %s on %s is at least 7",
    (code, ground) => {
      expect(between(code!, ground!)).toBeGreaterThanOrEqual(7);
    },
  );

  it.each([["edge", "ground"], ["edge", "surface"], ["accent", "track"], ["warn", "track"]])("%s stands out from %s by at least 3", (one, other) => {
    expect(between(one!, other!)).toBeGreaterThanOrEqual(3);
  });
});
