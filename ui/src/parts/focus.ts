import type { Attachment } from "svelte/attachments";

/** The element that gets the focus when its sheet, or its step of a sheet, appears. */
export const firstFocus: Attachment<HTMLElement> = (element) => {
  element.dataset["firstFocus"] = "";
  // A sheet that is still closed does this itself once it is open.
  if (element.closest("dialog")?.open !== false) element.focus();
};

/** Whether `target` takes typed text itself. */
export function isTextField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !["button", "checkbox", "radio", "submit"].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable;
}
