import { tick } from "svelte";

import type { AppError } from "../backend/bindings/AppError";

/** A short message at the foot of the window that goes away by itself, perhaps with something to do about it. */
export type Toast = { text: string; undo?: () => void; act?: { text: string; run: () => void } };

/** Something that is read out once. */
type Said = { text: string };

/** What the window says besides its views: the polite live region, the toast and the failed action. */
export class Messages {
  #announced = $state.raw<Said | null>(null);
  toast = $state<Toast | null>(null);
  /** An action that failed outside of a sheet; stays until hidden or until the next action works. */
  failure = $state<AppError | null>(null);

  /** What the one polite live region says; another object each time, also when the words are the same. */
  get announced(): Said | null {
    return this.#announced;
  }

  /** Has a screen reader say `text` once, also when it is the same as before. */
  announce(text: string): void {
    // After whatever opens or closes with it: only a region that is there already is listened to.
    void tick().then(() => (this.#announced = { text }));
  }

  show(toast: Toast): void {
    // What can be undone stays for its time; news that ask for nothing are only read out.
    const isNews = toast.undo === undefined && toast.act === undefined;
    if (!isNews || this.toast?.undo === undefined) this.toast = toast;
    this.announce(toast.text);
  }
}
