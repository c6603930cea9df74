/** Codes, seconds and the computer's time stand still at this moment: 12 s into a period. */
export const MOMENT = new Date("2025-03-14T09:26:42.100+03:00");

const HEIGHTS = { 340: 480, 420: 680, 1000: 700 };

/**
 * A look: what the window is opened with (the same for all looks of a loading), and what is changed in it then.
 * Nothing moves, or pictures of the same state would differ.
 */
function look(name, { lang = "ru", theme = "light", width = 420, text = 100, at = "usual", height = HEIGHTS[width], axe = theme === "light" ? "all" : "colours", ...media }) {
  return { name, lang, theme, width, height, text, at, axe, media: { media: "screen", forcedColors: "none", contrast: "no-preference", reducedMotion: "reduce", ...media } };
}

const languages = ["ru", "en"];
const themes = ["light", "dark"];

/**
 * Every state is looked at in each of these. `soon`: in the last seconds of a period. axe is asked in each language, theme
 * and size of text: for everything in the light theme, and where only colours differ from it, for its rules about colours.
 * More contrast than usual, and the colours of the system, are for tokens.test.ts and for the eye.
 */
export const looks = [
  ...languages.flatMap((lang) => Object.keys(HEIGHTS).flatMap((width) => themes.map((theme) => look(`${lang}-${theme}-${width}`, { lang, theme, width: Number(width), ...(width !== "420" && { axe: "none" }) })))),
  // Large text, in the narrowest window.
  ...languages.flatMap((lang) => themes.map((theme) => look(`${lang}-${theme}-large`, { lang, theme, width: 340, height: 680, text: 200 }))),
  look("ru-soon", { at: "soon", axe: "colours" }),
  look("ru-forced", { forcedColors: "active", axe: "none" }),
  ...themes.map((theme) => look(`ru-${theme}-contrast`, { theme, contrast: "more", axe: "none" })),
];

/** What people print, whatever the theme of the window. */
export const printed = look("ru-print", { theme: "dark", width: 794, height: 1123, media: "print", axe: "all" });

/**
 * Looks for which the window need not be opened again: its width, its theme and what the system prefers may change while
 * it is open, as they do for people.
 */
export function loadings(all) {
  const groups = new Map();
  for (const one of all) {
    const key = [one.lang, one.text, one.at, one.media.media].join();
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()];
}
