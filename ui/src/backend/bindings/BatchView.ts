export type BatchView = { index: number, size: number, };
