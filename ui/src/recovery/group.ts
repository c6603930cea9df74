const GROUP = 4;

/**
 * Where group `number` (from 1, as on the sheet) stands in what was typed. `null` when the text also has numbers of
 * groups or the beginning of the key in it, so that counting would point at the wrong place.
 */
export function rangeOfGroup(text: string, number: number): [from: number, to: number] | null {
  if (/(^|\s)1(\s|$)/.test(text) || /^\W*age/i.test(text)) return null;
  const places = [...text.matchAll(/[\p{L}\d]/gu)].map(({ index }) => index);
  const group = places.slice((number - 1) * GROUP, number * GROUP);
  const [from] = group;
  const last = group.at(-1);
  return from === undefined || last === undefined ? null : [from, last + 1];
}
