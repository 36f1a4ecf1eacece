import { lastDayOf, monthOf } from "./calendar.ts";
import { type Decimal, sum, zero } from "./decimal.ts";
import { type Entry, lineSteps } from "./entries.ts";
import type { LineProfit } from "./lines.ts";
import type { Model } from "./model.ts";
import { compareText } from "./records.ts";
import { type Money, moneyText } from "./tables.ts";

export interface CustomerMonth {
  party_id: string;
  month: string;
  closed: boolean;
  orders: number;
  net_revenue: Money;
  covered_revenue: Money;
  cm1: Money;
  cm2: Money;
  cm3: Money;
  customer_cost: Money;
  cm4: Money;
  /** what the tiers leave out of cm4: lines that are shipped and not invoiced */
  immature: Money;
}

/** The period view: every event in its own month, summed over the lines whose figures are known. */
export function customerMonths(model: Model, entries: readonly Entry[], lines: readonly LineProfit[]): CustomerMonth[] {
  const line = new Map(lines.map((row) => [row.order_line_id, row]));
  const counted = [...model.orders.values()].filter((order) => !order.void && !model.intercompany.has(order.partyId));
  const ofCustomers = entries.filter(
    ({ partyId, step, amount }) => partyId !== null && step !== "prospect_effort" && !amount?.isZero(),
  );
  const keyOf = (partyId: string | null, date: string): string => `${partyId}|${monthOf(date)}`;
  const entriesByKey = Map.groupBy(ofCustomers, ({ partyId, date }) => keyOf(partyId, date));
  const ordersByKey = Map.groupBy(counted, ({ partyId, date }) => keyOf(partyId, date));
  const keys = new Set([...entriesByKey.keys(), ...ordersByKey.keys()]);
  return [...keys].sort(compareText).map((key): CustomerMonth => {
    const split = key.lastIndexOf("|");
    const month = key.slice(split + 1);
    const own = entriesByKey.get(key) ?? [];
    const rowOf = (entry: Entry): LineProfit | undefined => line.get(entry.line?.id ?? "");
    const known = own.filter((entry) => entry.line !== null && rowOf(entry)?.net_revenue !== null);
    const covered = own.filter((entry) => entry.line !== null && rowOf(entry)?.actual_profit !== null);
    const through = (of: readonly Entry[], last: (typeof lineSteps)[number]): Decimal => {
      const steps: readonly string[] = lineSteps.slice(0, lineSteps.indexOf(last) + 1);
      return sum(of.filter(({ step }) => steps.includes(step)).map(({ amount }) => amount ?? zero));
    };
    const cm3 = through(covered, "credit_loss");
    const customerCost = sum(
      own.filter(({ step }) => step === "customer_cost").map(({ amount }) => amount ?? zero),
    ).negated();
    const immature = covered.filter((entry) => rowOf(entry)?.maturity === "shipped");
    return {
      party_id: key.slice(0, split),
      month,
      closed: model.settings.asOf > lastDayOf(month),
      orders: ordersByKey.get(key)?.length ?? 0,
      net_revenue: moneyText(model, through(known, "rebate")),
      covered_revenue: moneyText(model, through(covered, "rebate")),
      cm1: moneyText(model, through(covered, "product_cost")),
      cm2: moneyText(model, through(covered, "other_direct_cost")),
      cm3: moneyText(model, cm3),
      customer_cost: moneyText(model, customerCost),
      cm4: moneyText(model, cm3.minus(customerCost)),
      immature: moneyText(model, through(immature, "credit_loss")),
    };
  });
}
