import type { Attachment } from "svelte/attachments";

/** The element that gets the focus when its sheet, or its step of a sheet, appears. */
export const firstFocus: Attachment<HTMLElement> = (element) => {
  element.dataset["firstFocus"] = "";
  // A sheet that is still closed does this itself once it is open.
  if (element.closest("dialog")?.open !== false) focusInSight(element);
};

/**
 * Gives it the focus, and scrolls only if it is out of sight: browsers scroll also to where a button that sticks to the
 * edge would stand without that.
 */
export function focusInSight(element: HTMLElement): void {
  element.focus({ preventScroll: true });
  if (!isInSight(element)) element.scrollIntoView({ block: "nearest" });
}

/**
 * As a view opens: gives it the focus, or else `heading`, where it stands further down than the window shows. What is
 * read first is not scrolled away.
 */
export function focusFromTop(element: HTMLElement, heading: HTMLElement | null): void {
  (isInSight(element) ? element : (heading ?? element)).focus({ preventScroll: true });
}

/** A window that is still hidden has no size that says anything. */
function isInSight(element: HTMLElement): boolean {
  if (document.hidden) return true;
  const { top, bottom } = element.getBoundingClientRect();
  const middle = (top + bottom) / 2;
  return middle >= 0 && middle <= innerHeight;
}

/** Whether `target` takes typed text itself. */
export function isTextField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !["button", "checkbox", "radio", "submit"].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable;
}
