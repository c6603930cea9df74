import type { AppError } from "./AppError";

export type RefusedView = { issuer: string, name: string, error: AppError, };
