import { type FakeAccount, FakeBackend } from "../backend/fake";
import type { State } from "./states";

const later = (ms = 50) => new Promise((resolve) => setTimeout(resolve, ms));

/** A list as a portal gives it. Its codes open nothing. */
export const FAKE_LIST =
  "СОХРАНИТЕ РЕЗЕРВНЫЕ КОДЫ\nКаждый код действует один раз.\n\n" +
  "1. 2062 7993\n2. 3093 7976\n3. 4124 7959\n4. 5155 7942\n5. 6186 7925\n";

/** The portal's own recovery codes, and passwords that are made up, over these accounts. */
export function codesStates(accounts: FakeAccount[]): Record<string, State> {
  const kept = (left: number, total: number, password: string | null = null) => () => {
    const [first, ...others] = accounts;
    const backend = new FakeBackend(first === undefined ? [] : [{ ...first, recoveryCodes: { left, total } }, ...others]);
    backend.protected.password = password;
    return backend;
  };
  const without = () => new FakeBackend(accounts);
  const account = accounts[0]?.id ?? "";
  const paste = async () => {
    await later();
    const field = document.querySelector<HTMLTextAreaElement>("[data-testid=recovery-codes-paste]");
    if (field === null) return;
    field.value = FAKE_LIST;
    document.querySelector<HTMLElement>("[data-testid=recovery-codes-find]")?.click();
    await later();
    document.querySelector("[data-testid=recovery-codes-rest]")?.setAttribute("open", "");
  };
  /** Two codes were looked for and `found` or not, and something more was pressed. */
  const searched = (found: number | null, more?: string): State => ({
    backend() {
      const backend = without();
      backend.foundCounter = found;
      return backend;
    },
    async then(app) {
      app.show({ kind: "counter", account: "bank" });
      for (const id of ["counter-find", ...(more === undefined ? [] : [more])]) {
        await later();
        document.querySelector<HTMLElement>(`[data-testid=${id}]`)?.click();
      }
      await later();
    },
  });
  return {
    "recovery-codes": { backend: kept(4, 10), then: (app) => app.show({ kind: "recovery-codes", account }) },
    "recovery-codes-few": { backend: kept(2, 10, "Zaqvorm-tulbek-93"), then: (app) => app.show({ kind: "recovery-codes", account }) },
    "recovery-codes-removing": {
      backend: kept(0, 10),
      async then(app) {
        app.show({ kind: "recovery-codes", account });
        await later();
        document.querySelector<HTMLElement>("[data-testid=recovery-codes-remove]")?.click();
        await later();
        document.querySelector("[data-testid=recovery-codes-keep]")?.scrollIntoView();
      },
    },
    "recovery-codes-paste": { backend: without, then: (app) => app.show({ kind: "recovery-codes", account }) },
    "recovery-codes-look": {
      backend: without,
      async then(app) {
        app.show({ kind: "recovery-codes", account });
        await paste();
      },
    },
    "recovery-codes-edit": { backend: kept(4, 10), then: (app) => void (app.sheet = { kind: "edit", account }) },
    counter: { backend: without, then: (app) => app.show({ kind: "counter", account: "bank" }) },
    "counter-found": searched(57),
    "counter-nowhere": searched(null),
    "counter-set": searched(57, "counter-take"),
    generator: { backend: without, then: (app) => app.show({ kind: "generator" }) },
    "generator-portal": {
      backend: without,
      async then(app) {
        app.show({ kind: "generator" });
        await later();
        const select = document.querySelector<HTMLSelectElement>("[data-testid=generator-portal]");
        if (select === null) return;
        select.value = "gosuslugi";
        select.dispatchEvent(new Event("change", { bubbles: true }));
        await later();
        select.scrollIntoView({ block: "center" });
      },
    },
    "generator-words": {
      backend: without,
      async then(app) {
        app.show({ kind: "generator" });
        await later();
        document.querySelector<HTMLElement>("[data-testid=generator-passphrase]")?.click();
        document.querySelector<HTMLElement>("[data-testid=generator-copy]")?.click();
        await later();
      },
    },
  };
}
