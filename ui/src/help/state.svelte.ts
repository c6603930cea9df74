import { asAppError, type Backend } from "../backend/backend";
import type { AppError } from "../backend/bindings/AppError";
import type { ArticleView } from "../backend/bindings/ArticleView";
import type { HelpView } from "../backend/bindings/HelpView";

/** The help: a list to search, and the article that is open. */
export class Helping {
  query = $state("");
  list = $state.raw<HelpView | null>(null);
  article = $state.raw<ArticleView | null>(null);
  error = $state.raw<AppError | null>(null);
  /** The article that was asked for does not exist. */
  gone = $state(false);
  /** An article was asked for, whether or not it is there yet. */
  reading = $state(false);

  /** The article was reached from the list, so that one step back leads there. */
  #fromList = false;
  /** Answers of earlier questions come too late. */
  #asked = 0;

  constructor(private readonly backend: Backend) {}

  get deep(): boolean {
    return this.reading && this.#fromList;
  }

  /** Opens the list, or one article by itself. */
  async begin(article?: string): Promise<void> {
    this.query = "";
    this.#fromList = false;
    this.article = null;
    this.reading = article !== undefined;
    await (article === undefined ? this.search("") : this.#read(article));
  }

  /** Puts it away. */
  end(): void {
    this.reading = false;
    this.article = null;
    this.list = null;
  }

  async search(query: string): Promise<void> {
    this.query = query;
    await this.#ask(async () => {
      const list = await this.backend.help({ query });
      return () => (this.list = list);
    });
  }

  /** Opens an article of the list. */
  async open(id: string): Promise<void> {
    this.#fromList = true;
    await this.#read(id);
  }

  /** One step back; `false` when there is none. */
  back(): boolean {
    if (!this.deep) return false;
    this.reading = false;
    this.article = null;
    this.error = null;
    return true;
  }

  async print(): Promise<void> {
    await this.#ask(async () => {
      await this.backend.printHelp();
      return () => undefined;
    });
  }

  async #read(id: string): Promise<void> {
    this.reading = true;
    this.gone = false;
    this.article = null;
    await this.#ask(async () => {
      const article = await this.backend.helpArticle({ id });
      return () => {
        this.article = article;
        this.gone = article === null;
      };
    });
  }

  async #ask(question: () => Promise<() => void>): Promise<void> {
    const asked = (this.#asked += 1);
    this.error = null;
    try {
      const take = await question();
      if (asked === this.#asked) take();
    } catch (thrown) {
      if (asked === this.#asked) this.error = asAppError(thrown);
    }
  }
}
