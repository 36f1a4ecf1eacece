import { Decimal, splitByWeight, sum, zero } from "./decimal.ts";
import { type Entry, type Event, onLine, onParty, type Step } from "./entries.ts";
import { compareLines, type Delivery, type Line, type Model, type Order } from "./model.ts";
import type { Costing } from "./productCost.ts";

export type Driver = "freight" | "packages" | "net_value" | "quantity";

export interface Weighted {
  line: Line;
  weight: Decimal;
}

/** The drivers by which a document's amount is split over lines. */
export class Allocation {
  readonly #model: Model;
  readonly #costings: ReadonlyMap<Line, Costing>;
  readonly #netValue: ReadonlyMap<Line, Decimal>;

  /** @param netValue recognised revenue per line, in the reporting currency */
  constructor(model: Model, costings: ReadonlyMap<Line, Costing>, netValue: ReadonlyMap<Line, Decimal>) {
    this.#model = model;
    this.#costings = costings;
    this.#netValue = netValue;
  }

  /** Entries of an order's event on its lines; on its party where it has none. */
  order(order: Order, driver: Driver, step: Step, event: Event): Entry[] {
    if (order.lines.length === 0) return [onParty(order.partyId, "customer_cost", event)];
    return this.#entries(this.orderWeights(order, driver), step, event);
  }

  /** Entries of a delivery's event on the lines that it shipped. */
  delivery(deliveries: readonly Delivery[], driver: Driver, step: Step, event: Event): Entry[] {
    const lines = [...new Set(deliveries.map(({ line }) => line))].sort(compareLines);
    const weigh = (measure: (line: Line, rows: Delivery[]) => Decimal): Weighted[] =>
      lines.map((line) => ({
        line,
        weight: measure(
          line,
          deliveries.filter((row) => row.line === line),
        ),
      }));
    const shipped = weigh((line, rows) => inBase(line, sum(rows.map(({ quantity }) => quantity))));
    const weights = weigh((line, rows) => {
      if (driver === "quantity") return inBase(line, sum(rows.map(({ quantity }) => quantity)));
      if (driver === "net_value") {
        const all = sum(line.deliveries.map(({ quantity }) => quantity));
        const here = sum(rows.map(({ quantity }) => quantity));
        return all.isZero() ? zero : this.#value(line).times(here).div(all);
      }
      return this.#shippedMeasure(rows, driver);
    });
    return this.#entries(orElse(weights, shipped), step, event);
  }

  /** Entries of an event on the lines that a measure names. */
  over(measures: ReadonlyMap<Line, Decimal>, step: Step, event: Event): Entry[] {
    const weights = [...measures].map(([line, weight]) => ({ line, weight }));
    return this.#entries(
      weights.sort((one, other) => compareLines(one.line, other.line)),
      step,
      event,
    );
  }

  /** The lines of an order with their share of a driver, never all zero. */
  orderWeights(order: Order, driver: Driver): Weighted[] {
    const quantities = order.lines.map((line) => ({ line, weight: this.quantity(line) }));
    const weights = order.lines.map((line) => ({ line, weight: this.#measure(line, driver) }));
    return orElse(weights, quantities);
  }

  /** Costed quantity in base units; where no line of the order is costed, the ordered one. */
  quantity(line: Line): Decimal {
    const costed = line.order.lines.some((other) => (this.#costings.get(other)?.parts.length ?? 0) > 0);
    const parts = this.#costings.get(line)?.parts ?? [];
    return inBase(line, costed ? sum(parts.map((part) => part.quantity)) : line.quantity);
  }

  #entries(weights: readonly Weighted[], step: Step, event: Event): Entry[] {
    return splitAmount(event.amount, weights, this.#model.rates.places).map(({ line, amount }) =>
      onLine(line, step, { ...event, amount }),
    );
  }

  #value(line: Line): Decimal {
    return Decimal.max(this.#netValue.get(line) ?? zero, zero);
  }

  #measure(line: Line, driver: Driver): Decimal {
    if (driver === "quantity") return this.quantity(line);
    if (driver === "net_value") return this.#value(line);
    if (line.deliveries.length > 0) return this.#shippedMeasure(line.deliveries, driver);
    if (driver === "packages" || line.factor === null) return zero;
    return this.#dimensional(line, this.quantity(line), null, null);
  }

  #shippedMeasure(rows: readonly Delivery[], driver: "freight" | "packages"): Decimal {
    return sum(
      rows.map(({ line, row, quantity }) =>
        driver === "packages"
          ? new Decimal(row.values.packages ?? "0")
          : this.#dimensional(
              line,
              line.factor === null ? zero : quantity.times(line.factor),
              row.values.gross_kg ?? null,
              row.values.volume_m3 ?? null,
            ),
      ),
    );
  }

  #dimensional(line: Line, base: Decimal, kg: string | null, volume: string | null): Decimal {
    const product = line.product?.row.values;
    const weight = kg === null ? base.times(product?.weight_kg ?? "0") : new Decimal(kg);
    const space = volume === null ? base.times(product?.volume_m3 ?? "0") : new Decimal(volume);
    return Decimal.max(weight, space.times(this.#model.settings.policy.allocation.dimensional_factor));
  }
}

/**
 * Splits an amount over weighted lines, in their order. An unknown amount is unknown on every line that has a weight.
 * @param places decimal places of the reporting currency
 */
export function splitAmount(
  amount: Decimal | null,
  weights: readonly Weighted[],
  places: number,
): { line: Line; amount: Decimal | null }[] {
  if (amount === null) {
    return weights.filter(({ weight }) => !weight.isZero()).map(({ line }) => ({ line, amount: null }));
  }
  const parts = splitByWeight(
    amount,
    weights.map(({ weight }) => weight),
    places,
  );
  return weights.map(({ line }, position) => ({ line, amount: parts[position] ?? zero }));
}

function inBase(line: Line, quantity: Decimal): Decimal {
  return quantity.times(line.factor ?? 1);
}

function orElse(weights: Weighted[], quantities: Weighted[]): Weighted[] {
  if (weights.some(({ weight }) => !weight.isZero())) return weights;
  if (quantities.some(({ weight }) => !weight.isZero())) return quantities;
  return weights.map(({ line }) => ({ line, weight: new Decimal(1) }));
}
