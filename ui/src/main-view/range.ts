/** Rows of a long list that are kept in the page beyond those in sight, in heights of what is in sight. */
const BEYOND = 1;
/** More accounts than this are not asked for at once, however large the window is. */
const MOST = 400;

/** What can be seen of a list whose rows are equally high. Lengths in CSS pixels. */
export type Sight = {
  /** How much of the list lies above what is in sight; negative: it begins below its top. */
  above: number;
  /** Height of what is in sight. */
  height: number;
  /** Height of a row with the gap below it. */
  pitch: number;
  columns: number;
  total: number;
};

/** Places in a list, from 0; `end` is not among them. */
export type Range = { start: number; end: number };

/** The places to keep in the page: whole rows, those in sight and, with `beyond`, as much again above and below. */
export function rangeOf({ above, height, pitch, columns, total }: Sight, beyond = true): Range {
  const rows = Math.ceil(total / columns);
  const most = (Math.floor(MOST / columns) - 2) * pitch;
  const more = beyond ? Math.max(0, Math.min(height * BEYOND, (most - height) / 2)) : 0;
  const first = clamp(Math.floor((above - more) / pitch), 0, rows);
  const last = clamp(Math.ceil((above + height + more) / pitch), first, rows);
  return { start: first * columns, end: Math.min(last * columns, total) };
}

/**
 * What of `wanted` can stand in the page when `here` has arrived, and how many rows of the list lie above it. Far away
 * from what is wanted, what is here stays in sight until the rest arrives, so that nobody looks at blank paper.
 */
export function shownOf(here: Range, wanted: Range, columns: number): Range & { above: number } {
  // Whole rows: half of one would push all others aside.
  const first = Math.ceil(here.start / columns) * columns;
  const start = Math.max(first, wanted.start);
  const end = Math.min(here.end, wanted.end);
  if (start < end) return { start, end, above: start / columns };
  const length = Math.max(0, Math.min(here.end - first, wanted.end - wanted.start));
  return { start: first, end: first + length, above: wanted.start / columns };
}

/** Whether every place of `inner` is in `outer`. */
export function holds(outer: Range, inner: Range): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
