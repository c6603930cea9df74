/** What a character is, so that l and 1, O and 0 are told apart. */
export type RunKind = "letter" | "digit" | "sign";

/** A password in runs of one kind of characters. */
export function runsOf(password: string): { kind: RunKind; text: string }[] {
  return [...password.matchAll(/[a-z]+|[0-9]+|[^a-z0-9]+/gi)].map(([text]) => ({ kind: kindOf(text), text }));
}

function kindOf(text: string): RunKind {
  if (/^[0-9]/.test(text)) return "digit";
  return /^[a-z]/i.test(text) ? "letter" : "sign";
}
