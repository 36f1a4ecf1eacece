import { Decimal, decimalOf, knownSum, sum } from "./decimal.ts";
import { type Entry, negated, onLine } from "./entries.ts";
import type { Line, Model } from "./model.ts";
import type { Costing } from "./productCost.ts";

/** Goods given back by restocked and reworked returns, and what the rework cost. */
export function returnEntries(model: Model, costings: ReadonlyMap<Line, Costing>): Entry[] {
  return model.records.all("returns").flatMap((row) => {
    const line = model.lineOf(row);
    const { disposition, lot_id, quantity } = row.values;
    if (line === null || (disposition !== "restock" && disposition !== "rework")) return [];
    const parts = costings.get(line)?.parts ?? [];
    const ofLot = lot_id ? parts.filter(({ lot }) => lot === lot_id) : [];
    const origin = ofLot.length > 0 ? ofLot : parts;
    const shipped = sum(origin.map((part) => part.quantity));
    const first = parts.map(({ moment }) => moment.date).sort()[0] ?? line.shipped.date;
    const event = { date: row.values.received_on ?? first, document: row.document, basis: disposition };
    const entries: Entry[] = [];
    if (!shipped.isZero()) {
      const cost = knownSum(origin.map((part) => part.cost));
      const amount = cost === null ? null : model.rates.round(cost.times(new Decimal(quantity ?? "0")).div(shipped));
      entries.push(onLine(line, "product_cost", { ...event, amount }));
    }
    const rework = disposition === "rework" ? decimalOf(row.values.rework_cost) : null;
    if (rework !== null) {
      const amount = negated(model.rates.money(rework, model.currency(row), event.date));
      entries.push(onLine(line, "product_cost", { ...event, amount }));
    }
    return entries;
  });
}

/** Returned quantity per line, in ordered units. */
export function returnedQuantities(model: Model): Map<Line, Decimal> {
  const returned = new Map<Line, Decimal>();
  for (const row of model.records.all("returns")) {
    const line = model.lineOf(row);
    if (line === null) continue;
    returned.set(line, (returned.get(line) ?? new Decimal(0)).plus(row.values.quantity ?? "0"));
  }
  return returned;
}
