import { mount } from "svelte";

import type { CodesBackend } from "../backend/backend";
import Codes from "../codes/Codes.svelte";
import { askedLook, putOn } from "./look";
import { paperBackend } from "./open-paper";

/** The window of QR codes over a stand-in: `?state=codes-google&lang=en&theme=dark&text=200`. */
export function openCodes(target: HTMLElement): void {
  const look = askedLook();
  putOn(look);
  const backend = codesBackend(look.lang, look.state === "codes-google");
  mount(Codes, { target, props: { backend, ready: () => void (document.documentElement.dataset["looked"] = "yes") } });
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
