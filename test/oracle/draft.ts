import { addDays } from "./calendar.ts";
import type { Entity, Party, Row, SourceData } from "./company.ts";
import type { Random } from "./random.ts";

export interface DraftLine {
  id: string;
  quantity: number;
  unitPrice: number;
  product: string;
  lots: string[];
  deliveries: string[];
}

export interface DraftOrder {
  id: string;
  customer: string;
  currency: string;
  date: string;
  status: string;
  lines: DraftLine[];
}

export interface DraftSource {
  name: string;
  currency: string;
  customers: string[];
  products: string[];
  lots: string[];
  cases: string[];
  orders: DraftOrder[];
}

/** A company while it is being made up. */
export class Draft {
  readonly random: Random;
  readonly asOf: string;
  readonly start = "2025-01-01";
  readonly sources: Record<string, SourceData> = {};
  readonly erps: DraftSource[] = [];
  readonly parties: Party[] = [];
  #number = 0;

  constructor(random: Random, asOf: string) {
    this.random = random;
    this.asOf = asOf;
  }

  add(source: string, entity: Entity, row: Record<string, string | number | null>): void {
    const written: Row = Object.fromEntries(
      Object.entries(row).map(([column, value]) => [column, value === null ? null : String(value)]),
    );
    const data = this.sources[source] ?? {};
    this.sources[source] = { ...data, [entity]: data[entity] ?? [] };
    this.sources[source][entity]?.push(written);
  }

  /** A number that was not given before. */
  number(): number {
    this.#number += 1;
    return this.#number;
  }

  date(): string {
    return addDays(this.start, this.random.integer(0, 545));
  }

  after(date: string, most: number): string {
    return addDays(date, this.random.integer(0, most));
  }

  time(date: string): string {
    const hours = String(this.random.integer(0, 23)).padStart(2, "0");
    return `${date} ${hours}:${this.random.pick(["00", "15", "30", "59"])}:00`;
  }
}
