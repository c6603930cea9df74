import { mount } from "svelte";

import type { RecoveryCodesBackend } from "../backend/backend";
import type { AppError } from "../backend/bindings/AppError";
import type { RecoveryCodesView } from "../backend/bindings/RecoveryCodesView";
import RecoveryCodesWindow from "../recovery-codes/RecoveryCodesWindow.svelte";
import { askedLook, putOn } from "./look";

/** The window of recovery codes over a stand-in: `?state=recovery-window&lang=en&theme=dark&text=200`. */
export function openRecoveryCodes(target: HTMLElement): void {
  const look = askedLook();
  putOn(look);
  const codes = look.state === "recovery-window-last" ? last : ten;
  const backend = recoveryCodesBackend(look.lang, codes);
  mount(RecoveryCodesWindow, { target, props: { backend, ready: () => void (document.documentElement.dataset["looked"] = "yes") } });
}

type Codes = RecoveryCodesView["codes"];

const ten: Codes = Array.from({ length: 10 }, (_, at) => ({ code: `${1031 * (at + 2)} ${7993 - 17 * at}`, used: at < 2 || at === 4 }));
/** Of other portals, long ones too, and all but one used. */
const last: Codes = ["ABCDE-FGH1J-KLMN0-PQR5T-UVWXY", "a1b2c-3d4e5", "48213905", "0123456789abcdef".repeat(4)].map((code, at) => ({ code, used: at !== 1 }));

/** Recovery codes that open nothing. */
export function recoveryCodesBackend(language: "ru" | "en", of: Codes = ten): RecoveryCodesBackend & { closed: number; copied: string[] } {
  let codes = of.map((code) => ({ ...code }));
  const view = (): RecoveryCodesView => ({ language, issuer: "Госуслуги", name: "+7 900 000-00-00", codes });
  return {
    closed: 0,
    copied: [],
    recoveryCodes: () => Promise.resolve(view()),
    tickRecoveryCode({ code, used }) {
      if (!codes.some((it) => it.code === code)) return Promise.reject({ code: "recovery_code_not_found", detail: null } satisfies AppError);
      codes = codes.map((it) => (it.code === code ? { code, used } : it));
      return Promise.resolve(view());
    },
    copyRecoveryCode({ code }) {
      this.copied.push(code);
      return Promise.resolve({ validFrom: null, validUntil: null, clearsAt: Date.now() / 1000 + 30 });
    },
    closeRecoveryCodes() {
      this.closed += 1;
      return Promise.resolve();
    },
  };
}
