export type AppError = { code: string, detail: string | null, };
