import { asAppError, type Backend } from "../backend/backend";
import type { AccountsView } from "../backend/bindings/AccountsView";
import type { AccountView } from "../backend/bindings/AccountView";
import type { AppError } from "../backend/bindings/AppError";
import type { ClockView } from "../backend/bindings/ClockView";
import type { CopiedView } from "../backend/bindings/CopiedView";
import type { WaitEndedView } from "../backend/bindings/WaitEndedView";
import type { Clock } from "../time/clock.svelte";
import { t } from "../words/words.svelte";

/** Which code of an account lies on the clipboard: the one of a period, or the one of a counter. */
type Mark = { from: number | null; counter: number | null };

/** Two presses within this time are one, of a person used to double clicks. */
const DOUBLE_CLICK_MS = 1_500;

/** What a copy came to: `seconds` until the copied code is valid, or until the waiting copy is done. */
export type CopyResult = { seconds: number; waits: boolean; again: boolean };

/** The accounts as the window shows them: the last answer of the backend, and what the person did since. */
export class Accounts {
  list = $state.raw<AccountView[]>([]);
  unsaved = $state.raw<AppError | null>(null);
  /** The vault was damaged: when the copy that is shown was written, in unix seconds. */
  restored = $state<number | null>(null);
  /** Accounts in the vault that cannot be read. */
  unreadable = $state(0);
  /** Whether the computer's clock can be right. */
  clockState = $state.raw<ClockView>({ trouble: null, correction: null });
  /** The copy that waits for the next code, in unix seconds. */
  waiting = $state.raw<{ account: string; until: number } | null>(null);
  /** Why the last question for the accounts failed. */
  problem = $state.raw<AppError | null>(null);
  query = $state("");
  tag = $state<string | null>(null);
  /** Accounts whose code is being asked for, so that a second press does nothing. */
  busy = $state.raw<ReadonlySet<string>>(new Set());

  #copied = $state.raw<Readonly<Record<string, readonly Mark[]>>>({});
  #last = { account: "", at: 0 };
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
    this.waiting = null;
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

  /** Copies a code and marks it, or begins to wait. Rejects with the backend's error. */
  async copy(account: AccountView, which: "current" | "next"): Promise<CopyResult> {
    this.waiting = null;
    const { copied, waitsUntil } = await this.backend.copyCode({ account: account.id, which });
    const inSeconds = (at: number | null) => (at === null ? 0 : Math.max(0, Math.ceil(at - this.clock.second)));
    if (copied === null) {
      if (waitsUntil !== null) this.waiting = { account: account.id, until: waitsUntil };
      return { seconds: inSeconds(waitsUntil), waits: true, again: false };
    }
    const now = performance.now();
    const isDoubleClick = this.#last.account === account.id && now - this.#last.at < DOUBLE_CLICK_MS;
    this.#last = { account: account.id, at: now };
    const again = !isDoubleClick && this.isCopied(account, copied.validFrom);
    this.#mark(account, copied);
    return { seconds: inSeconds(copied.validFrom), waits: false, again };
  }

  /** Whether a copy waits for the next code: of this account, or of any. */
  waits(id?: string): boolean {
    return this.waiting !== null && this.clock.second < this.waiting.until && (id ?? this.waiting.account) === this.waiting.account;
  }

  /** The copy that waited is done, or was given up. */
  waitEnded({ account: id, copied }: WaitEndedView): AccountView | undefined {
    if (this.waiting?.account === id) this.waiting = null;
    const account = this.byId(id);
    if (account !== undefined && copied !== null) this.#mark(account, copied);
    return account;
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
    if (from === null ? account.copied.length > 0 : account.copied.includes(from)) return true;
    // Copied since the last answer of the backend.
    const marks = this.#copied[account.id] ?? [];
    return marks.some((mark) => (from === null ? mark.counter === account.counter : mark.from === from));
  }

  #mark(account: AccountView, { validFrom }: CopiedView): void {
    // This code and the next one: older ones are not shown any more.
    const marks = [{ from: validFrom, counter: account.counter }, ...(this.#copied[account.id] ?? [])].slice(0, 2);
    this.#copied = { ...this.#copied, [account.id]: marks };
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

  /** Trouble that is new is told only when the system does not say that it has set the clock itself. */
  async #heed(state: ClockView): Promise<void> {
    const isNew = state.trouble !== null && this.clockState.trouble?.kind !== state.trouble.kind;
    this.clockState = isNew ? await this.backend.checkClock().then(({ clock }) => clock, () => state) : state;
  }

  #take(view: AccountsView): void {
    this.clock.follow(view.now);
    void this.#heed(view.clock);
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
