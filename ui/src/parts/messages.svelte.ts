import { tick } from "svelte";

import type { AppError } from "../backend/bindings/AppError";

/** A short message at the foot of the window that goes away by itself, perhaps with something to do about it. */
export type Toast = { text: string; undo?: () => void; act?: { text: string; run: () => void } };

/** What the window says besides its views: the polite live region, the toast and the failed action. */
export class Messages {
  #announced = $state("");
  #odd = false;
  toast = $state<Toast | null>(null);
  /** An action that failed outside of a sheet; stays until hidden or until the next action works. */
  failure = $state<AppError | null>(null);

  /** Text of the one polite live region. */
  get announced(): string {
    return this.#announced;
  }

  /** Has a screen reader say `text` once, also when it is the same as before. */
  announce(text: string): void {
    // After whatever opens or closes with it: only a region that is there already is listened to.
    void tick().then(() => this.#say(text));
  }

  show(toast: Toast): void {
    this.toast = toast;
    this.announce(toast.text);
  }

  #say(text: string): void {
    this.#odd = !this.#odd;
    this.#announced = this.#odd ? text : `${text}\u00a0`;
  }
}
