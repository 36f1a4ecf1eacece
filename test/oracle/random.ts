/** A small seeded generator (mulberry32): the same seed gives the same company everywhere. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  /** Both ends included. */
  integer(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<Value>(values: readonly Value[]): Value {
    const value = values[this.integer(0, values.length - 1)];
    if (value === undefined) throw new RangeError("nothing to pick from");
    return value;
  }

  /** The value, or null. */
  maybe<Value>(probability: number, value: () => Value): Value | null {
    return this.chance(probability) ? value() : null;
  }

  /** Exact decimal text between two whole numbers. */
  decimal(from: number, to: number, places: number): string {
    const scale = 10 ** places;
    return (this.integer(from * scale, to * scale) / scale).toFixed(places);
  }
}
