import { describe, expect, it } from "vitest";

import inEnglish from "../../../docs/recovery.en.md?raw";
import inRussian from "../../../docs/recovery.md?raw";
import en from "../../locales/en.ftl?raw";
import ru from "../../locales/ru.ftl?raw";

describe("the page for the day when the key is lost", () => {
  it.each([
    ["ru", ru, inRussian],
    ["en", en, inEnglish],
  ])("stands in the documents word for word, in %s", (_, catalogue, document) => {
    const texts = [...catalogue.matchAll(/^lost-[\w-]+ = (.+)$/gm)].map(([, text]) => text!);
    expect(texts.length).toBeGreaterThan(20);
    expect(texts.filter((text) => !document.includes(text))).toEqual([]);
  });

  it.each([
    ["ru", ru],
    ["en", en],
  ])("names buttons as they are called, in %s", (_, catalogue) => {
    const text = (id: string) => catalogue.match(new RegExp(`^${id} = (.+)$`, "m"))?.[1] ?? id;
    const pairs = [
      ["lost-sheet-1", "blocked-title"],
      ["lost-sheet-1", "lock-title"],
      ["lost-sheet-2", "way-sheet"],
      ["lost-sheet-2", "lock-forgot"],
      ["lost-sheet-4", "after-key"],
      ["lost-sheet-4", "after-password"],
      ["lost-backup-3", "way-sheet"],
      ["lost-backup-3", "way-backup"],
      ["lost-backup-3", "backup-choose"],
      ["lost-backup-7", "settings-title"],
      ["lost-backup-7", "backups-title"],
      ["lost-backup-7", "backups-choose"],
      ["lost-backup-note-2", "card-next-code"],
      ["lost-typing-1", "recovery-typed"],
      ["lost-typing-1", "manual-continue"],
    ] as const;
    for (const [step, button] of pairs) expect(text(step)).toContain(text(button));
    for (const step of ["lost-sheet-3", "lost-backup-5"]) {
      for (const button of ["recovery-typed", "manual-continue", "recovery-from-screen", "recovery-from-picture"]) {
        expect(text(step)).toContain(text(button));
      }
    }
  });
});
