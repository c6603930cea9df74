import type { Density } from "../backend/bindings/Density";
import type { ShownLanguage } from "../backend/bindings/ShownLanguage";
import type { Theme } from "../backend/bindings/Theme";

/** How a state is to look: `?state=many&lang=en&theme=dark&text=200&density=compact&at=soon`. */
export type Look = { state: string; lang: ShownLanguage; theme: Theme; text: number; density: Density };

/** Reads the look from the address, and puts off the time as it says. */
export function askedLook(): Look {
  const query = new URLSearchParams(location.search);
  const one = <T extends string>(name: string, usual: T, others: T[]) => others.find((other) => other === query.get(name)) ?? usual;
  if (query.get("at") === "soon") toTheEnd();
  return {
    state: query.get("state") ?? "",
    lang: one("lang", "ru", ["en"]),
    theme: one("theme", "system", ["light", "dark"]),
    text: Number(query.get("text") ?? 100),
    density: one("density", "comfortable", ["compact"]),
  };
}

/** Puts the look on a window that does not know settings. */
export function putOn({ theme, text }: Look): void {
  const { dataset, style } = document.documentElement;
  dataset["theme"] = theme;
  style.fontSize = `${text}%`;
}

/** From now on it is 26 s into a period of 30. */
function toTheEnd(): void {
  const now = Date.now.bind(Date);
  const ahead = (56_000 - (now() % 30_000)) % 30_000;
  Date.now = () => now() + ahead;
}
