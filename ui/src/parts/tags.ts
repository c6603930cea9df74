/** Whether two tags are the same to a person. */
const same = (one: string, other: string) => one.toLocaleLowerCase() === other.toLocaleLowerCase();

/** The tags with what was typed, which may be several with commas between; one that exists keeps its letters. */
export function withTyped(tags: readonly string[], typed: string, known: readonly string[]): string[] {
  const all = [...tags];
  for (const part of typed.split(",")) {
    const tag = part.trim().replace(/\s+/g, " ");
    if (tag === "" || all.some((other) => same(other, tag))) continue;
    all.push(known.find((other) => same(other, tag)) ?? tag);
  }
  return all;
}

/** The tags to offer: those that are not taken and have the typed text in them, what begins with it first. */
export function offered(tags: readonly string[], typed: string, known: readonly string[], most: number): string[] {
  const text = typed.trim().toLocaleLowerCase();
  const free = known.filter((tag) => !tags.some((taken) => same(taken, tag)) && tag.toLocaleLowerCase().includes(text));
  const begins = (tag: string) => Number(tag.toLocaleLowerCase().startsWith(text));
  return free.toSorted((a, b) => begins(b) - begins(a)).slice(0, most);
}
