export type CopiedView = { validFrom: number | null, validUntil: number | null, clearsAt: number, };
