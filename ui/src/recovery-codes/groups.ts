/** With so few codes left it is time for new ones. */
export const FEW = 2;

const GROUP = 4;
/** A code of fewer characters is read at a glance. */
const WHOLE = 8;

/** A code in groups for the eye: its own, or of four where it has none. `gap`: a gap before, which is no character. */
export function groupsOf(code: string): { text: string; gap: boolean }[] {
  if (code.length < WHOLE || /[^a-z0-9]/i.test(code)) return [{ text: code, gap: false }];
  const groups = code.match(new RegExp(`.{1,${GROUP}}`, "g")) ?? [];
  return groups.map((text, at) => ({ text, gap: at > 0 }));
}
