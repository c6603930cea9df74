import { states } from "./states";

/** The page of each state: those of the main window, and of the windows beside it. */
export const pages: Record<string, string> = {
  ...Object.fromEntries(Object.keys(states).map((name) => [name, ""])),
  paper: "sheet.html",
  "codes-one": "codes.html",
  "codes-google": "codes.html",
  "recovery-window": "recovery-codes.html",
  "recovery-window-last": "recovery-codes.html",
};
