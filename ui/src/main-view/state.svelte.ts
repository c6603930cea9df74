import { asAppError, type Backend } from "../backend/backend";
import type { AccountNameView } from "../backend/bindings/AccountNameView";
import type { AccountsView } from "../backend/bindings/AccountsView";
import type { AccountView } from "../backend/bindings/AccountView";
import type { AppError } from "../backend/bindings/AppError";
import type { ClockView } from "../backend/bindings/ClockView";
import type { CopiedView } from "../backend/bindings/CopiedView";
import type { TagView } from "../backend/bindings/TagView";
import type { WaitEndedView } from "../backend/bindings/WaitEndedView";
import type { Clock } from "../time/clock.svelte";
import { t } from "../words/words.svelte";

/** Which code of an account lies on the clipboard: the one of a period, or the one of a counter. */
type Mark = { from: number | null; counter: number | null; at: number };
type Marks = Readonly<Record<string, readonly Mark[]>>;
/** A part of the list. */
type Part = { from: number; count: number };

/** Two presses within this time are one, of a person used to double clicks. */
const DOUBLE_CLICK_MS = 1_500;

/** How many accounts are asked for at first. */
const PART = 100;
/** Accounts that something besides the list shows: the open sheet, a copy that waits. */
const PINS = 4;

/** What a copy came to: `seconds` until the copied code is valid, or until the waiting copy is done. */
export type CopyResult = { seconds: number; waits: boolean; again: boolean };

/**
 * The accounts as the window shows them: a part of the list, as the last answer of the backend gave it, and what the
 * person did since. What is searched for is found by the backend: the page never has all of a large vault.
 */
export class Accounts {
  /** The part of the list that is here. */
  rows = $state.raw<AccountView[]>([]);
  /** Place of the first of them in the list, from 0. */
  from = $state(0);
  /** How many the list has: all that match what is searched for. */
  matching = $state(0);
  /** How many there are in the vault. */
  total = $state(0);
  tags = $state.raw<TagView[]>([]);
  /** How many accounts no portal has confirmed yet, and the first of them. */
  unconfirmed = $state(0);
  firstUnconfirmed = $state.raw<AccountNameView | null>(null);
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
  /** Accounts whose code is being asked for, so that a second press does nothing. */
  busy = $state.raw<ReadonlySet<string>>(new Set());

  #query = $state("");
  #tag = $state<string | null>(null);
  #wanted: Part = { from: 0, count: PART };
  #around: string | null = null;
  #also = $state.raw<AccountView[]>([]);
  #pins: string[] = [];
  #copied = $state.raw<Marks>({});
  #last = { account: "", at: 0 };
  #asking: Promise<void> | null = null;
  #again = false;

  constructor(
    private readonly backend: Backend,
    private readonly clock: Clock,
  ) {}

  /** What is searched for. */
  get query(): string {
    return this.#query;
  }
  set query(text: string) {
    if (text === this.#query) return;
    this.#query = text;
    this.#toTop();
  }

  /** Only accounts with this tag; `null`: all. */
  get tag(): string | null {
    return this.#tag;
  }
  set tag(tag: string | null) {
    if (tag === this.#tag) return;
    this.#tag = tag;
    this.#toTop();
  }

  /** Everything that is here: the part of the list, and what is shown besides. */
  readonly known = $derived([...this.rows, ...this.#also]);

  byId(id: string): AccountView | undefined {
    return this.known.find((account) => account.id === id);
  }

  /** The place in the list of an account that is here. */
  placeOf(id: string): number | null {
    const at = this.rows.findIndex((account) => account.id === id);
    return at < 0 ? null : this.from + at;
  }

  /** Keeps an account here, wherever the list is. */
  async pin(id: string): Promise<void> {
    this.#pins = [...this.#pins.filter((other) => other !== id), id].slice(-PINS);
    if (this.byId(id) === undefined) await this.refresh();
  }

  /** Brings another part of the list here. */
  async need(from: number, count: number): Promise<void> {
    this.#wanted = { from, count };
    await this.refresh();
  }

  /** Shows the whole list again, from its top or around an account. */
  async showAll(around: string | null = null): Promise<void> {
    this.#query = "";
    this.#tag = null;
    this.#wanted = { ...this.#wanted, from: 0 };
    await this.bring(around);
  }

  /** The first of the list as it is now, whatever was typed last. */
  async first(): Promise<AccountView | null> {
    await this.need(0, PART);
    return this.problem === null && this.from === 0 ? (this.rows[0] ?? null) : null;
  }

  /** Brings the part of the list here in which an account stands. */
  async bring(id: string | null): Promise<void> {
    this.#around = id;
    await this.refresh();
  }

  /** Leaves nothing of the accounts in the page. */
  forget(): void {
    this.rows = [];
    this.#also = [];
    this.#pins = [];
    this.tags = [];
    this.firstUnconfirmed = null;
    this.#copied = {};
    this.waiting = null;
    this.#query = "";
    this.#tag = null;
    this.#wanted = { from: 0, count: PART };
  }

  /** Asks the backend again. Calls that come while one is under way share the next one. */
  async refresh(): Promise<void> {
    if (this.#asking !== null) {
      this.#again = true;
      return this.#asking;
    }
    this.#asking = this.#ask();
    return this.#asking;
  }

  /** Copies a code and marks it, or begins to wait. Rejects with the backend's error. */
  async copy(account: AccountView, which: "current" | "next"): Promise<CopyResult> {
    this.waiting = null;
    const { copied, waitsUntil } = await this.backend.copyCode({ account: account.id, which });
    const inSeconds = (at: number | null) => (at === null ? 0 : Math.max(0, Math.ceil(at - this.clock.second)));
    if (copied === null) {
      if (waitsUntil !== null) this.waiting = { account: account.id, until: waitsUntil };
      // Its end is told by name, wherever the list is by then.
      void this.pin(account.id);
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
      this.#replace(await this.backend.nextCode({ account: id }));
    } finally {
      this.busy = new Set([...this.busy].filter((other) => other !== id));
    }
  }

  /** Shows a hidden code for a while. */
  async reveal(id: string): Promise<AccountView> {
    const account = await this.backend.revealCode({ account: id });
    this.#replace(account);
    return account;
  }

  /** Whether the code that began at `from` (or, for a counter account, the one shown) was copied. */
  isCopied(account: AccountView, from: number | null): boolean {
    if (from === null ? account.copied.length > 0 : account.copied.includes(from)) return true;
    // Copied since the last answer of the backend.
    const marks = this.#copied[account.id] ?? [];
    return marks.some((mark) => (from === null ? mark.counter === account.counter : mark.from === from));
  }

  #toTop(): void {
    this.#wanted = { from: 0, count: PART };
    void this.refresh();
  }

  #replace(account: AccountView): void {
    const replaced = (old: AccountView) => (old.id === account.id ? { ...account, match: old.match } : old);
    this.rows = this.rows.map(replaced);
    this.#also = this.#also.map(replaced);
  }

  #mark(account: AccountView, { validFrom }: CopiedView): void {
    // This code and the next one: older ones are not shown any more.
    const marks = [{ from: validFrom, counter: account.counter, at: performance.now() }, ...(this.#copied[account.id] ?? [])].slice(0, 2);
    this.#copied = { ...this.#copied, [account.id]: marks };
  }

  /** Shows the answer that came with the start, to the question with which a window begins. */
  begin(view: AccountsView): void {
    this.#take(view, this.#wanted, performance.now());
    this.problem = null;
  }

  async #ask(): Promise<void> {
    do {
      this.#again = false;
      const { query, tag } = this;
      const wanted = this.#wanted;
      const around = this.#around;
      this.#around = null;
      const askedAt = performance.now();
      try {
        this.#take(await this.backend.accounts({ query, tag, ...wanted, around, also: this.#pins }), wanted, askedAt);
        this.problem = null;
      } catch (thrown) {
        this.problem = asAppError(thrown);
      }
    } while (this.#again);
    // Without a pause behind the last look at `#again`: whatever asks from now on begins anew.
    this.#asking = null;
  }

  /** Trouble that is new is told only when the system does not say that it has set the clock itself. */
  async #heed(state: ClockView): Promise<void> {
    const isNew = state.trouble !== null && this.clockState.trouble?.kind !== state.trouble.kind;
    this.clockState = isNew ? await this.backend.checkClock().then(({ clock }) => clock, () => state) : state;
  }

  /** `wanted`: which part was asked for, at `askedAt` by the steady clock. */
  #take(view: AccountsView, wanted: Part, askedAt: number): void {
    this.clock.follow(view.now);
    void this.#heed(view.clock);
    this.unsaved = view.unsaved;
    this.restored = view.restored;
    this.unreadable = view.unreadable;
    this.rows = view.accounts;
    this.from = view.from;
    // Unless another part is wanted by now.
    if (this.#wanted === wanted) this.#wanted = { ...wanted, from: view.from };
    // What was copied before the question stands in the answer.
    this.#copied = later(this.#copied, askedAt);
    this.matching = view.matching;
    this.total = view.total;
    this.#also = view.also;
    this.tags = view.tags;
    this.unconfirmed = view.unconfirmed;
    this.firstUnconfirmed = view.firstUnconfirmed;
    // Its last account is gone, or has lost it.
    if (this.#tag !== null && !view.tags.some(({ name }) => name === this.#tag)) this.tag = null;
  }
}

function later(marks: Marks, than: number): Marks {
  return Object.fromEntries(Object.entries(marks).map(([id, all]) => [id, all.filter(({ at }) => at > than)]));
}

/** What an account is called in one line: the service, or else its name. */
export function titleOf(account: { issuer: string; name: string }): string {
  return account.issuer || account.name || t("account-unnamed");
}

/** Service and name in one line, for messages. */
export function labelOf(account: { issuer: string; name: string }): string {
  return account.issuer && account.name ? `${account.issuer}, ${account.name}` : titleOf(account);
}
