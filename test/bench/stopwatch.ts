import type { Workshop } from "./workshop.ts";

/** One benchmark: figures to print. */
export type Bench = (workshop: Workshop) => Promise<string[]>;

/** Seconds that some work takes. */
export async function seconds(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

/** A figure beside what it is compared with. */
export function compared(name: string, own: number, limit: number, against: string): string {
  return `${name}: ${own.toFixed(1)} s, ${(own / limit).toFixed(2)} × ${against} (${limit.toFixed(1)} s)`;
}
