import { asAppError, type Backend } from "../backend/backend";
import type { AddAccount } from "../backend/bindings/AddAccount";
import type { AppError } from "../backend/bindings/AppError";
import type { ReadManual } from "../backend/bindings/ReadManual";
import type { ScanView } from "../backend/bindings/ScanView";

/** The ways in that need nothing but a press. */
export type Way = "screen" | "clipboard" | "picture";

/** One go at adding accounts: from the choice of a way to the draft that the person agrees to. */
export class Adding {
  step = $state<"door" | "camera" | "manual" | "preview">("door");
  busy = $state<Way | "typed" | "save" | null>(null);
  error = $state.raw<AppError | null>(null);
  scan = $state.raw<ScanView | null>(null);
  /** Pictures of a transfer that are still to come, after one was added. */
  left = $state(0);

  /** Places of the transfer's pictures that were added, whatever their order. */
  #parts = { size: 0, indexes: new Set<number>() };
  /** Answers to questions that were given up are told apart by this. */
  #turn = 0;

  constructor(
    private readonly backend: Backend,
    private readonly added: (ids: string[]) => void | Promise<void>,
  ) {}

  begin(): void {
    this.end();
    this.step = "door";
    this.left = 0;
    this.#parts = { size: 0, indexes: new Set() };
  }

  /** Gives up whatever is under way and lets the backend forget the draft. */
  end(): void {
    this.#turn += 1;
    this.busy = null;
    this.error = null;
    this.#dropDraft();
  }

  /** One step back; `false` when there is none and the sheet should close. */
  back(): boolean {
    const inside = this.step !== "door";
    this.end();
    this.step = "door";
    return inside;
  }

  typeIn(): void {
    this.end();
    this.step = "manual";
  }

  film(): void {
    this.end();
    this.step = "camera";
  }

  find(way: Way): Promise<void> {
    const { backend } = this;
    const ways = {
      screen: () => backend.scanScreen(),
      clipboard: () => backend.scanClipboard(),
      picture: () => backend.choosePicture(),
    };
    return this.#ask(way, ways[way]);
  }

  /** The form for a key without a QR code; a whole link typed there is as good. */
  read(entry: ReadManual): Promise<void> {
    const isLink = /^\s*[a-z-]+:\/\//i.test(entry.secret);
    return this.#ask("typed", () =>
      isLink ? this.backend.readText({ text: entry.secret }) : this.backend.readManual(entry),
    );
  }

  readText(text: string): Promise<void> {
    return this.#ask("clipboard", () => this.backend.readText({ text }));
  }

  /** Shows what was found; a lone code that cannot be used is a failure with its reason. */
  take(scan: ScanView): void {
    this.end();
    if (scan.accounts.length === 0 && scan.refused.length < 2) {
      void this.backend.dropDraft({ draft: scan.draft }).catch(() => undefined);
      this.fail(scan.refused[0]?.error ?? scan.notice ?? { code: "no_qr", detail: null });
      return;
    }
    this.scan = scan;
    this.step = "preview";
  }

  fail(error: AppError): void {
    this.error = error;
    if (this.step === "preview" || this.step === "camera") this.step = "door";
  }

  async save(chosen: AddAccount[]): Promise<void> {
    const { scan } = this;
    if (scan === null || this.busy !== null) return;
    const turn = this.#turn;
    this.busy = "save";
    this.error = null;
    try {
      const { accounts } = await this.backend.addAccounts({ draft: scan.draft, accounts: chosen });
      this.scan = null;
      this.left = this.#leftAfter(scan);
      if (turn === this.#turn) this.step = "door";
      await this.added(accounts);
    } catch (thrown) {
      if (turn === this.#turn) this.error = asAppError(thrown);
    } finally {
      if (turn === this.#turn) this.busy = null;
    }
  }

  async #ask(what: Way | "typed", question: () => Promise<ScanView | null>): Promise<void> {
    if (this.busy !== null) return;
    const turn = ++this.#turn;
    this.busy = what;
    this.error = null;
    try {
      const scan = await question();
      if (turn !== this.#turn) {
        if (scan !== null) await this.backend.dropDraft({ draft: scan.draft });
        return;
      }
      this.busy = null;
      if (scan !== null) this.take(scan);
    } catch (thrown) {
      if (turn !== this.#turn) return;
      this.busy = null;
      this.fail(asAppError(thrown));
    }
  }

  /** How many pictures of the transfer are still to come; a repeat counts once. */
  #leftAfter({ batch }: ScanView): number {
    if (batch === null || batch.size < 2) return 0;
    if (this.#parts.size !== batch.size) this.#parts = { size: batch.size, indexes: new Set() };
    for (const index of batch.indexes) this.#parts.indexes.add(index);
    return batch.size - this.#parts.indexes.size;
  }

  #dropDraft(): void {
    const draft = this.scan?.draft;
    this.scan = null;
    if (draft !== undefined) void this.backend.dropDraft({ draft }).catch(() => undefined);
  }
}
