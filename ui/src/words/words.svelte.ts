import { FluentBundle, FluentNumber, FluentResource, type FluentVariable } from "@fluent/bundle";

import type { AppError } from "../backend/bindings/AppError";
import { counted, joined } from "./joined";

export type Language = "ru" | "en";
export type Variables = Record<string, FluentVariable>;
/** What happened, and what to do about it. */
export type ErrorText = { what: string; advice: string };

/** A number of which every language writes the figures alike: it need not wait for the browser's tables of languages. */
class Figures extends FluentNumber {
  override toString(): string {
    return String(this.value);
  }
}

/** Files of their own: a window loads the language that it speaks. */
const sources: Record<Language, () => Promise<{ default: string }>> = {
  ru: () => import("../../locales/ru.ftl?raw"),
  en: () => import("../../locales/en.ftl?raw"),
};
const bundles: Partial<Record<Language, FluentBundle>> = {};
/** The messages that nobody has asked for yet, as they stand in the catalogue: reading all of them takes long. */
const unread: Partial<Record<Language, Map<string, string>>> = {};

/** What was said already: each second all cards say the same. */
const said = new Map<string, string>();
const SAID = 500;

let shown = $state<Language>("ru");
let asked: Language = "ru";

/** The language of the window now. Texts read through `t` follow it. */
export function language(): Language {
  return shown;
}

/**
 * Switches every text of the window, and what `<html lang>` tells screen readers: at once for a language spoken
 * before, otherwise when its words are loaded.
 */
export async function speak(to: Language): Promise<void> {
  asked = to;
  if (bundles[to] === undefined) await learn(to);
  // Another one was asked for meanwhile.
  if (asked !== to) return;
  shown = to;
  document.documentElement.lang = to;
  document.title = t("app-name");
}

async function learn(language: Language): Promise<void> {
  const { default: source } = await sources[language]();
  // The isolating marks around variables would be read out and copied along.
  bundles[language] = new FluentBundle(language, { useIsolating: false, transform: joined });
  unread[language] = new Map(source.split(/^(?=[a-z])/m).map((message) => [/^[a-z\d-]*/.exec(message)?.[0] ?? "", message]));
}

/** The text `id`, or the text of its attribute when `id` has a dot in it. */
export function t(id: string, variables?: Variables): string {
  const counts = Object.values(variables ?? {});
  // Nothing personal is kept.
  if (!counts.every((value) => typeof value === "number")) return find(id, variables) ?? id;
  const key = [shown, id, ...counts].join(" ");
  const known = said.get(key);
  if (known !== undefined) return known;
  const text = find(id, variables);
  if (said.size >= SAID) said.clear();
  if (text !== undefined) said.set(key, text);
  return text ?? id;
}

/** The two lines for an error. A code without words of its own gets the general ones, with the code in them. */
export function errorText({ code, detail }: AppError): ErrorText {
  const variables = { code, detail: detail ?? "" };
  const own = `error-${code.replaceAll("_", "-")}`;
  const id = find(own, variables) === undefined ? "error-unknown" : own;
  return { what: t(id, variables), advice: find(`${id}.advice`, variables) ?? "" };
}

/** The line for a warning code. A warning that has no words is better shown as its code than not at all. */
export function warningText(code: string, detail: string | null = null): string {
  return find(`warning-${code.replaceAll("_", "-")}`, { detail: detail ?? "" }) ?? code;
}

function find(id: string, variables?: Variables): string | undefined {
  const [name = id, attribute] = id.split(".");
  const bundle = bundles[shown];
  const source = unread[shown]?.get(name);
  if (source !== undefined) {
    unread[shown]?.delete(name);
    bundle?.addResource(new FluentResource(source));
  }
  const message = bundle?.getMessage(name);
  const pattern = attribute === undefined ? message?.value : message?.attributes[attribute];
  // With a list for the errors Fluent shows a missing variable's name; without it, it would throw.
  if (bundle === undefined || pattern == null) return undefined;
  const given: Variables = {};
  let counts = false;
  for (const [name, value] of Object.entries(variables ?? {})) {
    counts ||= typeof value === "number";
    given[name] = typeof value === "number" && Number.isInteger(value) && Math.abs(value) < 1000 ? new Figures(value) : value;
  }
  const text = bundle.formatPattern(pattern, given, []);
  // What is only read out has no lines.
  return counts && !id.startsWith("spoken-") ? counted(text) : text;
}
