import { FluentBundle, FluentResource, type FluentVariable } from "@fluent/bundle";

import type { AppError } from "../backend/bindings/AppError";
import { counted, joined } from "./joined";

export type Language = "ru" | "en";
export type Variables = Record<string, FluentVariable>;
/** What happened, and what to do about it. */
export type ErrorText = { what: string; advice: string };

/** Files of their own: a window loads the language that it speaks. */
const sources: Record<Language, () => Promise<{ default: string }>> = {
  ru: () => import("../../locales/ru.ftl?raw"),
  en: () => import("../../locales/en.ftl?raw"),
};
const bundles: Partial<Record<Language, FluentBundle>> = {};
/** The messages that nobody has asked for yet, as they stand in the catalogue: reading all of them takes long. */
const unread: Partial<Record<Language, Map<string, string>>> = {};

let shown = $state<Language>("ru");
let asked: Language = "ru";

/** The language of the window now. Texts read through `t` follow it. */
export function language(): Language {
  return shown;
}

/**
 * Speaks the language that the shell has put into the page's address, or else the one of the browser. To be awaited
 * before anything is painted.
 */
export async function begin(): Promise<void> {
  const told = location.hash.slice(1) || navigator.language;
  await speak(told.startsWith("ru") ? "ru" : "en");
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
  return find(id, variables) ?? id;
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
  const text = unread[shown]?.get(name);
  if (text !== undefined) {
    unread[shown]?.delete(name);
    bundle?.addResource(new FluentResource(text));
  }
  const message = bundle?.getMessage(name);
  const pattern = attribute === undefined ? message?.value : message?.attributes[attribute];
  // With a list for the errors Fluent shows a missing variable's name; without it, it would throw.
  if (bundle === undefined || pattern == null) return undefined;
  const said = bundle.formatPattern(pattern, variables ?? null, []);
  // What is only read out has no lines.
  return Object.values(variables ?? {}).some((value) => typeof value === "number") && !id.startsWith("spoken-") ? counted(said) : said;
}
