import { afterEach } from "vitest";

// happy-dom has no popovers; what is in one is simply there.
HTMLElement.prototype.showPopover ??= () => undefined;
HTMLElement.prototype.hidePopover ??= () => undefined;

afterEach(() => {
  document.body.replaceChildren();
});
