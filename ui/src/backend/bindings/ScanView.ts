import type { AppError } from "./AppError";
import type { BatchView } from "./BatchView";
import type { PreviewView } from "./PreviewView";
import type { RefusedView } from "./RefusedView";

export type ScanView = { draft: string, accounts: Array<PreviewView>, refused: Array<RefusedView>, batch: BatchView | null, notice: AppError | null, };
