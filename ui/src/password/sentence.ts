/** Whether someone typed this sentence: capitals, «ё», commas and spaces are theirs to choose. */
export function sameSentence(typed: string, wanted: string): boolean {
  return plain(typed) === plain(wanted);
}

function plain(text: string): string {
  return text.toLowerCase().replaceAll("ё", "е").replace(/[^\p{L}\d]+/gu, " ").trim();
}
