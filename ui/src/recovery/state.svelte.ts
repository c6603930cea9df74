import type { Backend } from "../backend/backend";
import type { ProtectionView } from "../backend/bindings/ProtectionView";
import type { SheetClosedView } from "../backend/bindings/SheetClosedView";

/** How the vault is protected, as last heard. */
export class Protection {
  /** `null` before the first answer and while there is no vault. */
  view = $state.raw<ProtectionView | null>(null);
  /** How the window of the new sheet was left, until another is opened. */
  closed = $state.raw<SheetClosedView | null>(null);
  /** That window is open. */
  showing = $state(false);

  constructor(private readonly backend: Backend) {}

  /** The sheet is one that was read once and fitted. */
  get checked(): boolean {
    return this.view?.recovery?.checkedAt != null;
  }

  async refresh(): Promise<void> {
    // What is not known is not shown; the views that need it ask again and say what is wrong.
    this.view = await this.backend.protection().catch(() => this.view);
  }

  /** Makes a new sheet and opens its window. */
  async beginSheet(): Promise<void> {
    await this.backend.beginSheet();
    this.closed = null;
    this.showing = true;
    await this.refresh();
  }

  /** The window of the sheet is gone. */
  left(closed: SheetClosedView): void {
    this.closed = closed;
    this.showing = false;
  }

  forget(): void {
    this.view = null;
    this.closed = null;
    this.showing = false;
  }
}
