import { decimalOf, knownSum, sum } from "./decimal.ts";
import { coverage, type LineProfit, type MoneyColumns, moneyColumns } from "./lines.ts";
import type { Model, Order } from "./model.ts";
import { compareText } from "./records.ts";
import { moneyText } from "./tables.ts";

export interface OrderProfit extends MoneyColumns {
  order_id: string;
  party_id: string;
  customer_id: string;
  order_date: string;
  channel: string | null;
  status: string;
  maturity: string;
  cost_coverage: string;
}

/** Every order as the sum of its lines; a column is null where one line's is. */
export function orderProfits(model: Model, lines: readonly LineProfit[]): OrderProfit[] {
  const byOrder = Map.groupBy(lines, ({ order_id }) => order_id);
  return [...model.orders.values()]
    .map((order): OrderProfit => {
      const own = byOrder.get(order.id) ?? [];
      const money = Object.fromEntries(
        moneyColumns.map((column) => [column, moneyText(model, knownSum(own.map((line) => decimalOf(line[column]))))]),
      ) as MoneyColumns;
      return {
        order_id: order.id,
        party_id: order.partyId,
        customer_id: order.customerId,
        order_date: order.date,
        channel: order.row.values.channel ?? null,
        status: order.status,
        maturity: maturity(order, own),
        ...money,
        cost_coverage: coverage(sum(own.map(({ costed }) => costed.covered)), sum(own.map(({ costed }) => costed.all))),
      };
    })
    .sort((one, other) => compareText(one.order_id, other.order_id));
}

function maturity(order: Order, lines: readonly LineProfit[]): string {
  if (order.void) return "cancelled";
  if (lines.some((line) => line.maturity === "shipped")) return "shipped";
  if (lines.every((line) => line.maturity === "open")) return "open";
  return order.byOrder ? "ordered" : "invoiced";
}
