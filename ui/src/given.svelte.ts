import { asAppError, type Backend } from "./backend/backend";
import type { DroppedView } from "./backend/bindings/DroppedView";

/** A link or a file that the program was given from outside: it waits in the shell until it can be looked at. */
export class Given {
  waits = $state(false);
  /** The person has seen what it waits for. */
  seen = $state(false);

  constructor(readonly backend: Backend) {}

  arrived(): void {
    this.waits = true;
    this.seen = false;
  }

  /** Forgets what was found: there is no place for it. */
  drop({ scan, import: imported }: DroppedView): void {
    if (imported !== null) void this.backend.dropImport({ import: imported.import }).catch(() => undefined);
    if (scan !== null) void this.backend.dropDraft({ draft: scan.draft }).catch(() => undefined);
  }

  /** What is in it, or why it cannot be read. `null`: it has waited too long. */
  async open(): Promise<DroppedView | null> {
    this.waits = false;
    try {
      return await this.backend.openGiven();
    } catch (thrown) {
      return { scan: null, import: null, error: asAppError(thrown) };
    }
  }
}
