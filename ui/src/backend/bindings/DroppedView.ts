import type { AppError } from "./AppError";
import type { ScanView } from "./ScanView";

export type DroppedView = { scan?: ScanView, error?: AppError, };
