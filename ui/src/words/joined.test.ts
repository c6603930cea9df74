import { FluentBundle, FluentResource } from "@fluent/bundle";
import { expect, it, vi } from "vitest";

import type * as Joined from "./joined";

const { counted, joined } = await vi.importActual<typeof Joined>("./joined");

it("keeps a number with its word", () => {
  expect(counted("Вернуть все 12 записей")).toBe("Вернуть все 12\u00a0записей");
  expect(counted("Осталось 3 из 10, код 482 913")).toBe("Осталось 3\u00a0из 10, код 482 913");
});

it("keeps the short beginning of a word with the rest of it", () => {
  expect(joined("На экране нет QR-кода")).toBe("На экране нет QR-\u2060кода");
  expect(joined("sign-in, e-mail, что-нибудь")).toBe("sign-\u2060in, e-\u2060mail, что-\u2060нибудь");
  for (const text of ["приложение-аутентификатор", "age-encryption.org", "AGE-SECRET-KEY-1"]) expect(joined(text)).toBe(text);
});

it("is about our own words, not about names and paths in them", () => {
  const bundle = new FluentBundle("ru", { useIsolating: false, transform: joined });
  bundle.addResource(new FluentResource("saved = Хранится 30 дней: { $path }"));
  const pattern = bundle.getMessage("saved")?.value;
  expect(bundle.formatPattern(pattern ?? "", { path: "/home/ivan/my-file 2 old" })).toBe("Хранится 30\u00a0дней: /home/ivan/my-file 2 old");
});
