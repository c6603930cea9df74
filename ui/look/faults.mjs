/** Runs in the page: what a person would call cut off. Returns a line for each. */
export function cutOff() {
  const faults = [];
  const name = (element) => `${element.tagName.toLowerCase()}${element.dataset.testid ? `[${element.dataset.testid}]` : ""}.${element.classList}`.slice(0, 80);
  if (document.scrollingElement.scrollWidth > innerWidth + 1) faults.push("the page sticks out sideways");
  for (const box of document.querySelectorAll("main, dialog")) if (box.scrollWidth > box.clientWidth + 1) faults.push(`${name(box)} scrolls sideways`);
  for (const element of document.querySelectorAll("[data-shown]")) {
    const { top, bottom } = element.getBoundingClientRect();
    if (bottom < 1 || top > innerHeight - 1) faults.push(`${name(element)} is what the state is about, and out of sight`);
  }
  // What lies under an open sheet was looked at without it.
  const top = [...document.querySelectorAll("dialog[open]")].at(-1) ?? document.body;
  for (const element of top.querySelectorAll("*")) {
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    if (box.width === 0 || box.height === 0 || style.visibility === "hidden" || element.closest(".spoken-only, svg, [aria-hidden=true] video, option") !== null) continue;
    const hasWords = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim() !== "");
    if ((hasWords || element.matches("button, input, select, a")) && (box.right > innerWidth + 1 || box.left < -1)) faults.push(`${name(element)} is out of the window`);
    const panel = hasWords && element.closest(".panel")?.getBoundingClientRect();
    if (panel && wordsOf(element).some(({ left, right }) => right > panel.right + 1 || left < panel.left - 1)) faults.push(`${name(element)} has words beyond its panel`);
    if (hasWords && element.matches("h1, h2, h3, button, summary, label, legend")) for (const word of brokenWords(element)) faults.push(`${name(element)} breaks “${word}”`);
    // Long names end in dots on purpose.
    const ends = style.textOverflow === "ellipsis" || style.webkitLineClamp !== "none";
    const hides = (overflow) => overflow === "hidden" || overflow === "clip";
    if (element.matches("button, kbd, summary, label") && element.textContent.trim() !== "" && !ends && element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0) faults.push(`${name(element)} is too narrow for its words`);
    if (!ends && hides(style.overflowY) && hasWords && element.scrollHeight > element.clientHeight + 2) faults.push(`${name(element)} is too low for its words`);
    if (element instanceof HTMLSelectElement && element.selectedOptions[0] !== undefined) {
      const canvas = document.createElement("canvas").getContext("2d");
      canvas.font = style.font;
      const room = element.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
      if (canvas.measureText(element.selectedOptions[0].label).width > room + 1) faults.push(`${name(element)} is too narrow for “${element.selectedOptions[0].label}”`);
    }
  }
  return [...new Set(faults)];

  /** Words, and not parts of them, belong on a line; what people have named may be longer than any line. */
  function brokenWords(element) {
    const broken = [];
    for (const node of element.childNodes) {
      if (node.nodeType !== Node.TEXT_NODE) continue;
      for (const { 0: word, index } of node.data.matchAll(/\p{L}{2,28}/gu)) {
        const range = document.createRange();
        range.setStart(node, index);
        range.setEnd(node, index + word.length);
        const tops = [...range.getClientRects()].map(({ top }) => Math.round(top));
        if (Math.max(...tops) - Math.min(...tops) > 4) broken.push(word);
      }
    }
    return broken;
  }

  function wordsOf(element) {
    if (getComputedStyle(element).overflowX !== "visible") return [];
    const range = document.createRange();
    range.selectNodeContents(element);
    return [...range.getClientRects()];
  }
}
