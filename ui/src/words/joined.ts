// The letters of our two languages by name: for all letters there are, a browser reads long tables at the start.

/** What stays on one line: a number with the word after it. */
export function counted(text: string): string {
  return text.replace(/(\d) (?=[A-Za-zА-Яа-яЁё])/g, "$1\u00a0");
}

/** As `counted`, and «QR» with «код» and the like. For our own words; names, paths and addresses stay as they are. */
export function joined(text: string): string {
  return counted(text).replace(/(^|[^A-Za-zА-Яа-яЁё])(QR|ПИН|что|sign|e)-(?=[A-Za-zА-Яа-яЁё])/g, "$1$2-\u2060");
}
