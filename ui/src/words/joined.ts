/** What stays on one line: a number with the word after it. */
export function counted(text: string): string {
  return text.replace(/(\d) (?=\p{L})/gu, "$1\u00a0");
}

/** As `counted`, and short beginnings of words with a hyphen too: «QR-код». For our own words: names stay as they are. */
export function joined(text: string): string {
  return counted(text).replace(/(^|\P{L})(\p{L}{1,4}-)(?=\p{L})/gu, "$1$2\u2060");
}
