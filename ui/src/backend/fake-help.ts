import lostInEnglish from "../../../docs/recovery.en.md?raw";
import lostInRussian from "../../../docs/recovery.md?raw";
import type { ArticleView } from "./bindings/ArticleView";
import type { BlockView } from "./bindings/BlockView";
import type { HelpView } from "./bindings/HelpView";
import type { ShownLanguage } from "./bindings/ShownLanguage";

const written = import.meta.glob<string>("../../../crates/guide/help/*/*.md", { query: "?raw", import: "default", eager: true });

/** Those of the true list that are not made of a portal's profile, in its order. */
const ids = ["switch-on", "code-not-accepted", "fraud", "lost", "lost-access", "new-computer", "password"];
const cache = new Map<string, ArticleView | null>();

/** The true articles, read by a simpler reader. Portals have none here but a short one for Gosuslugi. */
export function helpArticle(language: ShownLanguage, id: string): ArticleView | null {
  const key = `${language}/${id}`;
  let article = cache.get(key);
  if (article === undefined) cache.set(key, (article = read(language, id)));
  return article;
}

export function findHelp(language: ShownLanguage, query: string): HelpView {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const all = [...ids, "gosuslugi"].map((id) => helpArticle(language, id)!);
  const fits = all.filter(({ title }) => words.every((word) => title.toLowerCase().includes(word)));
  const isAdvice = fits.length === 0;
  const found = (isAdvice ? all.slice(0, 1) : fits).map(({ id, title, blocks }) => ({ id, title, summary: summaryOf(blocks) }));
  return { found, isAdvice };
}

function read(language: ShownLanguage, id: string): ArticleView | null {
  if (id === "gosuslugi") return { id, ...portal[language] };
  const source = id === "lost" ? (language === "ru" ? lostInRussian : lostInEnglish) : written[`../../../crates/guide/help/${language}/${id}.md`];
  if (source === undefined) return null;
  const [head = "", ...parts] = source.trim().split(/\n{2,}/);
  return { id, title: head.replace(/^# /, ""), blocks: parts.flatMap(blockOf) };
}

function blockOf(part: string): BlockView[] {
  const picture = /^!\[(.*)\]\(.*\/(.*)\.webp\)$/.exec(part);
  if (picture !== null) return [{ kind: "picture", name: picture[2]!, alt: picture[1]! }];
  // The link to the other language.
  if (/^\[[^\]]*\]\([^)]*\)$/.test(part)) return [];
  const text = part.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").replaceAll("`", "");
  const lines = text.split("\n");
  if (text.startsWith("## ")) return [{ kind: "heading", text: text.slice(3) }];
  if (/^\d+\. /.test(text)) return [{ kind: "steps", items: lines.map((line) => line.replace(/^\d+\. /, "")) }];
  if (text.startsWith("- ")) return [{ kind: "list", items: lines.map((line) => line.slice(2)) }];
  return [{ kind: "paragraph", text: lines.join(" ") }];
}

function summaryOf(blocks: BlockView[]): string {
  const first = blocks.find((block) => block.kind === "paragraph");
  return first?.kind === "paragraph" ? first.text : "";
}

const portal: Record<ShownLanguage, Omit<ArticleView, "id">> = {
  ru: {
    title: "Госуслуги",
    blocks: [
      { kind: "paragraph", text: "Как включить вход с подтверждением, где спросят код и что делать, если войти не получается." },
      { kind: "heading", text: "Как включить" },
      { kind: "steps", items: ["Откройте личный кабинет, а в нём раздел «Безопасность».", "Выберите «Вход в систему», потом «Вход с подтверждением»."] },
    ],
  },
  en: {
    title: "Gosuslugi",
    blocks: [
      { kind: "paragraph", text: "How to turn on two-step sign-in, where the code is asked for, and what to do when you cannot sign in." },
      { kind: "heading", text: "How to switch it on" },
      { kind: "steps", items: ["Open your account page and in it the section for security.", "Choose signing in, then the sign-in with confirmation."] },
    ],
  },
};
