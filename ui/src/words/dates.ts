import { counted } from "./joined";
import { language } from "./words.svelte";

/** A day in words: «14 марта 2025 г.». Unix seconds in. */
export function day(seconds: number): string {
  return counted(new Intl.DateTimeFormat(language(), { dateStyle: "long" }).format(seconds * 1000));
}

/** A span of time in its largest unit: «47 с», «3 мин», «5 дней». Seconds in. */
export function span(seconds: number): string {
  const units = [["day", 86_400], ["hour", 3600], ["minute", 60], ["second", 1]] as const;
  const size = Math.abs(seconds);
  const [unit, length] = units.find(([, length]) => size >= 2 * length || size === length) ?? units[3];
  return counted(new Intl.NumberFormat(language(), { style: "unit", unit, unitDisplay: length < 3600 ? "short" : "long" }).format(Math.round(size / length)));
}

/** A day and the time of it. Unix seconds in. */
export function moment(seconds: number): string {
  const said = new Intl.DateTimeFormat(language(), { dateStyle: "long", timeStyle: "short" }).format(seconds * 1000);
  return counted(said).replace(/ (в|at) (?=\d)/, " $1\u00a0");
}
