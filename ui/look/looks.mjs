/** Codes, seconds and the computer's time stand still at this moment: 12 s into a period. */
export const MOMENT = new Date("2025-03-14T09:26:42.100+03:00");

const HEIGHTS = { 340: 480, 420: 680, 1000: 700 };

/** A look: what the window is opened with (the same for all looks of a loading), and what is changed in it then. */
function look(name, { lang = "ru", theme = "light", width = 420, text = 100, at = "usual", height = HEIGHTS[width], ...media }) {
  return { name, lang, theme, width, height, text, at, media: { media: "screen", forcedColors: "none", contrast: "no-preference", reducedMotion: "no-preference", ...media } };
}

const languages = ["ru", "en"];
const themes = ["light", "dark"];

/** Every state is looked at in each of these. `soon`: in the last seconds of a period. */
export const looks = [
  ...languages.flatMap((lang) => Object.keys(HEIGHTS).flatMap((width) => themes.map((theme) => look(`${lang}-${theme}-${width}`, { lang, theme, width: Number(width) })))),
  // Large text, in the narrowest window.
  ...languages.flatMap((lang) => themes.map((theme) => look(`${lang}-${theme}-large`, { lang, theme, width: 340, height: 680, text: 200 }))),
  look("ru-soon", { at: "soon" }),
  look("ru-forced", { forcedColors: "active" }),
  ...themes.map((theme) => look(`ru-${theme}-contrast`, { theme, contrast: "more" })),
  look("ru-still", { reducedMotion: "reduce" }),
];

/** What people print, whatever the theme of the window. */
export const printed = look("ru-print", { theme: "dark", width: 794, height: 1123, media: "print" });

/** Looks that differ in nothing that needs the window to be opened again. */
export function loadings(all) {
  const groups = new Map();
  for (const one of all) {
    const key = [one.lang, one.width, one.height, one.text, one.at, one.media.media].join();
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()];
}
