import { SvelteSet } from "svelte/reactivity";

import type { Backend } from "../backend/backend";
import type { Accounts } from "./state.svelte";

/** Several accounts at once: which ones the person has ticked. */
export class Selecting {
  on = $state(false);
  readonly ids = new SvelteSet<string>();
  /** The one ticked last, from which a range goes. */
  #last: string | null = null;

  constructor(
    private readonly backend: Backend,
    private readonly accounts: Accounts,
  ) {}

  begin(): void {
    this.on = true;
  }

  end(): void {
    this.on = false;
    this.ids.clear();
    this.#last = null;
  }

  toggle(id: string): void {
    this.on = true;
    this.#last = id;
    if (!this.ids.delete(id)) this.ids.add(id);
  }

  /** Everything that the list has now. */
  async all(): Promise<void> {
    this.on = true;
    for (const id of await this.#listed()) this.ids.add(id);
  }

  /** Everything from the one ticked last up to this one. */
  async upTo(id: string): Promise<void> {
    const all = await this.#listed();
    const ends = [all.indexOf(this.#last ?? id), all.indexOf(id)].sort((a, b) => a - b);
    const [first = 0, last = 0] = ends;
    if (first < 0) return this.toggle(id);
    this.on = true;
    this.#last = id;
    for (const other of all.slice(first, last + 1)) this.ids.add(other);
  }

  /** Forgets those that are not in the vault any more. */
  async prune(): Promise<void> {
    if (this.ids.size === 0) return;
    const there = new Set(await this.backend.matchingAccounts({ query: "", tag: null }));
    for (const id of this.ids) if (!there.has(id)) this.ids.delete(id);
  }

  #listed(): Promise<string[]> {
    const { query, tag } = this.accounts;
    return this.backend.matchingAccounts({ query, tag });
  }
}
