/** The usual choices, and the one in force where that is another. */
export function among(usual: number[], now: number): number[] {
  return [...new Set([...usual, now])].sort((a, b) => a - b);
}
