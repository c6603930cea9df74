/** Which letters a text is in, to doubt the keyboard layout. `null`: no letters, nothing to say. */
export function lettersOf(text: string): "cyrillic" | "latin" | "both" | null {
  const cyrillic = /\p{Script=Cyrillic}/u.test(text);
  const latin = /\p{Script=Latin}/u.test(text);
  if (cyrillic && latin) return "both";
  if (cyrillic) return "cyrillic";
  return latin ? "latin" : null;
}
