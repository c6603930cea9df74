import { type FakeAccount, FakeBackend } from "../backend/fake";
import { found, press, settled } from "./hands";
import type { State } from "./states";

/** The list at work: its menus, several accounts ticked, and how many of them are alike. */
export function workStates(accounts: FakeAccount[]): Record<string, State> {
  const all = () => new FakeBackend(accounts);
  return {
    "main-menu": { backend: all, then: () => press("main-menu") },
    "card-menu": { backend: all, then: () => press("card-menu") },
    selecting: {
      backend: all,
      then(app) {
        for (const { id } of accounts.slice(0, 2)) app.selecting.toggle(id);
      },
    },
    "selecting-none": { backend: all, then: (app) => app.selecting.begin() },
    "removed-many": {
      backend: all,
      async then(app) {
        for (const { id } of accounts.slice(0, 3)) app.selecting.toggle(id);
        await app.removeSelected();
      },
    },
    "long-list": {
      backend: () =>
        new FakeBackend(
          Array.from({ length: 300 }, (_, at) => {
            const account = accounts[at % accounts.length]!;
            return { ...account, id: `${account.id}-${at}`, name: `${account.name} ${at}`, favourite: at < 2 };
          }),
        ),
    },
    "long-list-end": {
      backend: () => new FakeBackend(Array.from({ length: 300 }, (_, at) => ({ id: `a${at}`, issuer: `Сервис ${at}`, name: "ivan", type: "totp" }))),
      async then() {
        await found("card");
        document.querySelector("main")?.scrollTo(0, 1_000_000);
        await settled();
      },
    },
  };
}
