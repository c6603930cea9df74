import { asAppError, type Backend } from "../backend/backend";
import type { AddFound } from "../backend/bindings/AddFound";
import type { AppError } from "../backend/bindings/AppError";
import type { ImportedView } from "../backend/bindings/ImportedView";
import type { ImportProgressView } from "../backend/bindings/ImportProgressView";
import type { ImportView } from "../backend/bindings/ImportView";

/** What is under way. */
export type Work = "choose" | "clipboard" | "screen" | "unlock" | "companion" | "dropped" | "save" | "undo" | "delete";

/** Often enough that the seconds look right. */
const LOOK_EVERY_MS = 500;

/** One import: from the choice of files to what can be done after it. */
export class Importing {
  view = $state.raw<ImportView | null>(null);
  /** It was added. */
  done = $state.raw<ImportedView | null>(null);
  /** Files that were deleted after it. */
  deleted = $state.raw<string[]>([]);
  /** Imports of this session that can be taken back. */
  past = $state.raw<ImportedView[]>([]);
  busy = $state<Work | null>(null);
  progress = $state.raw<ImportProgressView | null>(null);
  error = $state.raw<AppError | null>(null);

  /** Answers to questions that were given up are told apart by this. */
  #turn = 0;
  #begun = Promise.resolve();

  constructor(
    private readonly backend: Backend,
    private readonly changed: () => Promise<void>,
  ) {}

  /** Whether there is something to look at before it is added. */
  get found(): boolean {
    return this.view !== null && (this.view.accounts.length > 0 || this.view.refused.length > 0);
  }

  /** Begins anew. One beginning waits for the other: the shell keeps the last. */
  begin(): Promise<void> {
    this.#reset();
    const turn = this.#turn;
    this.#begun = this.#begun.then(() => this.#begin(turn));
    return this.#begun;
  }

  async #begin(turn: number): Promise<void> {
    if (turn !== this.#turn) return;
    try {
      const [view, past] = await Promise.all([this.backend.beginImport(), this.backend.imports()]);
      if (turn !== this.#turn) return void this.#forget(view.import);
      this.view = view;
      this.past = past.filter(({ undone }) => !undone);
    } catch (thrown) {
      if (turn === this.#turn) this.error = asAppError(thrown);
    }
  }

  /** Forgets everything that was read and not added. */
  end(): void {
    const id = this.view?.import;
    this.#reset();
    if (id !== undefined) this.#forget(id);
  }

  /** One step back; `false` when there is none and the sheet should close. */
  back(): boolean {
    if (this.busy === "unlock") {
      this.cancel();
      return true;
    }
    if (this.done !== null || this.view === null || this.view.files.length === 0) return false;
    this.end();
    void this.begin();
    return true;
  }

  /** Shows what the shell has read of what was dropped. */
  take(view: ImportView): void {
    if (view.import !== this.view?.import) {
      const old = this.view?.import;
      this.#reset();
      if (old !== undefined) this.#forget(old);
    }
    this.view = view;
  }

  find(way: "choose" | "clipboard" | "screen"): Promise<boolean> {
    const { backend } = this;
    const ways = {
      choose: (req: { import: string }) => backend.chooseImport(req),
      clipboard: (req: { import: string }) => backend.importClipboard(req),
      screen: (req: { import: string }) => backend.importScreen(req),
    };
    return this.#read(way, ways[way]);
  }

  /** `false` when it was given up before there was an answer. */
  unlock(file: number, password: string): Promise<boolean> {
    return this.#read("unlock", (req) => this.backend.unlockImport({ ...req, file, password }));
  }

  companion(file: number): Promise<boolean> {
    return this.#read("companion", (req) => this.backend.chooseImportCompanion({ ...req, file }));
  }

  /** Gives the reading up. What the shell still computes is thrown away there. */
  cancel(): void {
    const id = this.view?.import;
    this.#turn += 1;
    this.busy = null;
    this.progress = null;
    if (id !== undefined) void this.backend.cancelImport({ import: id }).catch(() => undefined);
  }

  async add(accounts: AddFound[]): Promise<void> {
    await this.#work("save", async (turn) => {
      if (this.view === null) return;
      const done = await this.backend.addImport({ import: this.view.import, accounts });
      if (turn === this.#turn) {
        this.view = null;
        this.done = done;
      }
      await this.changed();
    });
  }

  /** Takes an import of this session back. Returns how many accounts went to the trash. */
  async undo(id: string): Promise<number | null> {
    let moved: number | null = null;
    await this.#work("undo", async () => {
      moved = (await this.backend.undoImport({ import: id })).moved;
      this.past = this.past.filter((one) => one.import !== id);
      if (this.done?.import === id) this.done = { ...this.done, undone: true };
      await this.changed();
    });
    return moved;
  }

  async deleteFile(file: number, name: string): Promise<void> {
    await this.#work("delete", async () => {
      if (this.done === null) return;
      this.done = await this.backend.deleteImportFile({ import: this.done.import, file });
      this.deleted = [...this.deleted, name];
    });
  }

  async #read(what: Work, question: (req: { import: string }) => Promise<ImportView | null>): Promise<boolean> {
    await this.#begun;
    return this.#work(what, async (turn) => {
      if (this.view === null) return;
      const watch = setInterval(() => void this.#look(turn), LOOK_EVERY_MS);
      try {
        const view = await question({ import: this.view.import });
        if (turn === this.#turn && view !== null) this.view = view;
      } finally {
        clearInterval(watch);
      }
    });
  }

  async #look(turn: number): Promise<void> {
    const progress = await this.backend.importProgress().catch(() => null);
    if (turn === this.#turn && this.busy !== null) this.progress = progress;
  }

  async #work(what: Work, doing: (turn: number) => Promise<void>): Promise<boolean> {
    if (this.busy !== null) return false;
    const turn = ++this.#turn;
    this.busy = what;
    this.error = null;
    try {
      await doing(turn);
    } catch (thrown) {
      if (turn === this.#turn) this.error = asAppError(thrown);
    } finally {
      if (turn === this.#turn) {
        this.busy = null;
        this.progress = null;
      }
    }
    return turn === this.#turn;
  }

  #reset(): void {
    this.#turn += 1;
    this.view = null;
    this.done = null;
    this.deleted = [];
    this.busy = null;
    this.progress = null;
    this.error = null;
  }

  #forget(id: string): void {
    void this.backend.dropImport({ import: id }).catch(() => undefined);
  }
}
