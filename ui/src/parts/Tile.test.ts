import { flushSync, mount, unmount } from "svelte";
import { afterEach, expect, it } from "vitest";

import Tile from "./Tile.svelte";

const drawings = import.meta.glob("../../public/services/*.svg", { query: "?raw", import: "default", eager: true }) as Record<string, string>;
let mounted: Record<string, unknown> | undefined;

function show(account: { issuer: string; name: string; drawing?: string | null; picture?: string | null }): HTMLElement {
  mounted = mount(Tile, { target: document.body, props: { account } });
  flushSync();
  return document.querySelector<HTMLElement>(".tile")!;
}

afterEach(async () => {
  if (mounted !== undefined) await unmount(mounted);
  mounted = undefined;
});

it("shows the person's own picture before the drawing, and the drawing before the letter", () => {
  const own = "data:image/webp;base64,AAAA";
  expect(show({ issuer: "GitHub", name: "", drawing: "github", picture: own }).getAttribute("src")).toBe(own);
});

it("shows the drawing of a known service, and says nothing of it", () => {
  const tile = show({ issuer: "GitHub", name: "", drawing: "github", picture: null });
  expect(tile.getAttribute("src")).toBe("/services/github.svg");
  expect(tile.getAttribute("alt")).toBe("");
});

it("shows the first letter where there is neither, and where the picture cannot be shown", () => {
  const tile = show({ issuer: "госуслуги", name: "", drawing: "no-such" });
  tile.dispatchEvent(new Event("error"));
  flushSync();
  const letter = document.querySelector<HTMLElement>(".tile")!;
  expect(letter.textContent).toBe("Г");
  expect(letter.getAttribute("aria-hidden")).toBe("true");
});

it.each(Object.entries(drawings))("%s is seen on its ground", (_, drawing) => {
  const [ground, ink] = [...drawing.matchAll(/fill="#([0-9a-f]{6})"/g)].map(([, colour]) => luminance(colour!));
  const [lighter, darker] = [ground!, ink!].sort((a, b) => b - a);
  expect((lighter! + 0.05) / (darker! + 0.05)).toBeGreaterThanOrEqual(3);
});

it("has drawings to look at", () => {
  expect(Object.keys(drawings).length).toBeGreaterThan(60);
});

/** WCAG 2.2, "relative luminance". */
function luminance(hex: string): number {
  const [red, green, blue] = [0, 2, 4].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}
