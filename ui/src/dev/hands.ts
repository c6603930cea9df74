import { tick } from "svelte";

/** For a machine that is busy with other things. */
const PATIENCE_MS = 15_000;
const ROUND_MS = 10;

/**
 * The element of this `data-testid`, or of this selector in brackets, as soon as it is there: a state whose step finds
 * nothing would pass for another one.
 *
 * @throws if it never comes.
 */
export async function found(where: string, nth = 0): Promise<HTMLElement> {
  return foundBy(selectorOf(where), nth);
}

/** Presses something as soon as it can be pressed. */
export async function press(testid: string, nth = 0): Promise<void> {
  (await foundBy(`${selectorOf(testid)}:not([aria-disabled="true"])`, nth)).click();
  await tick();
}

export async function type(testid: string, text: string): Promise<void> {
  const field = await found(testid);
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) throw new Error(`not a field: ${testid}`);
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  await tick();
}

export async function choose(testid: string, value: string): Promise<void> {
  const select = (await foundBy(`select[data-testid="${testid}"]:has(option[value="${value}"])`)) as HTMLSelectElement;
  select.value = value;
  select.dispatchEvent(new Event("change", { bubbles: true }));
  await tick();
}

export async function submit(testid: string): Promise<void> {
  (await found(testid)).dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
  await tick();
}

/** Opens what hides more: a `details` element, or the one in this element or around it. */
export async function unfold(testid: string): Promise<void> {
  const place = await found(testid);
  const details = place.closest("details") ?? place.querySelector("details");
  if (details === null) throw new Error(`nothing to unfold: ${testid}`);
  details.open = true;
  await tick();
}

/** What the state is about has come and is in sight, also when the window has got another size. */
export async function show(where: string, block: ScrollLogicalPosition = "nearest"): Promise<void> {
  const element = await found(where);
  element.dataset["shown"] = "";
  await settled();
  const scroll = () => element.scrollIntoView({ block });
  scroll();
  addEventListener("resize", scroll);
}

/** Lets pass what follows a step by itself: the focus, and where the view begins. */
export async function settled(): Promise<void> {
  await tick();
  await new Promise((resolve) => setTimeout(resolve, 2 * ROUND_MS));
}

async function foundBy(selector: string, nth = 0): Promise<HTMLElement> {
  // Not by the time of day: it may stand still.
  for (const until = performance.now() + PATIENCE_MS; performance.now() < until; ) {
    const element = document.querySelectorAll<HTMLElement>(selector)[nth];
    if (element !== undefined) return element;
    await new Promise((resolve) => setTimeout(resolve, ROUND_MS));
  }
  throw new Error(`never came: ${selector}`);
}

function selectorOf(where: string): string {
  return where.startsWith("[") ? where : `[data-testid="${where}"]`;
}
