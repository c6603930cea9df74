/** A press becomes a drag when the pointer has gone this far, in CSS pixels. */
const FAR = 8;
/** This near to an edge of what scrolls, the list scrolls along, in CSS pixels, and by so much a frame. */
const EDGE = 48;
const STEP = 14;

type Ends = {
  /** Whether the account may be dragged. */
  start: (id: string) => boolean;
  /** It was let go before the one that has the place `to`. */
  drop: (id: string, to: number) => void;
};

/** Puts a card at another place of the list with the pointer. With a finger the list scrolls instead. */
export class Dragging {
  id = $state<string | null>(null);
  /** The place before which the card would come to stand. */
  to = $state<number | null>(null);

  #pressed: { id: string; x: number; y: number } | null = null;
  #pointer = { x: 0, y: 0 };
  #frame = 0;
  #wasDrag = false;

  constructor(private readonly ends: Ends) {}

  readonly press = (event: PointerEvent): void => {
    this.#wasDrag = false;
    const face = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>("[data-card]") : null;
    const id = face?.dataset["card"];
    if (id === undefined || event.button !== 0 || event.pointerType === "touch" || !this.ends.start(id)) return;
    this.#pressed = { id, x: event.clientX, y: event.clientY };
  };

  readonly drag = (event: PointerEvent): void => {
    this.#pointer = { x: event.clientX, y: event.clientY };
    const from = this.#pressed;
    if (from === null || !(event.currentTarget instanceof HTMLElement)) return;
    if (this.id === null) {
      if (Math.hypot(event.clientX - from.x, event.clientY - from.y) < FAR) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      this.id = from.id;
      this.#scrollAlong(event.currentTarget);
    }
    this.#look();
  };

  readonly release = (): void => {
    const { id, to } = this;
    this.#wasDrag = id !== null;
    // The click of this press comes at once, or never.
    setTimeout(() => (this.#wasDrag = false));
    this.end();
    if (id !== null && to !== null) this.ends.drop(id, to);
  };

  readonly end = (): void => {
    cancelAnimationFrame(this.#frame);
    this.#pressed = null;
    this.id = null;
    this.to = null;
  };

  /** The click that ends a drag copies nothing. */
  readonly swallow = (event: MouseEvent): void => {
    if (!this.#wasDrag) return;
    this.#wasDrag = false;
    event.preventDefault();
    event.stopPropagation();
  };

  #look(): void {
    const { x, y } = this.#pointer;
    const row = document.elementFromPoint(x, y)?.closest<HTMLElement>("li[data-place]");
    if (row == null) return;
    const at = row.getBoundingClientRect();
    const isBeside = row.previousElementSibling?.getBoundingClientRect().top === at.top || row.nextElementSibling?.getBoundingClientRect().top === at.top;
    const isBehind = isBeside ? x > at.left + at.width / 2 : y > at.top + at.height / 2;
    this.to = Number(row.dataset["place"]) + (isBehind ? 1 : 0);
  }

  #scrollAlong(list: HTMLElement): void {
    const scroller = list.closest("main");
    const step = () => {
      if (this.id === null || scroller === null) return;
      const { top, bottom } = scroller.getBoundingClientRect();
      if (this.#pointer.y < top + EDGE) scroller.scrollBy(0, -STEP);
      else if (this.#pointer.y > bottom - EDGE) scroller.scrollBy(0, STEP);
      this.#look();
      this.#frame = requestAnimationFrame(step);
    };
    this.#frame = requestAnimationFrame(step);
  }
}
