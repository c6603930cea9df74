import { type FakeAccount, FakeBackend } from "../backend/fake";
import { choose, found, press, settled, show, type, unfold } from "./hands";
import type { State } from "./states";

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
    await type("recovery-codes-paste", FAKE_LIST);
    await press("recovery-codes-find");
    await unfold("recovery-codes-rest");
    await settled();
  };
  /** Two codes were looked for and stand `at` this or nowhere; what is pressed for it, and what comes of it. */
  const searched = (at: number | null, presses: string[], shows: string): State => ({
    backend() {
      const backend = without();
      backend.foundCounter = at;
      return backend;
    },
    async then(app) {
      app.show({ kind: "counter", account: "bank" });
      for (const id of presses) await press(id);
      await show(shows);
    },
  });
  return {
    "recovery-codes": { backend: kept(4, 10), then: (app) => app.show({ kind: "recovery-codes", account }) },
    "recovery-codes-few": { backend: kept(2, 10, "Zaqvorm-tulbek-93"), then: (app) => app.show({ kind: "recovery-codes", account }) },
    "recovery-codes-removing": {
      backend: kept(0, 10),
      async then(app) {
        app.show({ kind: "recovery-codes", account });
        await press("recovery-codes-remove");
        await show("recovery-codes-keep");
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
    "counter-found": searched(57, ["counter-find"], "counter-take"),
    "counter-nowhere": searched(null, ["counter-find"], "counter-nowhere"),
    "counter-set": searched(57, ["counter-find", "counter-take"], "counter-done"),
    generator: { backend: without, then: (app) => app.show({ kind: "generator" }) },
    "generator-portal": {
      backend: without,
      async then(app) {
        app.show({ kind: "generator" });
        await choose("generator-portal", "gosuslugi");
        await show("generator-portal", "center");
      },
    },
    "generator-words": {
      backend: without,
      async then(app) {
        app.show({ kind: "generator" });
        await press("generator-passphrase");
        await found("generator-words");
        await settled();
        await press("generator-copy");
        await settled();
      },
    },
  };
}
