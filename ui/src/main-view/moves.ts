/**
 * Moves the focus between cards, by rows when they stand in a grid. `from` is anything inside a card.
 * Says whether the key was one of these.
 */
export function moveFocus(list: HTMLElement, from: HTMLElement, key: string): boolean {
  const cards = [...list.querySelectorAll<HTMLElement>("[data-card]")];
  const now = cards.findIndex((card) => card === from || card.parentElement?.contains(from) === true);
  // Resolved to one width per column by the browser.
  const columns = getComputedStyle(list).gridTemplateColumns.split(" ").length;
  const moves: Record<string, number | undefined> = {
    ArrowDown: now + columns,
    ArrowUp: now - columns,
    Home: 0,
    End: cards.length - 1,
    ...(columns > 1 ? { ArrowRight: now + 1, ArrowLeft: now - 1 } : {}),
  };
  const to = moves[key];
  if (to === undefined) return false;
  if (to < 0) document.getElementById("search")?.focus();
  else cards[Math.min(to, cards.length - 1)]?.focus();
  return true;
}
