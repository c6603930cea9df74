import { asAppError, type Backend } from "../backend/backend";
import type { AccountDetailsView } from "../backend/bindings/AccountDetailsView";
import type { AppError } from "../backend/bindings/AppError";
import type { EditAccount } from "../backend/bindings/EditAccount";
import { withTyped } from "../parts/tags";

/** What can be changed, as it stands in the fields. */
type Fields = {
  issuer: string;
  name: string;
  tags: string[];
  note: string;
  favourite: boolean;
  algorithm: string;
  digits: number;
  period: string;
};

const EMPTY: Fields = { issuer: "", name: "", tags: [], note: "", favourite: false, algorithm: "", digits: 6, period: "" };

/** One account while it is edited. Starts from what is there; a refresh of the list does not undo what is typed. */
export class Editing {
  account = $state("");
  /** As it was when the sheet opened; absent until it is known. */
  details = $state.raw<AccountDetailsView | null>(null);
  fields = $state<Fields>({ ...EMPTY });
  /** Begun in the field for tags, and no tag yet. */
  typedTag = $state("");
  /** Whether to keep what was changed is the question now. */
  asking = $state(false);
  busy = $state(false);
  error = $state.raw<AppError | null>(null);

  /** `known`: the tags that exist. */
  constructor(
    private readonly backend: Backend,
    private readonly known: () => string[],
  ) {}

  async begin(account: string): Promise<void> {
    this.account = account;
    this.details = null;
    this.typedTag = "";
    this.asking = false;
    await this.#work(async () => {
      const details = await this.backend.accountDetails({ account });
      // Another one was opened meanwhile.
      if (this.account !== account) return;
      this.details = details;
      this.fields = fieldsOf(details);
    });
  }

  /** Leaves nothing of the account in the page. */
  end(): void {
    this.account = "";
    this.details = null;
    this.fields = { ...EMPTY };
    this.typedTag = "";
    this.asking = false;
    this.error = null;
  }

  /** Its codes are made by numbers that portals choose differently. */
  get hasParameters(): boolean {
    const type = this.details?.account.type;
    return type === "totp" || type === "hotp";
  }

  /** Whether the person changed anything. */
  get isChanged(): boolean {
    if (this.details === null) return false;
    const { fields } = this;
    const before = fieldsOf(this.details);
    const tags = withTyped(fields.tags, this.typedTag, this.known());
    const texts = (["issuer", "name", "note", "period"] as const).some((field) => fields[field].trim() !== before[field].trim());
    return texts || (["favourite", "algorithm", "digits"] as const).some((field) => fields[field] !== before[field]) || !sameTags(tags, before.tags);
  }

  /** One step back; `false` when the sheet may go. */
  back(): boolean {
    if (!this.asking && !this.isChanged) return false;
    this.asking = !this.asking;
    return true;
  }

  /** Saves what was changed and nothing else. False: it did not work, and `error` says why. */
  async save(): Promise<boolean> {
    const { details, fields } = this;
    if (details === null || this.busy) return false;
    this.asking = false;
    if (!this.isChanged) return true;
    fields.tags = withTyped(fields.tags, this.typedTag, this.known());
    this.typedTag = "";
    return this.#work(async () => {
      await this.backend.editAccount(this.#changes(details));
      this.details = await this.backend.accountDetails({ account: this.account });
    });
  }

  /** Gives the account a picture or takes it away: at once, whatever else is typed. */
  async setPicture(choose: boolean): Promise<boolean> {
    const { account } = this;
    let done = false;
    if (this.busy) return false;
    await this.#work(async () => {
      done = choose ? await this.backend.chooseAccountPicture({ account }) : (await this.backend.dropAccountPicture({ account }), true);
      if (!done) return;
      const { picture } = (await this.backend.accountDetails({ account })).account;
      // The sheet may show another one by now.
      if (this.account !== account || this.details === null) return;
      this.details = { ...this.details, account: { ...this.details.account, picture } };
    });
    return done;
  }

  #changes(details: AccountDetailsView): EditAccount {
    const { fields, account } = this;
    const before = fieldsOf(details);
    const changes: EditAccount = { account };
    for (const field of ["issuer", "name", "note"] as const) {
      const text = fields[field].trim();
      if (text !== before[field].trim()) changes[field] = text;
    }
    if (!sameTags(fields.tags, before.tags)) changes.tags = [...fields.tags];
    if (fields.favourite !== before.favourite) changes.favourite = fields.favourite;
    if (fields.algorithm !== before.algorithm) changes.algorithm = fields.algorithm;
    if (fields.digits !== before.digits) changes.digits = fields.digits;
    if (fields.period.trim() !== before.period) changes.period = secondsOf(fields.period);
    return changes;
  }

  async #work(doing: () => Promise<void>): Promise<boolean> {
    this.busy = true;
    this.error = null;
    try {
      await doing();
      return true;
    } catch (thrown) {
      this.error = asAppError(thrown);
      return false;
    } finally {
      this.busy = false;
    }
  }
}

function fieldsOf({ account, algorithm, note }: AccountDetailsView): Fields {
  const { issuer, name, tags, favourite, digits, period } = account;
  return { issuer, name, tags: [...tags], note, favourite, algorithm, digits, period: period === null ? "" : String(period) };
}

function sameTags(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((tag, at) => tag === other[at]);
}

function secondsOf(text: string): number {
  if (!/^\s*[1-9]\d{0,8}\s*$/.test(text)) throw { code: "bad_period", detail: text.trim() } satisfies AppError;
  return Number(text);
}
