/** With so few codes left it is time for new ones. */
export const FEW = 2;

const GROUP = 4;
/** A code of fewer characters is read at a glance. */
const WHOLE = 8;

/** A code in groups for the eye: its own, or of four where it has none. */
export function groupsOf(code: string): string[] {
  if (code.length < WHOLE || /[^a-z0-9]/i.test(code)) return [code];
  return code.match(new RegExp(`.{1,${GROUP}}`, "g")) ?? [];
}
