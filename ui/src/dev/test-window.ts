import { flushSync, mount, tick, unmount } from "svelte";
import { afterEach, beforeEach, expect, vi } from "vitest";

import App from "../App.svelte";
import type { App as State } from "../app.svelte";
import { type FakeAccount, FakeBackend } from "../backend/fake";

/** A window under test, over a stand-in backend, in a time that stands still until it is moved. */
export class TestWindow {
  backend = new FakeBackend();
  app!: State;
  #mounted: Record<string, unknown> | undefined;

  constructor(accounts: FakeAccount[]) {
    beforeEach(() => {
      vi.useFakeTimers({ now: 1_741_933_602_100 });
      this.backend = new FakeBackend(accounts.map((account) => ({ ...account })));
    });
    afterEach(async () => {
      if (this.#mounted !== undefined) await unmount(this.#mounted);
      this.#mounted = undefined;
      vi.useRealTimers();
    });
  }

  async open(): Promise<void> {
    const ready = (app: State) => void (this.app = app);
    this.#mounted = mount(App, { target: document.body, props: { backend: this.backend, ready } });
    await this.settle();
  }

  /** Lets answers arrive and the page follow them, without time passing. */
  async settle(): Promise<void> {
    for (let round = 0; round < 10; round += 1) {
      await vi.advanceTimersByTimeAsync(0);
      flushSync();
      await tick();
    }
  }

  async wait(seconds: number): Promise<void> {
    await vi.advanceTimersByTimeAsync(seconds * 1000);
    await this.settle();
  }

  all(id: string): HTMLElement[] {
    return [...document.querySelectorAll<HTMLElement>(`[data-testid="${id}"]`)];
  }

  one(id: string): HTMLElement {
    const found = this.all(id);
    expect(found, `exactly one ${id}`).toHaveLength(1);
    return found[0]!;
  }

  called(name: string): unknown[] {
    return this.backend.calls.filter((call) => call.name === name).map((call) => call.req);
  }

  /** A press, as a keyboard or a mouse does it. */
  async press(id: string): Promise<void> {
    const element = this.one(id);
    element.focus();
    element.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
    await this.settle();
  }

  async openSettings(): Promise<void> {
    await this.press("main-menu");
    await this.press("menu-settings");
  }

  async key(name: string, init: KeyboardEventInit = {}): Promise<void> {
    const event = new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true, ...init });
    (document.activeElement ?? document.body).dispatchEvent(event);
    await this.settle();
  }

  async type(id: string, text: string): Promise<void> {
    const field = this.one(id) as HTMLInputElement;
    field.focus();
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    await this.settle();
  }

  async submit(id: string): Promise<void> {
    this.one(id).dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
    await this.settle();
  }

  /** The focus is on something that a person can see and use. */
  expectFocus(id?: string): void {
    const active = document.activeElement;
    expect(active, "the focus is lost").not.toBe(document.body);
    if (id !== undefined) expect(active).toBe(this.one(id));
  }
}
