import { mount } from "svelte";

import type { CodesBackend } from "../backend/backend";
import Codes from "../codes/Codes.svelte";
import { paperBackend } from "./open-paper";

/** The window of QR codes over a stand-in: `?state=codes-google&lang=en&theme=dark&text=200`. */
export function openCodes(target: HTMLElement): void {
  const query = new URLSearchParams(location.search);
  const { dataset, style } = document.documentElement;
  dataset["theme"] = query.get("theme") ?? "system";
  style.fontSize = `${Number(query.get("text") ?? 100)}%`;
  const backend = codesBackend(query.get("lang") === "en" ? "en" : "ru", query.get("state") === "codes-google");
  mount(Codes, { target, props: { backend, ready: () => void (dataset["looked"] = "yes") } });
}

/** QR codes that open nothing. */
export function codesBackend(language: "ru" | "en", google: boolean): CodesBackend & { closed: number } {
  return {
    closed: 0,
    async codes() {
      const { qr } = await paperBackend(language).sheet();
      const one = { issuer: google ? "" : "Госуслуги", name: google ? "" : "+7 900 000-00-00", qr };
      return { language, google, codes: google ? [one, one, one] : [one] };
    },
    closeCodes() {
      this.closed += 1;
      return Promise.resolve();
    },
  };
}
