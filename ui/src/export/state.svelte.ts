import { asAppError, type Backend } from "../backend/backend";
import type { AppError } from "../backend/bindings/AppError";
import type { ExportedView } from "../backend/bindings/ExportedView";
import type { ExportFormat } from "../backend/bindings/ExportFormat";

/** What can be made: a file of some kind, or QR codes in a window. */
export type Target = ExportFormat | "google";

/** Those whose file has a password of its own; the others open to everybody. */
export const withPassword: Target[] = ["backup", "aegis_encrypted"];
export const inClear: Target[] = ["uri_list", "aegis", "two_fas", "google", "pdf"];

/** One export: what, which accounts, the yes of the person, and what came of it. */
export class Exporting {
  step = $state<"choose" | "agree" | "done">("choose");
  target = $state<Target>("backup");
  /** Those that were marked in the list before; `null`: none were. */
  marked = $state.raw<string[] | null>(null);
  /** `null`: all of them. */
  chosen = $state.raw<string[] | null>(null);
  busy = $state(false);
  error = $state.raw<AppError | null>(null);
  done = $state.raw<ExportedView | null>(null);

  constructor(private readonly backend: Backend) {}

  get clear(): boolean {
    return inClear.includes(this.target);
  }

  begin(marked?: string[]): void {
    this.step = "choose";
    this.target = "backup";
    this.marked = marked ?? null;
    this.chosen = this.marked;
    this.error = null;
    this.done = null;
  }

  /** One step back; `false` when there is none. */
  back(): boolean {
    if (this.step !== "agree") return false;
    this.step = "choose";
    this.error = null;
    return true;
  }

  go(): void {
    this.error = null;
    this.step = "agree";
  }

  /** Makes it. `current`: the app password; `password`: that of the new file. */
  async make(secrets: { current?: string; password?: string }): Promise<void> {
    if (this.busy) return;
    const accounts = this.chosen === null ? {} : { accounts: this.chosen };
    const { target } = this;
    await this.#work(async () => {
      const done =
        target === "google"
          ? await this.backend.showCodes({ ...accounts, ...secrets, google: true, understood: true })
          : await this.backend.exportAccounts({ ...accounts, ...secrets, format: target, understood: true });
      if (done === null) return;
      this.done = done;
      this.step = "done";
    });
  }

  /** Shows the QR code of one account in a window of its own. */
  async show(account: string, current?: string): Promise<boolean> {
    let shown = false;
    await this.#work(async () => {
      await this.backend.showCodes({ accounts: [account], ...(current === undefined ? {} : { current }), google: false, understood: true });
      shown = true;
    });
    return shown;
  }

  async #work(doing: () => Promise<void>): Promise<void> {
    this.busy = true;
    this.error = null;
    try {
      await doing();
    } catch (thrown) {
      this.error = asAppError(thrown);
    } finally {
      this.busy = false;
    }
  }
}
