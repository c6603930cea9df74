import { FluentBundle, FluentResource, type FluentVariable } from "@fluent/bundle";

import en from "../../locales/en.ftl?raw";
import ru from "../../locales/ru.ftl?raw";
import type { AppError } from "../backend/bindings/AppError";

export type Language = "ru" | "en";
export type Variables = Record<string, FluentVariable>;
/** What happened, and what to do about it. */
export type ErrorText = { what: string; advice: string };

const sources: Record<Language, string> = { ru, en };
const bundles: Partial<Record<Language, FluentBundle>> = {};

let shown = $state<Language>("ru");

/** The language of the window now. Texts read through `t` follow it. */
export function language(): Language {
  return shown;
}

/** Switches every text of the window, and what `<html lang>` tells screen readers. */
export function speak(to: Language): void {
  shown = to;
  document.documentElement.lang = to;
  document.title = t("app-name");
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
export function warningText(code: string): string {
  return find(`warning-${code.replaceAll("_", "-")}`) ?? code;
}

function find(id: string, variables?: Variables): string | undefined {
  const [name = id, attribute] = id.split(".");
  const bundle = bundleFor(shown);
  const message = bundle.getMessage(name);
  const pattern = attribute === undefined ? message?.value : message?.attributes[attribute];
  // With a list for the errors Fluent shows a missing variable's name; without it, it would throw.
  return pattern == null ? undefined : bundle.formatPattern(pattern, variables ?? null, []);
}

function bundleFor(wanted: Language): FluentBundle {
  let bundle = bundles[wanted];
  if (bundle === undefined) {
    // The isolating marks around variables would be read out and copied along.
    bundle = new FluentBundle(wanted, { useIsolating: false });
    bundle.addResource(new FluentResource(sources[wanted]));
    bundles[wanted] = bundle;
  }
  return bundle;
}
