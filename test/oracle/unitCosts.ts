import type { Moment } from "./calendar.ts";
import { Decimal } from "./decimal.ts";
import type { Line, Model, Product } from "./model.ts";
import type { Basis } from "./productCost.ts";
import type { SourceRow } from "./records.ts";

export interface UnitCost {
  unit: Decimal;
  currency: string;
  basis: Basis;
}

interface AverageRow {
  row: SourceRow;
  instant: number;
}

/** Finds what a base unit of a line's product cost. */
export class UnitCosts {
  readonly #model: Model;
  readonly #jobs = new Map<string, SourceRow>();
  readonly #batches = new Map<string, SourceRow>();
  readonly #averages: Map<string, AverageRow[]>;
  readonly #standards: Map<string, SourceRow[]>;

  constructor(model: Model) {
    this.#model = model;
    for (const row of model.records.all("job_costs")) {
      const line = model.lineOf(row);
      if (line !== null) keepHighest(this.#jobs, line.id, row);
    }
    for (const row of model.records.all("batch_costs")) {
      const product = model.productOf(row);
      if (product !== null) keepHighest(this.#batches, `${row.values.lot_id}/${product.id}`, row);
    }
    const averages = model.records.all("moving_average_costs");
    this.#averages = Map.groupBy(
      averages.map((row) => ({ row, instant: model.moment(row, "at").instant })),
      ({ row }) => model.productOf(row)?.id ?? "",
    );
    this.#standards = Map.groupBy(model.records.all("standard_costs"), (row) => model.productOf(row)?.id ?? "");
  }

  job(line: Line): SourceRow | null {
    return this.#jobs.get(line.id) ?? null;
  }

  /** The best evidence for one lot shipped at one moment. */
  actual(line: Line, lot: string | null, moment: Moment): UnitCost | null {
    const product = line.product;
    if (product === null) return null;
    const job = this.job(line);
    if (job?.values.unit_cost) return this.#cost(job, "job");
    const batch = lot === null ? undefined : this.#batches.get(`${lot}/${product.id}`);
    if (batch !== undefined) {
      return this.#cost(batch, batch.values.status === "preliminary" ? "batch_preliminary" : "batch");
    }
    return this.#average(line, product, moment) ?? this.standard(line, moment);
  }

  /** The standard in force, else the last known cost. */
  standard(line: Line, moment: Moment): UnitCost | null {
    const product = line.product;
    if (product === null) return null;
    const rows = this.#standards.get(product.id) ?? [];
    const { date } = moment;
    for (const plant of plants(line)) {
      const inForce = rows.filter(
        ({ values }) =>
          plantOf(values) === plant && from(values) <= date && (!values.valid_to || values.valid_to >= date),
      );
      const latest = latestBy(inForce, ({ values }) => from(values));
      if (latest !== null) return this.#cost(latest, "standard");
    }
    for (const plant of plants(line)) {
      const ended = rows.filter(({ values }) => plantOf(values) === plant && values.valid_to && values.valid_to < date);
      const latest = latestBy(ended, ({ values }) => `${values.valid_to}/${from(values)}`);
      if (latest !== null) return this.#cost(latest, "last_known");
    }
    const current = product.row.values.standard_cost;
    return current
      ? { unit: new Decimal(current), currency: this.#model.currency(product.row), basis: "last_known" }
      : null;
  }

  #average(line: Line, product: Product, moment: Moment): UnitCost | null {
    const rows = (this.#averages.get(product.id) ?? []).filter(({ instant }) => instant <= moment.instant);
    for (const plant of plants(line)) {
      const candidates = rows.filter(({ row }) => plantOf(row.values) === plant);
      const latest = latestBy(candidates, ({ instant }) => String(instant).padStart(16, "0"));
      if (latest !== null) return this.#cost(latest.row, "moving_average");
    }
    return null;
  }

  #cost(row: SourceRow, basis: Basis): UnitCost {
    return { unit: new Decimal(row.values.unit_cost ?? "0"), currency: this.#model.currency(row), basis };
  }
}

const plantOf = (values: SourceRow["values"]): string | null => values.plant ?? null;
const from = (values: SourceRow["values"]): string => values.valid_from ?? "0001-01-01";

/** The order's plant, then rows without plant. */
function plants(line: Line): (string | null)[] {
  const plant = plantOf(line.order.row.values);
  return plant === null ? [null] : [plant, null];
}

function latestBy<Value>(values: readonly Value[], key: (value: Value) => string): Value | null {
  return values.reduce<Value | null>((best, value) => (best === null || key(value) > key(best) ? value : best), null);
}

function keepHighest(rows: Map<string, SourceRow>, key: string, row: SourceRow): void {
  const revision = (candidate: SourceRow | undefined): number =>
    candidate === undefined ? Number.NEGATIVE_INFINITY : Number(candidate.values.revision ?? "1");
  if (revision(row) > revision(rows.get(key))) rows.set(key, row);
}
