export type AddedView = { accounts: Array<string>, };
