import type { Allocation, Driver } from "./allocation.ts";
import { bearerOf, type Complaints } from "./complaints.ts";
import { Decimal, zero } from "./decimal.ts";
import { type Entry, type Event, type LineStep, negated, onLine, onParty } from "./entries.ts";
import { type Line, type Model, unknownParty } from "./model.ts";
import type { SourceRow } from "./records.ts";
import { returnedQuantities } from "./returns.ts";

const drivers: Record<string, Driver> = {
  freight: "freight",
  return_freight: "freight",
  packaging: "packages",
  customs: "net_value",
  insurance: "net_value",
  payment_fee: "net_value",
  commission: "net_value",
};

const steps: Record<string, LineStep> = { freight: "freight_cost", packaging: "packaging_cost" };

/** Costs of lines, deliveries, orders and customers; those that name a case are complaint cost. */
export function orderCostEntries(model: Model, allocation: Allocation, complaints: Complaints): Entry[] {
  const replaced = replacedEstimates(model);
  const returned = returnedQuantities(model);
  return model.records
    .all("order_costs")
    .filter((row) => !replaced.has(row))
    .flatMap((row) => {
      const event = costEvent(model, row);
      const complaint = complaints.of(row);
      if (complaint === null) {
        return scopeEntries(
          model,
          allocation,
          returned,
          row,
          steps[row.values.kind ?? ""] ?? "other_direct_cost",
          event,
        );
      }
      const bearer = bearerOf(complaint);
      if (bearer !== null && "line" in bearer) return [onLine(bearer.line, "complaint_cost", event)];
      if (bearer !== null && "order" in bearer)
        return allocation.order(bearer.order, "net_value", "complaint_cost", event);
      return scopeEntries(model, allocation, returned, row, "complaint_cost", event, complaint.partyId);
    });
}

function scopeEntries(
  model: Model,
  allocation: Allocation,
  returned: ReadonlyMap<Line, Decimal>,
  row: SourceRow,
  step: LineStep,
  event: Event,
  otherwise: string = unknownParty,
): Entry[] {
  const kind = row.values.kind ?? "";
  const driver = drivers[kind] ?? "quantity";
  const given = (lines: readonly Line[]): Map<Line, Decimal> | null => {
    if (kind !== "return_freight") return null;
    const quantities = new Map(lines.map((line) => [line, (returned.get(line) ?? zero).times(line.factor ?? 1)]));
    return [...quantities.values()].some((quantity) => !quantity.isZero()) ? quantities : null;
  };
  switch (row.values.scope) {
    case "line": {
      const line = model.lineOf(row, "scope_id");
      if (line !== null) return [onLine(line, step, event)];
      break;
    }
    case "order": {
      const order = model.orderOf(row, "scope_id");
      if (order === null) break;
      const quantities = given(order.lines);
      return quantities === null
        ? allocation.order(order, driver, step, event)
        : allocation.over(quantities, step, event);
    }
    case "delivery": {
      const deliveries = model.delivery(row, "scope_id");
      if (deliveries === null) break;
      const quantities = given(deliveries.map(({ line }) => line));
      return quantities === null
        ? allocation.delivery(deliveries, driver, step, event)
        : allocation.over(quantities, step, event);
    }
    default: {
      const customer = model.records.find("customers", row.source, row.values.scope_id);
      if (customer !== null) return [onParty(model.partyOfRow(customer), "customer_cost", event)];
    }
  }
  return [onParty(otherwise, "customer_cost", event)];
}

function costEvent(model: Model, row: SourceRow): Event {
  const date = row.values.date ?? "";
  const amount = new Decimal(row.values.amount ?? "0");
  return {
    amount: negated(model.rates.money(amount, model.currency(row), date)),
    date,
    document: row.document,
    basis: row.values.status ?? "actual",
  };
}

function replacedEstimates(model: Model): Set<SourceRow> {
  const replaced = new Set<SourceRow>();
  for (const row of model.records.all("order_costs")) {
    if ((row.values.status ?? "actual") !== "actual") continue;
    const named = model.records.find("order_costs", row.source, row.values.replaces_cost_id);
    if (named?.values.status === "estimated") replaced.add(named);
  }
  return replaced;
}
