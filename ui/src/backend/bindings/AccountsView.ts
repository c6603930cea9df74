import type { AccountView } from "./AccountView";
import type { AppError } from "./AppError";

export type AccountsView = { now: number, accounts: Array<AccountView>, unsaved: AppError | null, };
