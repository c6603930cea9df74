import { FluentResource } from "@fluent/bundle";
import { parse } from "svelte/compiler";
import { describe, expect, it } from "vitest";

import en from "../../locales/en.ftl?raw";
import ru from "../../locales/ru.ftl?raw";

/** What Fluent reads a file into, as far as it is looked at here. */
type Message = FluentResource["body"][number] & { attributes: object };
type Named = { type: "var" | "mesg"; name: string };
type Selection = { type: "select"; selector: { name?: string }; variants: { key: { value: string | number } }[]; star: number };
type Expressions = { var: Named; mesg: Named; select: Selection };
type Sources = Record<string, string>;

/** What the page is made of: neither tests nor the stand-in. */
const page: Sources = import.meta.glob(["../**/*.{ts,svelte}", "!../**/*.test.ts", "!../dev/**", "!../backend/fake*.ts"], {
  query: "?raw",
  import: "default",
  eager: true,
});
/** What is shipped of Rust: the command line and the shell, which take their words from the same catalogue. */
const rust: Sources = Object.fromEntries(
  Object.entries(
    import.meta.glob<string>(["../../../crates/*/src/**/*.rs", "../../../src-tauri/src/**/*.rs", "!../../../**/{tests,state_tests}/**", "!../../../**/tests.rs"], {
      query: "?raw",
      import: "default",
      eager: true,
    }),
  ).map(([path, source]) => [path.replaceAll("../", ""), source.split(/#\[cfg\((?:test|all\(test[^\]]*)\)\]\s*mod/)[0]!]),
);
const catalogues = { ru: new FluentResource(ru).body, en: new FluentResource(en).body };
const known = new Set(catalogues.ru.map(({ id }) => id));
const code = [...Object.values(page), ...Object.values(rust)].join("\n");
/** Every short text that stands in quotes somewhere, with the joints of ids. */
const quoted = new Set([...code.matchAll(/["']([a-z0-9_-]+)["']/g)].map(([, text]) => text!.replaceAll("_", "-")));

/** What a message is made of: attributes and the variables in every part. */
function shapeOf({ value, attributes }: Message): string {
  const parts = [["", value] as const, ...Object.entries(attributes)];
  return parts.map(([name, pattern]) => `${name}(${[...new Set(within(pattern, "var").map((part) => part.name))].sort().join()})`).join(" ");
}

function within<Type extends keyof Expressions>(part: unknown, type: Type): Expressions[Type][] {
  if (Array.isArray(part)) return part.flatMap((inner) => within(inner, type));
  if (typeof part !== "object" || part === null) return [];
  const deeper = Object.values(part).flatMap((inner) => within(inner, type));
  return "type" in part && part.type === type ? [part as Expressions[Type], ...deeper] : deeper;
}

const keysOf = ({ variants }: Selection) => variants.map(({ key }) => String(key.value));
/** Whether the forms are those of numbers: a choice between names or between single figures is none. */
const isPlural = (selection: Selection) => keysOf(selection).some((key) => ["zero", "one", "two", "few", "many"].includes(key));
const selections = (body: Message[]) => body.flatMap(({ id, value, attributes }) => within([value, attributes], "select").map((selection) => ({ id, selection })));

describe("the catalogue", () => {
  it("has the same messages, attributes and variables in both languages", () => {
    const shapes = (body: Message[]) => body.map((message) => `${message.id} ${shapeOf(message)}`).sort();
    expect(shapes(catalogues.en)).toEqual(shapes(catalogues.ru));
  });

  it("is read whole: no message is lost to a mistake in the file", () => {
    for (const [source, body] of [[ru, catalogues.ru], [en, catalogues.en]] as const) {
      const ids = [...source.matchAll(/^([a-z][\w-]*) *=/gm)].map(([, id]) => id);
      expect(new Set(ids).size, "an id stands twice").toBe(ids.length);
      expect(body.map(({ id }) => id)).toEqual(ids);
      expect(body.filter(({ value }) => value === null || value === "")).toEqual([]);
    }
  });

  it("speaks calmly: no exclamation mark", () => {
    for (const source of [ru, en]) expect(source.replace(/^#.*$/gm, "")).not.toMatch(/!/);
  });

  // The form of `many` is the last one, for all other numbers: whole ones never are `other` in Russian.
  it.each([["ru", ["one", "few"], [1, 2, 5, 11, 21, 22, 25, 111]], ["en", ["one"], [1, 2, 5, 21]]] as const)("has every form of numbers in %s", (language, forms, numbers) => {
    const plural = selections(catalogues[language]).filter(({ selection }) => isPlural(selection));
    expect(plural.length).toBeGreaterThan(40);
    const faults = plural.filter(({ selection }) => {
      const keys = keysOf(selection);
      const last = keys[selection.star];
      return forms.some((form) => !keys.includes(form)) || !(last === "other" || (language === "ru" && last === "many")) || new Set(keys).size < keys.length;
    });
    expect(faults.map(({ id }) => id)).toEqual([]);
    // The rules of the platform agree: no whole number has a form that is not there.
    const rules = new Intl.PluralRules(language);
    const used = new Set(numbers.map((number) => rules.select(number)));
    expect([...used].filter((form) => !([...forms, "many", "other"] as string[]).includes(form))).toEqual([]);
  });

  it("selects by the same variables in both languages", () => {
    const by = (body: Message[]) =>
      new Map(body.map(({ id, value, attributes }) => [id, [...new Set(within([value, attributes], "select").map(({ selector }) => selector.name))].sort().join()]));
    const english = by(catalogues.en);
    // English may do without: "7 of 10 accounts".
    const strange = [...by(catalogues.ru)].filter(([id, names]) => (english.get(id) ?? "").split(",").some((name) => name !== "" && !names.split(",").includes(name)));
    expect(strange).toEqual([]);
  });
});

describe("words and code fit together", () => {
  it("nothing is asked for that is missing, on the page", () => {
    const asked = [...Object.values(page).join("\n").matchAll(/\b(?:t|done)\(\s*"([a-z0-9-]+)(\.\w+)?"/g)].map(([, id]) => id!);
    expect(asked.length).toBeGreaterThan(300);
    expect(asked.filter((id) => !known.has(id))).toEqual([]);
  });

  it("nothing is asked for that is missing, in Rust", () => {
    const source = Object.values(rust).join("\n");
    expect(Object.keys(rust).length).toBeGreaterThan(100);
    const named = [...source.matchAll(/"((?:cli|window|choose|save|sheet-print|codes-print|tray)-[a-z0-9-]*[a-z0-9])"/g)].map(([, id]) => id!);
    expect(named.length).toBeGreaterThan(100);
    expect(named.filter((id) => !known.has(id))).toEqual([]);
  });

  it("nothing is there that nobody asks for", () => {
    const unused = [...known].filter((id) => !isAskedFor(id));
    expect(unused).toEqual([]);
  });

  it("leaves out of the page only what the page does not ask for", () => {
    const texts = Object.values(page).join("\n");
    const left = [...known].filter((id) => /^(cli|window|choose|codes-print)-/.test(id));
    expect(left.filter((id) => texts.includes(`t("${id}"`))).toEqual([]);
  });
});

/** Ids that are put together: a beginning in the code, and what follows it in quotes somewhere, as a code or a kind. */
const beginnings = [
  ...new Set([...Object.values(page).join("\n").matchAll(/`([a-z]+(?:-[a-z]+)*-)\$\{/g)].map(([, beginning]) => beginning!)),
  // format!("cli-error-{}", …) in Rust.
  ...new Set([...Object.values(rust).join("\n").matchAll(/"([a-z]+(?:-[a-z]+)*-)\{/g)].map(([, beginning]) => beginning!)),
];
const endings = ["-note", "-next", "-hint"];

function isAskedFor(id: string): boolean {
  if (quoted.has(id)) return true;
  if (catalogues.ru.some(({ value, attributes }) => within([value, attributes], "mesg").some(({ name }) => name === id))) return true;
  // cli-about-backup-restore is of the command `backup restore`, cli-arg-qr of the argument `qr`: clap gives their names.
  if (/^cli-(about|arg)-/.test(id)) return isOfCommandLine(id.split("-").slice(2));
  const ending = endings.find((ending) => id.endsWith(ending));
  if (ending !== undefined && code.includes(`}${ending}\``) && isAskedFor(id.slice(0, -ending.length))) return true;
  return beginnings.some((beginning) => id.startsWith(beginning) && isRest(id.slice(beginning.length)));
}

function isRest(rest: string): boolean {
  return quoted.has(rest) || /^\d+$/.test(rest) || (rest.includes("-") && code.includes(`"${rest.replaceAll("-", "_")}"`));
}

function isOfCommandLine(words: string[]): boolean {
  const commandLine = Object.entries(rust).filter(([path]) => path.includes("crates/cli/")).map(([, source]) => source).join("\n");
  return words.some((_, at) => {
    const name = words.slice(at);
    const variant = name.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
    return new RegExp(`\\b(${name.join("_")}|${variant})\\b`).test(commandLine);
  });
}

describe("no words stand outside the catalogue", () => {
  /** What needs no words: signs, and keys as they are named in every language. */
  const signs = /^(?:[^\p{L}]*|Ctrl\+\p{L})$/u;

  it.each(Object.entries(page).filter(([path]) => path.endsWith(".svelte")))("%s", (_, source) => {
    const found: string[] = [];
    const look = (node: unknown, attribute: string | null): void => {
      if (Array.isArray(node)) return node.forEach((inner) => look(inner, attribute));
      if (typeof node !== "object" || node === null) return;
      const { type, name, data } = node as { type?: string; name?: string; data?: string };
      // A style is no text.
      if (type === "StyleDirective" || type === "ClassDirective") return;
      if (type === "Text" && !signs.test(data ?? "") && (attribute === null || isRead(attribute))) found.push(data!.trim());
      const inside = type === "Attribute" ? (name ?? null) : attribute;
      for (const [key, value] of Object.entries(node)) if (key !== "parent") look(value, inside);
    };
    look(parse(source, { modern: true }).fragment, null);
    expect(found).toEqual([]);
  });

  it("in Russian, anywhere on the page", () => {
    // A single letter is something to compare with, and so are the words that stay with their hyphen.
    const found = Object.entries(page).filter(([path, source]) => path !== "./joined.ts" && /[а-яё]{2}/i.test(withoutComments(source)));
    expect(found.map(([path]) => path)).toEqual([]);
  });

  it("in Russian, anywhere in Rust", () => {
    const found = Object.entries(rust).filter(([path, source]) => !russianInRust.some((data) => path.includes(data)) && /[а-яё]/i.test(withoutComments(source)));
    expect(found.map(([path]) => path)).toEqual([]);
  });
});

/** Letters that are compared with, and what has to be in two languages at once. */
const russianInRust = [
  // Portals and look-alikes of their names, and what people search the help for.
  "crates/guide/src/",
  // Marks in lists of recovery codes, as portals write them.
  "crates/transfer/src/recovery_codes/",
  // Alphabets, keyboards and the order of letters, for the search and the list.
  "crates/list/src/",
  "crates/vault/src/fold.rs",
  // Cyrillic letters that are typed for Latin ones.
  "crates/sheet/src/typed.rs",
  // Words that make a password guessable.
  "crates/vault/src/passphrase.rs",
  // The name of the key in the keyring, whatever the language will be tomorrow.
  "crates/vault/src/keyring.rs",
];

function isRead(attribute: string): boolean {
  return /^(aria-(label|description|roledescription|valuetext|placeholder)|alt|title|placeholder|label|text|note|hint|advice|what|summary)$/.test(attribute);
}

function withoutComments(source: string): string {
  return source.replace(/<!--[\s\S]*?-->|\/\*[\s\S]*?\*\//g, "").replace(/(^|[^:"'])\/\/.*$/gm, "$1");
}
