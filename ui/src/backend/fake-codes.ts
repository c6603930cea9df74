import type { AppError } from "./bindings/AppError";
import type { MadePasswordView } from "./bindings/MadePasswordView";
import type { MakePassword } from "./bindings/MakePassword";
import type { PasswordPortalView } from "./bindings/PasswordPortalView";
import type { PastedCodesView } from "./bindings/PastedCodesView";
import type { RecoveryCodesLeftView } from "./bindings/RecoveryCodesLeftView";

const SIGNS = "!#$%&*+-./:=?@_";
const LETTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ";
const DIGITS = "0123456789";
const WORDS = ["berega", "sosna", "veter", "kniga", "zvezda", "lodka", "ryabina", "ozero", "fonar", "pchela"];

/** One as it is, and one that takes short passwords only. */
export const passwordPortals: PasswordPortalView[] = [
  { id: "gosuslugi", name: "Госуслуги", rules: "Не короче 8 знаков. Чем длиннее, тем лучше. В нём есть маленькие буквы, заглавные буквы, цифры, знаки.", least: 8, most: 64 },
  { id: "short", name: "Старый банк", rules: "От 6 до 12 знаков.", least: 6, most: 12 },
];

/** Made up from its number: it looks like one of the real ones and is used nowhere. */
export function passwordOf({ kind, length = 16, words = 5, symbols, portal }: MakePassword, number: number): MadePasswordView {
  const { least, most } = passwordPortals.find(({ id }) => id === portal) ?? { least: 8, most: 64 };
  const rest = { least, most };
  const at = (place: number) => (place * 7 + number * 13 + 5) % 97;
  if (kind === "passphrase") {
    const chosen = Array.from({ length: words }, (_, place) => WORDS[at(place) % WORDS.length] ?? "");
    const large = chosen.map((word, place) => (place === 0 || !symbols ? word[0]?.toUpperCase() + word.slice(1) : word));
    return { ...rest, password: `${large.join(symbols ? "-" : "")}${number % 10}`, score: Math.min(4, Math.max(1, words - 2)) };
  }
  const alphabet = LETTERS + DIGITS + (symbols ? SIGNS : "");
  const password = Array.from({ length }, (_, place) => alphabet[at(place) % alphabet.length]).join("");
  return { ...rest, password, score: length < 9 ? 2 : length < 11 ? 3 : 4 };
}

/** Takes each line with enough digits for a code; the real one looks closer. */
export function pastedOf(text: string): PastedCodesView {
  const lines = [...text.matchAll(/[^\n]+/g)].map(([line]) => line);
  let start = 0;
  const spans = lines.map((line) => {
    start = text.indexOf(line, start);
    const number = /^\d+\. /.exec(line)?.[0].length ?? 0;
    const span = { start: start + number, end: start + line.length };
    start = span.end;
    return { span, isCode: line.replace(/\D/g, "").length >= 4 };
  });
  const codes = spans.filter(({ isCode }) => isCode).map(({ span }) => ({ span, used: false }));
  if (codes.length === 0) throw { code: "no_recovery_codes", detail: null } satisfies AppError;
  return { codes, leftOut: spans.filter(({ isCode }) => !isCode).map(({ span }) => span) };
}

/** How many codes a list has, and how many of them have no tick. */
export function leftOf(text: string): RecoveryCodesLeftView | null {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  if (lines.length === 0 && text !== "") throw { code: "no_recovery_codes", detail: null } satisfies AppError;
  return lines.length === 0 ? null : { left: lines.filter((line) => !line.startsWith("✓")).length, total: lines.length };
}
