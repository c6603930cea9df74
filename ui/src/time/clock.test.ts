import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { Clock } from "./clock.svelte";

let hidden = false;
let clock: Clock;

beforeEach(() => {
  hidden = false;
  vi.spyOn(document, "hidden", "get").mockImplementation(() => hidden);
  vi.useFakeTimers({ now: 1_000_000_400 });
  clock = new Clock();
  clock.start();
});

afterEach(() => {
  clock.stop();
  vi.useRealTimers();
});

it("moves once a second, on the second of the wall clock", () => {
  expect(clock.second).toBe(1_000_000);
  vi.advanceTimersByTime(590);
  expect(clock.second).toBe(1_000_000);
  vi.advanceTimersByTime(20);
  expect(clock.second).toBe(1_000_001);
  vi.advanceTimersByTime(10_000);
  expect(clock.second).toBe(1_000_011);
  expect(vi.getTimerCount()).toBe(1);
});

it("stands still while the window is hidden, and is right at once when it is shown", () => {
  hidden = true;
  document.dispatchEvent(new Event("visibilitychange"));
  expect(vi.getTimerCount(), "a hidden window must not wake up").toBe(0);
  vi.setSystemTime(1_000_090_000);
  hidden = false;
  document.dispatchEvent(new Event("visibilitychange"));
  expect(clock.second).toBe(1_000_090);
  expect(vi.getTimerCount()).toBe(1);
});

it("takes over the backend's time, but not the way of its answer", () => {
  clock.follow(1_000_001.2);
  expect(clock.second, "less than two seconds: the same clock").toBe(1_000_000);
  clock.follow(2_000_000.5);
  expect(clock.second).toBe(2_000_000);
});
