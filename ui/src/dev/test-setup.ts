import { afterEach } from "vitest";

import { speak } from "../words/words.svelte";

// Both are loaded, so that a test need not wait for words.
await speak("en");
await speak("ru");

// happy-dom has no popovers; what is in one is simply there.
HTMLElement.prototype.showPopover ??= () => undefined;
HTMLElement.prototype.hidePopover ??= () => undefined;

afterEach(() => {
  document.body.replaceChildren();
});
