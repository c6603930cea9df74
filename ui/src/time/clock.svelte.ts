/** Differences below this come from the way of the answer and from rounding: it is the same computer's clock. */
const SAME_CLOCK_MS = 2000;
/** A jump of the wall clock against the steady one that no delay explains: it was set, or the computer slept. */
const JUMP_MS = 1500;

/**
 * The one clock of the window: moves once a second, on the second of the wall clock, and not at all while the window
 * is hidden. Everything that runs out is computed from `second`, so nothing else has to move.
 */
export class Clock {
  #offset = 0;
  #second = $state(0);
  #apart = Number.NaN;
  #jumps = $state(0);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stop: (() => void) | undefined;

  constructor() {
    this.#second = this.#read();
  }

  /** Unix seconds, whole. */
  get second(): number {
    return this.#second;
  }

  /** How often the computer's clock has jumped. */
  get jumps(): number {
    return this.#jumps;
  }

  /** Takes over the backend's time, in unix seconds. */
  follow(backendNow: number): void {
    const difference = backendNow * 1000 - Date.now();
    this.#offset = Math.abs(difference) < SAME_CLOCK_MS ? 0 : difference;
    this.#second = this.#read();
  }

  start(): void {
    const seen = () => this.#wake();
    document.addEventListener("visibilitychange", seen);
    this.#stop = () => document.removeEventListener("visibilitychange", seen);
    this.#wake();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#stop?.();
  }

  #wake(): void {
    clearTimeout(this.#timer);
    if (document.hidden) return;
    const apart = Date.now() - performance.now();
    if (Math.abs(apart - this.#apart) > JUMP_MS) this.#jumps += 1;
    this.#apart = apart;
    this.#second = this.#read();
    // A few milliseconds late rather than early: an early timer would show the old second for a whole one more.
    const toNext = 1000 - (this.#now() % 1000) + 5;
    this.#timer = setTimeout(() => this.#wake(), toNext);
  }

  #now(): number {
    return Date.now() + this.#offset;
  }

  #read(): number {
    return Math.floor(this.#now() / 1000);
  }
}
