import { language } from "./words.svelte";

/** A day in words: «14 марта 2025 г.». Unix seconds in. */
export function day(seconds: number): string {
  return new Intl.DateTimeFormat(language(), { dateStyle: "long" }).format(seconds * 1000);
}

/** A day and the time of it. Unix seconds in. */
export function moment(seconds: number): string {
  return new Intl.DateTimeFormat(language(), { dateStyle: "long", timeStyle: "short" }).format(seconds * 1000);
}
