import type { Moment } from "./calendar.ts";
import { Decimal, decimalOf, knownSum, splitByWeight, sum } from "./decimal.ts";
import { type Entry, negated, onLine } from "./entries.ts";
import type { Invoicing } from "./invoicing.ts";
import type { Line, Model } from "./model.ts";
import { UnitCosts } from "./unitCosts.ts";

/** From the best evidence to none. */
export const bases = [
  "job",
  "batch",
  "batch_preliminary",
  "moving_average",
  "standard",
  "last_known",
  "missing",
] as const;
export type Basis = (typeof bases)[number];

/** What one shipped lot cost, in the reporting currency. */
export interface CostPart {
  lot: string | null;
  /** ordered units */
  quantity: Decimal;
  moment: Moment;
  document: string;
  cost: Decimal | null;
  standard: Decimal | null;
  basis: Basis;
}

export interface Costing {
  parts: CostPart[];
}

/** Costs every line's shipped lots; without delivery, the ordered quantity of a recognised line. */
export function costLines(model: Model, invoicing: Invoicing): Map<Line, Costing> {
  const unitCosts = new UnitCosts(model);
  return new Map(
    [...model.lines.values()].map((line) => [line, { parts: costLine(model, unitCosts, invoicing, line) }]),
  );
}

export function productCostEntries(costings: ReadonlyMap<Line, Costing>): Entry[] {
  return [...costings].flatMap(([line, { parts }]) =>
    parts.map(({ cost, basis, document, moment }) =>
      onLine(line, "product_cost", { amount: negated(cost), date: moment.date, document, basis }),
    ),
  );
}

function costLine(model: Model, unitCosts: UnitCosts, invoicing: Invoicing, line: Line): CostPart[] {
  const parts: CostPart[] = costedRows(invoicing, line).map((row) => ({
    ...row,
    cost: null,
    standard: null,
    basis: "missing",
  }));
  const { factor, product } = line;
  if (factor === null || product === null || parts.length === 0) return parts;
  for (const part of parts) {
    const base = part.quantity.times(factor);
    const found = unitCosts.actual(line, part.lot, part.moment);
    if (found !== null) {
      part.cost = model.rates.money(base.times(found.unit), found.currency, part.moment.date);
      part.basis = part.cost === null ? "missing" : found.basis;
    }
    const standard = unitCosts.standard(line, part.moment);
    if (standard !== null)
      part.standard = model.rates.money(base.times(standard.unit), standard.currency, part.moment.date);
  }
  spreadJob(model, unitCosts, line, parts);
  return parts;
}

function costedRows(invoicing: Invoicing, line: Line): Pick<CostPart, "lot" | "quantity" | "moment" | "document">[] {
  if (line.deliveries.length > 0) {
    return line.deliveries.map(({ lot, quantity, moment, row }) => ({ lot, quantity, moment, document: row.document }));
  }
  if (line.order.void) return [];
  if (!line.order.byOrder && !invoicing.quantity(line).gt(0)) return [];
  return [{ lot: null, quantity: line.quantity, moment: line.shipped, document: line.row.document }];
}

/** A job that states one amount for the whole line: what was shipped of it, split over the lots. */
function spreadJob(model: Model, unitCosts: UnitCosts, line: Line, parts: CostPart[]): void {
  const job = unitCosts.job(line);
  const amount = decimalOf(job?.values.amount);
  if (job === null || amount === null || decimalOf(job.values.unit_cost) !== null) return;
  const quantities = parts.map(({ quantity }) => quantity);
  const shipped = sum(quantities);
  const date = parts.map(({ moment }) => moment.date).reduce((one, other) => (one < other ? one : other));
  const total = shipped.isZero()
    ? new Decimal(0)
    : model.rates.money(amount.times(shipped).div(Decimal.max(line.quantity, shipped)), model.currency(job), date);
  const costs = total === null || shipped.isZero() ? null : splitByWeight(total, quantities, model.rates.places);
  parts.forEach((part, position) => {
    part.cost = costs?.[position] ?? null;
    part.basis = part.cost === null ? "missing" : "job";
  });
}

/** The weakest basis of a line's lots; null where nothing is costed. */
export function weakestBasis(parts: readonly CostPart[]): Basis | null {
  return parts.reduce<Basis | null>(
    (weakest, { basis }) => (weakest === null || bases.indexOf(basis) > bases.indexOf(weakest) ? basis : weakest),
    null,
  );
}

export const costOf = (parts: readonly CostPart[]): Decimal | null => knownSum(parts.map(({ cost }) => cost));
export const standardOf = (parts: readonly CostPart[]): Decimal | null =>
  knownSum(parts.map(({ standard }) => standard));
