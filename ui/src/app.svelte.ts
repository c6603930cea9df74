import { getContext, setContext, tick } from "svelte";

import { Adding } from "./add/state.svelte";
import { asAppError, type Backend } from "./backend/backend";
import type { AccountView } from "./backend/bindings/AccountView";
import type { AppError } from "./backend/bindings/AppError";
import type { DroppedView } from "./backend/bindings/DroppedView";
import type { Order } from "./backend/bindings/Order";
import type { SettingsView } from "./backend/bindings/SettingsView";
import type { StartView } from "./backend/bindings/StartView";
import type { WaitEndedView } from "./backend/bindings/WaitEndedView";
import type { Way } from "./backend/bindings/Way";
import { Editing } from "./edit/state.svelte";
import { Exporting } from "./export/state.svelte";
import { Given } from "./given.svelte";
import { Helping } from "./help/state.svelte";
import { Importing } from "./import/state.svelte";
import { Selecting } from "./main-view/selecting.svelte";
import { Accounts, labelOf } from "./main-view/state.svelte";
import { Messages } from "./parts/messages.svelte";
import { Protection } from "./recovery/state.svelte";
import type { Sheet } from "./sheets";
import { Clock } from "./time/clock.svelte";
import { errorText, speak, t } from "./words/words.svelte";

export type { Sheet };

/** A sheet that lies under the open one, and what had the focus in it. */
type Under = { sheet: Sheet; focused: string | undefined };

/** Sheets with fields. Adding and importing take what is dropped or pasted themselves. */
const withText = ["edit", "export", "account-code", "recovery-codes", "counter", "tags", "tag-accounts", "recovery-check", "password", "password-change", "password-remove", "backup-restore"];

const KEY = Symbol("app");
/** The shell need not hear of every key and move of the mouse. */
const ACTIVITY_EVERY_MS = 15_000;

/** The window as a whole: where it is, and the moves between its views. */
export class App {
  readonly clock = new Clock();
  readonly messages = new Messages();
  readonly accounts: Accounts;
  readonly selecting: Selecting;
  readonly adding: Adding;
  readonly importing: Importing;
  readonly editing: Editing;
  readonly exporting: Exporting;
  readonly helping: Helping;
  readonly given: Given;
  readonly protection: Protection;

  phase = $state<"opening" | "blocked" | "locked" | "open">("opening");
  /** Why it is not open, where the person did not ask for that. */
  blocked = $state.raw<AppError | null>(null);
  /** What can be done while it is not open, the best first. */
  ways = $state.raw<Way[]>([]);
  settings = $state.raw<SettingsView | null>(null);
  sheet = $state.raw<Sheet | null>(null);
  /** A code was handed over, and the person was never told to keep it to himself. */
  fraudDue = $state(false);
  /** A file is being dragged over the window. */
  dragging = $state(false);

  /** The list while it is there: it knows how to get to a card that is out of sight. */
  listed: { toCard: (id: string) => Promise<boolean> } | null = null;

  #under = $state.raw<Under[]>([]);
  /** The menu of the tray wants an account to be added. */
  #addAsked = false;
  #active = Number.NEGATIVE_INFINITY;

  constructor(readonly backend: Backend) {
    this.accounts = new Accounts(backend, this.clock);
    this.selecting = new Selecting(backend, this.accounts);
    this.adding = new Adding(backend, (ids) => this.#added(ids));
    this.importing = new Importing(backend, () => this.#imported());
    this.editing = new Editing(backend, () => this.accounts.tags.map(({ name }) => name));
    this.exporting = new Exporting(backend);
    this.helping = new Helping(backend);
    this.given = new Given(backend);
    this.protection = new Protection(backend);
  }

  /** Whether something is being typed that nothing that comes from elsewhere may throw away. */
  get isTyping(): boolean {
    return withText.includes(this.sheet?.kind ?? "");
  }

  /** Whether the open sheet was opened from another one. */
  get deep(): boolean {
    return this.#under.length > 0;
  }

  /** Listens to the shell, and enters what it opens. Returns what stops both. */
  run(opening: Promise<StartView>): () => void {
    const { backend } = this;
    void this.open(() => opening);
    const stops = [
      backend.on("add-asked", () => {
        this.#addAsked = true;
        this.#addWhereAsked();
      }),
      backend.on("clipboard-cleared", () => this.messages.show({ text: t("clipboard-cleared") })),
      backend.on("copy-ended", (ended) => this.#copyEnded(ended)),
      backend.on("dragging", (over) => {
        this.dragging = over && this.phase === "open";
      }),
      backend.on("dropped", (dropped) => {
        this.dragging = false;
        this.#take(dropped);
      }),
      backend.on("given", () => this.given.arrived()),
      backend.on("backup-failed", () => void this.protection.refresh()),
      backend.on("recovery-codes-changed", () => void this.accounts.refresh()),
      backend.on("code-typed", () => void this.accounts.refresh()),
      backend.on("sheet-closed", (closed) => {
        this.protection.left(closed);
        void this.protection.refresh();
      }),
    ];
    this.clock.start();
    // Answered at once, also while the keyring keeps the vault waiting: language and theme of the wait.
    backend.settings().then(
      (settings) => {
        if (this.settings === null) this.apply(settings);
      },
      () => undefined,
    );
    return () => {
      this.clock.stop();
      for (const stop of stops) stop();
    };
  }

  /** Starts or starts again; ends in the blocked view with words when it does not work. */
  async open(start: () => Promise<StartView>): Promise<void> {
    try {
      await this.enter(await start());
    } catch (thrown) {
      this.#block(asAppError(thrown), ["retry"]);
    }
  }

  /** Looks at what the program was given, once nothing is in the way. */
  async openGiven(): Promise<void> {
    if (!this.given.waits || this.phase !== "open" || this.isTyping) return;
    const found = await this.given.open();
    if (found !== null) this.#take(found);
  }

  /** Goes where a start, or an attempt to open, has led. */
  async enter(view: StartView): Promise<void> {
    if (view.given) this.given.arrived();
    await speak(view.settings.shownLanguage);
    this.apply(view.settings);
    if (view.state === "blocked") return this.#block(view.error ?? { code: "unexpected", detail: null }, view.ways);
    if (view.state === "locked") return this.#locked(view.ways, view.error);
    // Before the first account there is no vault, and nothing to protect. Known before anything is shown: what stands
    // at the foot of the window does not push the list about.
    const protecting = view.state === "welcome" ? undefined : this.protection.refresh();
    if (view.accounts === null) await this.accounts.refresh();
    else this.accounts.begin(view.accounts);
    const { problem } = this.accounts;
    if (problem !== null && view.state === "ready") return this.#block(problem, ["retry"]);
    this.accounts.problem = null;
    this.ways = view.ways;
    await (protecting ?? this.protection.forget());
    this.phase = "open";
    this.#addWhereAsked();
    if (this.protection.view?.openedBySheet) this.sheet = { kind: "after-sheet" };
  }

  /**
   * Puts the codes away. The shell rebuilds the window; until then this one shows nothing either. A change that is
   * not saved is asked about first, unless `anyway`.
   */
  async lock(anyway = false): Promise<void> {
    if (this.phase !== "open") return;
    const password = this.protection.view?.guard === "password";
    try {
      // Before the first account there is nothing to lock.
      if (!(await this.backend.lock({ anyway }))) return;
    } catch (thrown) {
      const error = asAppError(thrown);
      if (error.code === "unsaved_at_lock") this.show({ kind: "lock-unsaved" });
      else this.messages.failure = error;
      return;
    }
    // The shell has forgotten what waited.
    this.given.waits = false;
    this.#locked(password ? ["password", "sheet"] : ["retry"]);
  }

  /** Someone pressed a key or moved the mouse: tells the shell, which locks when nobody is there. */
  active(): void {
    const now = performance.now();
    if (this.phase !== "open" || now - this.#active < ACTIVITY_EVERY_MS) return;
    this.#active = now;
    this.backend.noteActivity().catch(() => undefined);
  }

  /** Puts settings into effect at once. */
  apply(settings: SettingsView): void {
    const before = this.settings;
    this.settings = settings;
    const { dataset, style } = document.documentElement;
    dataset["theme"] = settings.theme;
    dataset["density"] = settings.density;
    style.fontSize = `${settings.textPercent}%`;
    void speak(settings.shownLanguage);
    const isListChanged = before?.order !== settings.order || before.hideCodes !== settings.hideCodes;
    if (this.phase === "open" && isListChanged) void this.accounts.refresh();
  }

  /** Opens what adds an account if that was asked for elsewhere, as soon as there is a vault to add it to. */
  #addWhereAsked(): void {
    if (!this.#addAsked || this.phase !== "open") return;
    this.#addAsked = false;
    if (!this.isTyping) this.openAdd();
  }

  openAdd(): void {
    if (this.sheet?.kind !== "add") this.adding.begin();
    this.#under = [];
    this.sheet = { kind: "add" };
  }

  addFromClipboard(): void {
    if (this.sheet?.kind === "import") return void this.importing.find("clipboard");
    this.openAdd();
    void this.findInClipboard();
  }

  /** Looks at the clipboard; a file of another app found there is imported. */
  async findInClipboard(): Promise<void> {
    await this.adding.find("clipboard");
    if (this.sheet?.kind !== "add" || this.adding.error?.code !== "for_import") return;
    this.show({ kind: "import" });
    await this.importing.find("clipboard");
  }

  /** Opens a sheet over the one that is open; `back` leads there again. */
  show(sheet: Sheet): void {
    if (this.sheet?.kind === sheet.kind) return;
    if ("account" in sheet) {
      // It may stand in another part of the list than the one that is here.
      const isHere = this.accounts.byId(sheet.account) !== undefined;
      const pinned = this.accounts.pin(sheet.account);
      if (!isHere) return void pinned.then(() => this.accounts.byId(sheet.account) !== undefined && this.#show(sheet));
    }
    this.#show(sheet);
  }

  #show(sheet: Sheet): void {
    if (sheet.kind === "import") void this.importing.begin();
    if (sheet.kind === "help") void this.helping.begin(sheet.article);
    if (sheet.kind === "export") this.exporting.begin(sheet.accounts);
    if (sheet.kind === "account-code") this.exporting.begin();
    if (this.sheet?.kind === "add") this.adding.end();
    else if (this.sheet !== null) this.#under = [...this.#under, { sheet: this.sheet, focused: document.activeElement?.id }];
    this.messages.failure = null;
    this.sheet = sheet;
  }

  close(): void {
    if (this.sheet?.kind === "add") this.adding.end();
    if (this.sheet?.kind === "import") this.importing.end();
    if (this.sheet?.kind === "help") this.helping.end();
    this.#under = [];
    this.sheet = null;
  }

  /** Closes, as the cross does: what was typed is asked about first. */
  dismiss(): void {
    if (this.sheet?.kind === "edit" && this.editing.back()) return;
    this.close();
  }

  /** One step back, as Esc does. */
  back(): void {
    if (this.sheet?.kind === "edit" && this.editing.back()) return;
    if (this.sheet?.kind === "add" && this.adding.back()) return;
    if (this.sheet?.kind === "export" && this.exporting.back()) return;
    if (this.sheet?.kind === "help" && this.helping.back()) return;
    if (this.sheet?.kind === "import") {
      if (this.importing.back()) return;
      this.importing.end();
    }
    const under = this.#under.at(-1);
    if (under === undefined) return this.close();
    if (this.sheet?.kind === "help") this.helping.end();
    this.#under = this.#under.slice(0, -1);
    this.messages.failure = null;
    this.sheet = under.sheet;
    void tick().then(() => document.getElementById(under.focused ?? "")?.focus());
  }

  /** What Enter on an account does; `next`: with Shift. */
  press(account: AccountView, next: boolean): void {
    if (account.type === "hotp" && account.code === null && !account.hidden) void this.nextCode(account);
    else void this.copy(account, next && account.type !== "hotp" ? "next" : "current");
  }

  /** Copies and says so; what does not work ends up in the banner. */
  async copy(account: AccountView, which: "current" | "next" = "current"): Promise<boolean> {
    return this.attempt(async () => {
      if (account.hidden) await this.accounts.reveal(account.id);
      const { seconds, waits, again } = await this.accounts.copy(account, which);
      if (waits) {
        const act = { text: t("copy-take-next"), run: () => void this.#takeNext(account) };
        this.messages.show({ text: t("copy-waits", { seconds }), act });
        return;
      }
      if (again) this.messages.show({ text: t(account.type === "hotp" ? "copied-again-counter" : "copied-again") });
      else this.#copied(account, seconds);
    });
  }

  /** The warning that belongs to the first code that is handed over, once it was read. */
  async fraudTold(): Promise<void> {
    this.fraudDue = false;
    await this.attempt(async () => this.apply(await this.backend.changeSettings({ fraudTold: true })));
  }

  #copied(account: AccountView, seconds: number): void {
    const variables = { account: labelOf(account), seconds };
    this.messages.announce(t(seconds > 0 ? "spoken-next-copied-announce" : "spoken-copied-announce", variables));
    this.fraudDue = this.settings?.fraudTold === false;
  }

  async #takeNext(account: AccountView): Promise<void> {
    await this.copy(account, "next");
    await this.focusCard(account.id);
  }

  #copyEnded(ended: WaitEndedView): void {
    if (this.messages.toast?.act !== undefined) this.messages.toast = null;
    const account = this.accounts.waitEnded(ended);
    if (ended.error === null) return account === undefined ? undefined : this.#copied(account, 0);
    // Under a sheet nobody sees the foot of the window.
    if (this.sheet !== null) {
      this.messages.failure = ended.error;
      return;
    }
    const { what, advice } = errorText(ended.error);
    this.messages.show({ text: `${what}. ${advice}` });
  }

  async nextCode(account: AccountView): Promise<void> {
    const done = await this.attempt(() => this.accounts.nextCode(account.id));
    // The code is what comes next under Enter, not one more step of the counter.
    if (done && this.sheet === null) await this.focusCard(account.id);
  }

  async toggleFavourite(account: AccountView): Promise<void> {
    const favourite = !account.favourite;
    const done = await this.attempt(async () => {
      await this.backend.editAccount({ account: account.id, favourite });
      await this.accounts.refresh();
    });
    if (!done) return;
    this.messages.announce(t(favourite ? "favourite-on" : "favourite-off", { account: labelOf(account) }));
    await this.focusCard(account.id);
  }

  async orderBy(order: Order): Promise<void> {
    await this.attempt(async () => {
      this.apply(await this.backend.changeSettings({ order }));
      await this.accounts.refresh();
    });
  }

  /** Accounts can be moved in the own order only, and not among the results of a search. */
  get canMove(): boolean {
    return this.settings?.order === "own" && this.accounts.query.trim() === "";
  }

  /** Says why accounts cannot be moved now, and what helps. */
  offerOwnOrder(): void {
    if (this.accounts.query.trim() !== "") return this.messages.show({ text: t("move-not-in-search") });
    const act = { text: t("move-own-order"), run: () => void this.orderBy("own") };
    this.messages.show({ text: t("move-other-order"), act });
  }

  async remove(account: AccountView): Promise<void> {
    await this.#remove([account.id], t("removed", { account: labelOf(account) }), t("restored", { account: labelOf(account) }));
  }

  async removeSelected(): Promise<void> {
    const ids = [...this.selecting.ids];
    const count = ids.length;
    if (count > 0 && (await this.#remove(ids, t("removed-many", { count }), t("restored-many", { count })))) this.selecting.end();
  }

  /** Puts accounts into the trash, says so and offers to take that back. */
  async #remove(ids: string[], removed: string, restored: string): Promise<boolean> {
    const { rows } = this.accounts;
    const at = rows.findIndex(({ id }) => ids.includes(id));
    const stays = ({ id }: AccountView) => !ids.includes(id);
    const neighbour = rows.slice(Math.max(at, 0)).find(stays) ?? rows.slice(0, Math.max(at, 0)).findLast(stays);
    const done = await this.attempt(async () => {
      await this.backend.removeAccounts({ accounts: ids });
      await this.accounts.refresh();
    });
    if (!done) return false;
    for (const id of ids) this.selecting.ids.delete(id);
    this.messages.show({ text: removed, undo: () => void this.#restore(ids, restored) });
    if (this.sheet === null) await this.focusCard(neighbour?.id);
    return true;
  }

  /** Does `work`; a failure goes to the banner and comes back as `false`. */
  async attempt(work: () => Promise<unknown>): Promise<boolean> {
    try {
      await work();
      this.messages.failure = null;
      return true;
    } catch (thrown) {
      this.messages.failure = asAppError(thrown);
      // Another program has taken it away.
      if (this.messages.failure.code === "account_not_found") await Promise.all([this.accounts.refresh(), this.selecting.prune()]);
      return false;
    }
  }

  /** Puts the focus on a card, or on the nearest thing that makes sense, so that it is never lost. */
  async focusCard(id?: string): Promise<void> {
    await tick();
    if (id !== undefined && (await this.listed?.toCard(id)) === true) return;
    const place = document.querySelector<HTMLElement>("[data-card]") ?? document.getElementById("add");
    place?.focus();
  }

  async #restore(ids: string[], restored: string): Promise<void> {
    this.messages.toast = null;
    const done = await this.attempt(async () => {
      await this.backend.restoreAccounts({ accounts: ids });
      await this.accounts.refresh();
    });
    if (done) this.messages.announce(restored);
    await this.focusCard(ids[0]);
  }

  async #added(ids: string[]): Promise<void> {
    const [first] = ids;
    await this.accounts.showAll(first ?? null);
    // The first account makes the vault, and with it something to protect.
    if (this.protection.view === null) void this.protection.refresh();
    // More pictures of the same transfer to come: the sheet stays open and says so.
    if (this.adding.left > 0) return;
    if (first !== undefined && ids.length === 1) await this.accounts.pin(first);
    if (ids.length === 1 && first !== undefined && this.accounts.byId(first) !== undefined) {
      this.sheet = { kind: "first-code", account: first };
      return;
    }
    this.sheet = null;
    this.messages.show({ text: t("added-many", { count: ids.length }) });
    await this.focusCard(first);
  }

  /** Shows what was found in files or a link that came from elsewhere. */
  #take(found: DroppedView): void {
    if (this.phase !== "open" || this.isTyping) return this.given.drop(found);
    const { scan, import: imported, error } = found;
    if (imported !== null) {
      if (this.sheet?.kind === "add") this.adding.end();
      if (this.sheet?.kind !== "import") {
        this.#under = [];
        this.sheet = { kind: "import" };
      }
      return this.importing.take(imported);
    }
    if (this.sheet?.kind === "import") {
      this.importing.error = error;
      return;
    }
    this.openAdd();
    if (scan !== null) this.adding.take(scan);
    else if (error !== null) this.adding.fail(error);
  }

  async #imported(): Promise<void> {
    await this.accounts.showAll();
    if (this.protection.view === null) void this.protection.refresh();
  }

  #block(error: AppError, ways: Way[]): void {
    this.blocked = error;
    this.ways = ways;
    this.phase = "blocked";
  }

  #locked(ways: Way[], why: AppError | null = null): void {
    this.close();
    this.selecting.end();
    this.accounts.forget();
    this.protection.forget();
    this.messages.toast = null;
    this.messages.failure = null;
    this.blocked = why;
    this.ways = ways;
    this.phase = "locked";
  }
}

export function provideApp(app: App): App {
  return setContext(KEY, app);
}

export function useApp(): App {
  return getContext<App>(KEY);
}
