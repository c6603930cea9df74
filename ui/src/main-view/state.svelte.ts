import { asAppError, type Backend } from "../backend/backend";
import type { AccountsView } from "../backend/bindings/AccountsView";
import type { AccountView } from "../backend/bindings/AccountView";
import type { AppError } from "../backend/bindings/AppError";
import type { Clock } from "../time/clock.svelte";
import { t } from "../words/words.svelte";

/** Which code of an account lies on the clipboard: the one of a period, or the one of a counter. */
type Mark = { from: number | null; counter: number | null };

/** The accounts as the window shows them: the last answer of the backend, and what the person did since. */
export class Accounts {
  list = $state.raw<AccountView[]>([]);
  unsaved = $state.raw<AppError | null>(null);
  /** The vault was damaged: when the copy that is shown was written, in unix seconds. */
  restored = $state<number | null>(null);
  /** Accounts in the vault that cannot be read. */
  unreadable = $state(0);
  /** Why the last question for the accounts failed. */
  problem = $state.raw<AppError | null>(null);
  query = $state("");
  tag = $state<string | null>(null);
  /** Accounts whose code is being asked for, so that a second press does nothing. */
  busy = $state.raw<ReadonlySet<string>>(new Set());

  #copied = $state.raw<Readonly<Record<string, Mark>>>({});
  #asking: Promise<void> | null = null;
  #again = false;

  constructor(
    private readonly backend: Backend,
    private readonly clock: Clock,
  ) {}

  readonly tags = $derived([...new Set(this.list.flatMap((account) => account.tags))].sort((a, b) => a.localeCompare(b)));

  readonly visible = $derived.by(() => {
    const words = this.query.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    const tag = this.tag !== null && this.tags.includes(this.tag) ? this.tag : null;
    return this.list.filter((account) => {
      if (tag !== null && !account.tags.includes(tag)) return false;
      const text = `${account.issuer} ${account.name}`.toLocaleLowerCase();
      return words.every((word) => text.includes(word));
    });
  });

  byId(id: string): AccountView | undefined {
    return this.list.find((account) => account.id === id);
  }

  /** Leaves nothing of the accounts in the page. */
  forget(): void {
    this.list = [];
    this.#copied = {};
    this.query = "";
    this.tag = null;
  }

  /** Asks the backend again. Calls that come while one is under way share the next one. */
  async refresh(): Promise<void> {
    if (this.#asking !== null) {
      this.#again = true;
      return this.#asking;
    }
    this.#asking = this.#ask();
    try {
      await this.#asking;
    } finally {
      this.#asking = null;
    }
  }

  /** Copies a code and marks it. Rejects with the backend's error. */
  async copy(account: AccountView, which: "current" | "next"): Promise<{ startsIn: number }> {
    const copied = await this.backend.copyCode({ account: account.id, which });
    this.#copied = { ...this.#copied, [account.id]: { from: copied.validFrom, counter: account.counter } };
    const startsIn = copied.validFrom === null ? 0 : Math.max(0, Math.ceil(copied.validFrom - this.clock.second));
    return { startsIn };
  }

  /** Moves a counter account on to its next code. */
  async nextCode(id: string): Promise<void> {
    if (this.busy.has(id)) return;
    this.busy = new Set([...this.busy, id]);
    try {
      const account = await this.backend.nextCode({ account: id });
      this.list = this.list.map((old) => (old.id === id ? account : old));
    } finally {
      this.busy = new Set([...this.busy].filter((other) => other !== id));
    }
  }

  /** Whether the code that began at `from` (or, for a counter account, the one shown) was copied. */
  isCopied(account: AccountView, from: number | null): boolean {
    const mark = this.#copied[account.id];
    if (mark === undefined) return false;
    return from === null ? mark.counter === account.counter : mark.from === from;
  }

  async #ask(): Promise<void> {
    do {
      this.#again = false;
      try {
        this.#take(await this.backend.accounts());
        this.problem = null;
      } catch (thrown) {
        this.problem = asAppError(thrown);
      }
    } while (this.#again);
  }

  #take(view: AccountsView): void {
    this.clock.follow(view.now);
    this.unsaved = view.unsaved;
    this.restored = view.restored;
    this.unreadable = view.unreadable;
    this.list = view.accounts;
  }
}

/** What an account is called in one line: the service, or else its name. */
export function titleOf(account: { issuer: string; name: string }): string {
  return account.issuer || account.name || t("account-unnamed");
}

/** Service and name in one line, for messages. */
export function labelOf(account: { issuer: string; name: string }): string {
  return account.issuer && account.name ? `${account.issuer}, ${account.name}` : titleOf(account);
}
