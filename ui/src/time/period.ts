import type { AccountView } from "../backend/bindings/AccountView";

/** The page may be this many seconds behind the backend, because its clock moves in whole ones. */
const TOLERANCE = 2;

/** The code of an account at one moment. Times are unix seconds, `until` exclusive. */
export type Shown = {
  code: string;
  next: string | null;
  from: number;
  until: number;
  /** Whole seconds that the code will still be shown, at least 1. */
  left: number;
  /** What is left of the period, 1 at its start. */
  share: number;
};

/**
 * The code that `account` has at `second`, from one answer of the backend: it brings the current and the next code,
 * so it is good for two periods. `null` when neither is valid: a code that may be wrong is not shown.
 */
export function shownAt(account: AccountView, second: number): Shown | null {
  const { code, next, from, until } = account;
  if (code === null || from === null || until === null) return null;
  const period = account.period ?? until - from;
  if (second < from - TOLERANCE) return null;
  if (second < until) return shown(code, next, from, until, Math.max(second, from));
  if (next !== null && second < until + period) return shown(next, null, until, until + period, second);
  return null;
}

/** The account as it may be seen at `second`: a code that was revealed for a while is hidden again, answer or not. */
export function seenAt(account: AccountView, second: number): AccountView {
  if (account.hidesAt === null || second < account.hidesAt) return account;
  return { ...account, code: null, next: null, hidden: true, hidesAt: null };
}

/** The first second at which the backend has to be asked again; `null` when nothing here runs out. */
export function boundary(accounts: readonly AccountView[]): number | null {
  let first: number | null = null;
  for (const { until, hidesAt } of accounts) {
    for (const end of [until, hidesAt]) if (end !== null && (first === null || end < first)) first = end;
  }
  return first;
}

/** `482913` → `482`, `913`: groups that are easy to keep in mind while typing. */
export function groups(code: string): string[] {
  switch (code.length) {
    case 6:
      return cut(code, 3);
    case 7:
      return [code.slice(0, 3), code.slice(3)];
    case 8:
      return cut(code, 4);
    case 9:
      return cut(code, 3);
    case 10:
      return cut(code, 5);
    default:
      return [code];
  }
}

/** `482913` → `4 8 2, 9 1 3`, so that a screen reader says figures and not hundreds of thousands. */
export function spokenCode(code: string): string {
  return groups(code)
    .map((group) => [...group].join(" "))
    .join(", ");
}

function shown(code: string, next: string | null, from: number, until: number, second: number): Shown {
  const left = until - second;
  return { code, next, from, until, left, share: left / (until - from) };
}

function cut(code: string, size: number): string[] {
  const parts: string[] = [];
  for (let at = 0; at < code.length; at += size) parts.push(code.slice(at, at + size));
  return parts;
}
