const HUES = 10;

/** The colour of a monogram, 0–9: always the same for the same service, however it is written in capitals. */
export function tileHue(title: string): number {
  let hash = 0;
  for (const letter of title.toLowerCase()) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % 65_521;
  return hash % HUES;
}
