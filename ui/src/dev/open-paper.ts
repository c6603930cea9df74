import { mount } from "svelte";

import type { SheetBackend } from "../backend/backend";
import { FAKE_SHEET } from "../backend/fake-protection";
import Paper from "../paper/Paper.svelte";
import { askedLook, putOn } from "./look";

/** The window of the recovery sheet over a stand-in: `?lang=en&theme=dark&text=200`. */
export function openPaper(target: HTMLElement): void {
  const look = askedLook();
  putOn(look);
  const backend = paperBackend(look.lang);
  mount(Paper, { target, props: { backend, ready: () => void (document.documentElement.dataset["looked"] = "yes") } });
}

/** A sheet whose key opens nothing. */
export function paperBackend(language: "ru" | "en"): SheetBackend & { calls: string[] } {
  const calls: string[] = [];
  const answer = <T>(name: string, value: T) => {
    calls.push(name);
    return Promise.resolve(value);
  };
  return {
    calls,
    sheet: () =>
      answer("sheet", {
        language,
        madeAt: language === "ru" ? "14 марта 2025 г." : "14 March 2025",
        vault: "3f2a9c41",
        groups: ["AGE-SECRET-KEY-1", ...FAKE_SHEET.split(" ")],
        qr: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 49 49" shape-rendering="crispEdges"><rect width="49" height="49" fill="#fff"/><path d="M4 4h7v7h-7zM38 4h7v7h-7zM4 38h7v7h-7zM14 4h2v9h-2zM19 7h6v3h-6zM28 4h3v12h-3zM14 18h9v3h-9zM26 20h12v4h-12zM5 16h6v4h-6zM4 24h9v5h-9zM18 27h5v12h-5zM27 29h8v3h-8zM38 28h6v6h-6zM28 37h5v7h-5zM37 38h7v6h-7z"/></svg>',
      }),
    printSheet: () => answer("printSheet", undefined),
    saveSheet: () => answer("saveSheet", { path: "/home/ivan/Документы/propusk-2025-03-14.pdf" }),
    closeSheet: () => answer("closeSheet", undefined),
  };
}
