import type { AddImport } from "./bindings/AddImport";
import type { AppError } from "./bindings/AppError";
import type { FoundView } from "./bindings/FoundView";
import type { ImportedView } from "./bindings/ImportedView";
import type { ImportFileView } from "./bindings/ImportFileView";
import type { ImportProgressView } from "./bindings/ImportProgressView";
import type { ImportView } from "./bindings/ImportView";
import type { LeftFileView } from "./bindings/LeftFileView";
import type { OneImportFile } from "./bindings/OneImportFile";
import type { PreviewView } from "./bindings/PreviewView";
import type { UndoneView } from "./bindings/UndoneView";
import type { UnlockImport } from "./bindings/UnlockImport";

/** Imports of the stand-in: what the next files hold is written down beforehand. */
export class FakeImport {
  /** What each reading shows, one after another; the last one stays. */
  reads: Partial<ImportView>[] = [{ files: [fileOf({})], accounts: [] }];
  /** What the file shows once its password is right. */
  unlocked: Partial<ImportView> = {};
  password: string | null = null;
  progress: ImportProgressView | null = null;
  past: ImportedView[] = [];
  /** Files in clear that are left after the import. */
  files: LeftFileView[] = [];
  /** Accounts that the last import added. */
  ids: string[] = [];

  #id = 0;
  #view: ImportView = viewOf({});

  begin(): ImportView {
    this.#id += 1;
    this.#view = viewOf({ import: `import-${this.#id}` });
    return this.#view;
  }

  read(): ImportView {
    const next = this.reads.length > 1 ? this.reads.shift() : this.reads[0];
    this.#view = { ...this.#view, ...next };
    return this.#view;
  }

  unlock({ file, password }: UnlockImport): ImportView {
    if (password === this.password) {
      this.#view = { ...this.#view, files: this.#with(file, null), ...this.unlocked };
    } else {
      this.#view = { ...this.#view, files: this.#with(file, { code: "wrong_password", detail: null }) };
    }
    return this.#view;
  }

  add({ accounts }: AddImport): { done: ImportedView; accounts: PreviewView[] } {
    const chosen = accounts.map(({ index }) => this.#view.accounts.find(({ account }) => account.index === index)?.account);
    const names = this.#view.files.map(({ app, name }) => app ?? name ?? "");
    const done: ImportedView = {
      import: this.#view.import,
      at: Math.floor(Date.now() / 1000),
      accounts: accounts.length,
      from: names.filter((name) => name !== ""),
      files: this.files,
      leftBehind: this.#view.refused.length + this.#view.accounts.filter(({ standing }) => standing !== "duplicate").length - accounts.length,
      undone: false,
    };
    this.past = [done, ...this.past];
    return { done, accounts: chosen.filter((account) => account !== undefined) };
  }

  undo(id: string): UndoneView {
    const moved = this.past.find((one) => one.import === id)?.accounts ?? 0;
    this.past = this.past.map((one) => (one.import === id ? { ...one, undone: true } : one));
    return { moved };
  }

  delete({ import: id, file }: OneImportFile): ImportedView {
    this.files = this.files.filter((left) => left.file !== file);
    this.past = this.past.map((one) => (one.import === id ? { ...one, files: this.files } : one));
    const done = this.past.find((one) => one.import === id);
    if (done === undefined) throw { code: "import_gone", detail: null } satisfies AppError;
    return done;
  }

  #with(file: number, error: AppError | null): ImportFileView[] {
    return this.#view.files.map((one) => (one.file === file ? { ...one, error, need: error === null ? null : one.need, isRead: error === null } : one));
  }
}

/** A file that was read. */
export function fileOf(different: Partial<ImportFileView>): ImportFileView {
  return { file: 0, name: "aegis-export.json", format: "aegis", app: "Aegis", found: 1, isRead: true, need: null, error: null, ...different };
}

/** A found account that is new. */
export function foundOf(account: PreviewView, different: Partial<FoundView> = {}): FoundView {
  return { account, standing: "new", tags: [], noted: false, favourite: false, ...different };
}

/** An import in which nothing was read yet, but for `different`. */
export function viewOf(different: Partial<ImportView>): ImportView {
  return { import: "import-0", files: [], accounts: [], refused: [], transfers: [], holdsPasswords: false, notice: null, ...different };
}
