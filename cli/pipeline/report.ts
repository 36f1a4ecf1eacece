import type { Log } from "../../core/log.ts";

const numbers = new Intl.NumberFormat("en");

/** A count for people: `12,345`. */
export function grouped(count: number): string {
  return numbers.format(count);
}

/** A count for people, with its noun: `1 row`, `12,345 rows`. */
export function counted(count: number, noun: string): string {
  return `${grouped(count)} ${noun}${count === 1 ? "" : "s"}`;
}

/** Says in one line what a stage did and how long that took. */
export function reportStage(
  log: Log,
  stage: string,
  did: string,
  milliseconds: number,
  fields: Record<string, number | string | boolean> = {},
): void {
  const seconds = (milliseconds / 1000).toFixed(1);
  log.info(`${`${stage}:`.padEnd(8)} ${did} (${seconds} s)`, { stage, ...fields, seconds: Number(seconds) });
}
