/** What stays on one line: a number with the word after it. */
export function counted(text: string): string {
  return text.replace(/(\d) (?=\p{L})/gu, "$1\u00a0");
}

/** As `counted`, and «QR» with «код» and the like. For our own words; names, paths and addresses stay as they are. */
export function joined(text: string): string {
  return counted(text).replace(/(^|\P{L})(QR|ПИН|что|sign|e)-(?=\p{L})/gu, "$1$2-\u2060");
}
