import type { AccountDetailsView } from "./bindings/AccountDetailsView";
import type { AccountNameView } from "./bindings/AccountNameView";
import type { AccountsView } from "./bindings/AccountsView";
import type { AccountView } from "./bindings/AccountView";
import type { AppError } from "./bindings/AppError";
import type { DuplicatesView } from "./bindings/DuplicatesView";
import type { EditAccount } from "./bindings/EditAccount";
import type { ListAccounts } from "./bindings/ListAccounts";
import type { MatchView } from "./bindings/MatchView";
import type { MoveAccount } from "./bindings/MoveAccount";
import type { Order } from "./bindings/Order";
import type { TagAccounts } from "./bindings/TagAccounts";
import type { TrashedView } from "./bindings/TrashedView";

/** For how long a hidden code is shown. */
const REVEALED_SECONDS = 10;
/** When the accounts of the stand-in were added, in unix seconds. */
const ADDED_AT = 1_730_000_000;

/** An account of the stand-in. Its codes are made up from the time: they change like real ones and open nothing. */
export type FakeAccount = Pick<AccountView, "id" | "issuer" | "name" | "type"> &
  Partial<Pick<AccountView, "digits" | "period" | "counter" | "confirmed" | "weak" | "tags" | "recoveryCodes" | "favourite" | "drawing" | "picture">> &
  Partial<Pick<AccountDetailsView, "algorithm" | "note" | "addedAt" | "lastUsed" | "uses">> & {
    /** Accounts with the same text have the same key. */
    key?: string;
  };

type Part = Pick<AccountsView, "accounts" | "from" | "matching" | "total" | "also" | "tags" | "unconfirmed" | "firstUnconfirmed">;
type Trashed = { account: FakeAccount; at: number; deletedAt: number };

/** The vault of the stand-in: what it keeps, and how it lists, finds and shows it. */
export class FakeAccounts {
  kept: FakeAccount[];
  hideCodes = false;
  order: Order = "own";

  #trash = new Map<string, Trashed>();
  #counterShown = new Set<string>();
  #copied = new Map<string, number[]>();
  #revealed = new Map<string, number>();

  constructor(accounts: FakeAccount[]) {
    this.kept = [...accounts];
  }

  find(id: string): FakeAccount {
    const account = this.kept.find((other) => other.id === id);
    if (account === undefined) throw { code: "account_not_found", detail: null } satisfies AppError;
    return account;
  }

  matching(query: string, tag: string | null): { account: FakeAccount; match: MatchView | null }[] {
    const words = query.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    const found = [];
    for (const account of this.#ordered()) {
      if (tag !== null && !(account.tags ?? []).includes(tag)) continue;
      const match = words.length === 0 ? null : matchOf(account, words);
      if (match !== undefined) found.push({ account, match });
    }
    return found;
  }

  part({ query, tag, from, count, around, also }: ListAccounts): Part {
    const matching = this.matching(query, tag);
    const place = around === null ? -1 : matching.findIndex(({ account }) => account.id === around);
    const wanted = place < 0 ? from : place - Math.floor(count / 2);
    const first = Math.max(0, Math.min(wanted, matching.length - count));
    const open = this.kept.filter(({ confirmed = true }) => !confirmed);
    const tags = new Map<string, number>();
    for (const name of this.kept.flatMap(({ tags = [] }) => tags)) tags.set(name, (tags.get(name) ?? 0) + 1);
    return {
      accounts: matching.slice(first, first + count).map(({ account, match }) => ({ ...this.view(account), match })),
      from: first,
      matching: matching.length,
      total: this.kept.length,
      also: this.kept.filter(({ id }) => also.includes(id)).map((account) => this.view(account)),
      tags: [...tags].map(([name, accounts]) => ({ name, accounts })).sort((a, b) => a.name.localeCompare(b.name)),
      unconfirmed: open.length,
      firstUnconfirmed: open.map(nameOf)[0] ?? null,
    };
  }

  details(id: string): AccountDetailsView {
    const account = this.find(id);
    const { algorithm = "SHA1", note = "", addedAt = ADDED_AT, lastUsed = null, uses = 0 } = account;
    return { account: this.view(account), algorithm, note, addedAt, lastUsed, uses };
  }

  twinsOf(id: string): AccountNameView[] {
    const { issuer } = this.find(id);
    const same = (other: string) => other.trim().toLocaleLowerCase() === issuer.trim().toLocaleLowerCase();
    return this.kept.filter((other) => other.id !== id && issuer !== "" && same(other.issuer)).map(nameOf);
  }

  edit({ account, ...changes }: EditAccount): void {
    Object.assign(this.find(account), changes);
  }

  tag({ accounts, add, remove }: TagAccounts): void {
    for (const account of accounts.map((id) => this.find(id))) {
      account.tags = [...new Set([...(account.tags ?? []), ...add])].filter((tag) => !remove.includes(tag));
    }
  }

  renameTag(tag: string, to: string | null): void {
    for (const account of this.kept.filter(({ tags = [] }) => tags.includes(tag))) {
      account.tags = [...new Set((account.tags ?? []).flatMap((old) => (old !== tag ? [old] : to === null ? [] : [to])))];
    }
  }

  move({ account: id, before, after }: MoveAccount): void {
    const beside = before ?? after;
    if (beside === null || (before !== null && after !== null)) throw { code: "internal", detail: null } satisfies AppError;
    const [account, other] = [this.find(id), this.find(beside)];
    if (account === other) return;
    this.kept = this.kept.filter((it) => it !== account);
    this.kept.splice(this.kept.indexOf(other) + (before === null ? 1 : 0), 0, account);
  }

  remove(ids: string[]): void {
    for (const account of ids.map((id) => this.find(id))) {
      this.bin(account, Math.floor(Date.now() / 1000), this.kept.indexOf(account));
    }
    this.kept = this.kept.filter(({ id }) => !ids.includes(id));
  }

  /** Puts an account into the trash as if it had been deleted then, in unix seconds. */
  bin(account: FakeAccount, deletedAt: number, at = 0): void {
    this.#trash.set(account.id, { account, at, deletedAt });
  }

  restore(ids: string[]): void {
    const all = ids.map((id) => this.#trash.get(id));
    if (all.includes(undefined)) throw { code: "account_not_found", detail: null } satisfies AppError;
    for (const { account, at } of (all as Trashed[]).toSorted((a, b) => a.at - b.at)) {
      this.#trash.delete(account.id);
      this.kept.splice(at, 0, account);
    }
  }

  trash(): TrashedView[] {
    return [...this.#trash.values()].reverse().map(({ account, deletedAt }) => {
      const days = Math.floor((Date.now() / 1000 - deletedAt) / 86_400);
      return { ...nameOf(account), deletedAt, daysLeft: 30 - days };
    });
  }

  duplicates(): DuplicatesView[] {
    const groups = [...this.#alike("same_key", ({ key }) => key), ...this.#alike("same_name", ({ issuer, name }) => `${issuer}\n${name}`)];
    return groups.filter(({ accounts }, at) => !groups.slice(0, at).some((other) => accounts.every(({ id }) => other.accounts.some((it) => it.id === id))));
  }

  reveal(id: string): AccountView {
    this.#revealed.set(id, Math.floor(Date.now() / 1000) + REVEALED_SECONDS);
    return this.view(this.find(id));
  }

  nextCode(id: string): AccountView {
    const account = this.find(id);
    account.counter = (account.counter ?? 0) + 1;
    this.#counterShown.add(id);
    return this.reveal(id);
  }

  setCounter(id: string, counter: number): void {
    this.find(id).counter = counter;
    this.#counterShown.delete(id);
  }

  /** Notes that the code that began at `from`, or the one of the counter, was copied. */
  noteCopied(id: string, from: number | null): void {
    const account = this.find(id);
    this.#copied.set(id, [...(this.#copied.get(id) ?? []), from ?? account.counter ?? 0]);
    account.uses = (account.uses ?? 0) + 1;
    account.lastUsed = Math.floor(Date.now() / 1000);
  }

  view(account: FakeAccount): AccountView {
    const whole = this.#whole(account);
    const until = this.#revealed.get(account.id) ?? 0;
    if (!this.hideCodes) return whole;
    if (Date.now() / 1000 < until) return { ...whole, hidesAt: until };
    return whole.code === null ? whole : { ...whole, code: null, next: null, hidden: true };
  }

  #whole(account: FakeAccount): AccountView {
    const { id, issuer, name, type, confirmed = true, weak = false, tags = [], recoveryCodes = null } = account;
    const { favourite = false, drawing = null, picture = null } = account;
    const digits = account.digits ?? (type === "yandex" ? 8 : type === "steam" ? 5 : 6);
    const marks = this.#copied.get(id) ?? [];
    const copied = type === "hotp" ? marks.filter((mark) => mark === (account.counter ?? 0)) : marks;
    const own = { favourite, drawing, picture, hidden: false, hidesAt: null, match: null };
    const common = { id, issuer, name, type, digits, confirmed, weak, tags, copied, recoveryCodes, ...own };
    if (type === "hotp") {
      const counter = account.counter ?? 0;
      const code = this.#counterShown.has(id) ? madeUpCode(id, counter, digits, type) : null;
      return { ...common, code, next: null, from: null, until: null, period: null, counter };
    }
    const period = account.period ?? 30;
    const step = Math.floor(Date.now() / 1000 / period);
    const [code, next] = [madeUpCode(id, step, digits, type), madeUpCode(id, step + 1, digits, type)];
    return { ...common, code, next, from: step * period, until: (step + 1) * period, period, counter: null };
  }

  #ordered(): FakeAccount[] {
    const by: Record<Order, (a: FakeAccount, b: FakeAccount) => number> = {
      own: () => 0,
      name: (a, b) => (a.issuer || a.name).localeCompare(b.issuer || b.name) || a.name.localeCompare(b.name),
      most_used: (a, b) => (b.uses ?? 0) - (a.uses ?? 0),
      last_used: (a, b) => (b.lastUsed ?? 0) - (a.lastUsed ?? 0),
    };
    return this.kept.toSorted((a, b) => Number(b.favourite ?? false) - Number(a.favourite ?? false) || by[this.order](a, b));
  }

  #alike(why: DuplicatesView["why"], what: (account: FakeAccount) => string | undefined): DuplicatesView[] {
    const groups = new Map<string, FakeAccount[]>();
    for (const account of this.kept) {
      const same = what(account);
      if (same !== undefined) groups.set(same, [...(groups.get(same) ?? []), account]);
    }
    return [...groups.values()]
      .filter((accounts) => accounts.length > 1)
      .map((accounts) => ({
        why,
        accounts: accounts.map((account) => {
          const { addedAt = ADDED_AT, lastUsed = null, confirmed = true } = account;
          return { ...nameOf(account), addedAt, lastUsed, confirmed };
        }),
      }));
  }
}

function nameOf({ id, issuer, name }: FakeAccount): AccountNameView {
  return { id, issuer, name };
}

/** `undefined`: some word is nowhere. The real search does more. */
function matchOf({ issuer, name, tags = [], note = "" }: FakeAccount, words: string[]): MatchView | undefined {
  const match: MatchView = { issuer: [], name: [], beside: null };
  for (const word of words) {
    const at = (text: string): [number, number][] => {
      const start = text.toLocaleLowerCase().indexOf(word);
      return start < 0 ? [] : [[start, start + word.length]];
    };
    const tag = tags.find((text) => at(text).length > 0);
    if (at(issuer).length > 0) match.issuer.push(...at(issuer));
    else if (at(name).length > 0) match.name.push(...at(name));
    else if (tag !== undefined) match.beside = { field: "tag", text: tag, marks: at(tag) };
    else if (at(note).length > 0) match.beside = { field: "note", text: note, marks: at(note) };
    else return undefined;
  }
  return match;
}

function madeUpCode(id: string, step: number, digits: number, type: AccountView["type"]): string {
  const letters = type === "yandex" ? "abcdefghijklmnopqrstuvwxyz" : type === "steam" ? "23456789BCDFGHJKMNPQRTVWXY" : "0123456789";
  let seed = step % 2_147_483_647;
  for (const letter of id) seed = (seed * 31 + letter.charCodeAt(0)) % 2_147_483_647;
  let code = "";
  for (let at = 0; at < digits; at += 1) {
    seed = (seed * 48_271 + 11) % 2_147_483_647;
    code += letters[seed % letters.length];
  }
  return code;
}
