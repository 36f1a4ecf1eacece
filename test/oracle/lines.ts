import { Decimal, decimalOf, knownSum, sum } from "./decimal.ts";
import { type Entry, type LineStep, lineSteps } from "./entries.ts";
import type { Invoicing } from "./invoicing.ts";
import { ladders } from "./ladder.ts";
import type { Line, Model, Order } from "./model.ts";
import { type Costing, costOf, standardOf, weakestBasis } from "./productCost.ts";
import { compareText } from "./records.ts";
import { type Money, moneyText } from "./tables.ts";

export const moneyColumns = [
  "list_amount",
  "grade_discount",
  "contract_discount",
  "manual_discount",
  "price_deviation",
  "invoice_revenue",
  "charged_freight",
  "returns_credit",
  "price_credit",
  "cash_discount",
  "rebate",
  "net_revenue",
  "product_cost",
  "cm1",
  "freight_cost",
  "packaging_cost",
  "other_direct_cost",
  "order_direct_cost",
  "cm2",
  "service_cost",
  "complaint_cost",
  "receivable_cost",
  "credit_loss",
  "actual_profit",
  "standard_cost",
  "erp_margin",
  "cost_variance",
] as const;
export type MoneyColumn = (typeof moneyColumns)[number];
export type MoneyColumns = Record<MoneyColumn, Money>;

export interface LineProfit extends MoneyColumns {
  order_line_id: string;
  order_id: string;
  party_id: string;
  customer_id: string;
  product_id: string;
  order_date: string;
  revenue_date: string | null;
  maturity: string;
  /** base units */
  quantity: string | null;
  revenue_basis: string;
  cost_basis: string | null;
  cost_coverage: string;
  /** costed quantity in base units (ordered units where the factor is unknown), and what of it has a cost */
  costed: { all: Decimal; covered: Decimal };
}

/** Every order line with its whole waterfall, summed from the ledger. */
export function lineProfits(
  model: Model,
  invoicing: Invoicing,
  costings: ReadonlyMap<Line, Costing>,
  entries: readonly Entry[],
  replacing: ReadonlySet<Order>,
): LineProfit[] {
  const ladderOf = ladders(model, invoicing);
  const byLine = Map.groupBy(entries, ({ line }) => line);
  return [...model.lines.values()]
    .map((line): LineProfit => {
      const parts = costings.get(line)?.parts ?? [];
      const own = waterfall(byLine.get(line) ?? []);
      const ladder = ladderOf.get(line);
      const moved = replacing.has(line.order);
      const standard = moved ? new Decimal(0) : standardOf(parts);
      const before = moved ? new Decimal(0) : costOf(parts);
      const money: Record<MoneyColumn, Decimal | null> = {
        list_amount: ladder?.list_amount ?? null,
        grade_discount: ladder?.grade_discount ?? null,
        contract_discount: ladder?.contract_discount ?? null,
        manual_discount: ladder?.manual_discount ?? null,
        price_deviation: less(
          ladder?.list_amount,
          ladder?.grade_discount,
          ladder?.contract_discount,
          ladder?.manual_discount,
          own.invoice_revenue,
        ),
        ...own,
        standard_cost: standard,
        erp_margin:
          decimalOf(line.row.values.erp_margin) === null
            ? less(own.invoice_revenue, standard)
            : claim(model, invoicing, line),
        cost_variance: less(before, standard),
      };
      const costed = {
        all: sum(parts.map((part) => part.quantity)).times(line.factor ?? 1),
        covered: sum(parts.filter(({ basis }) => basis !== "missing").map((part) => part.quantity)).times(
          line.factor ?? 1,
        ),
      };
      return {
        order_line_id: line.id,
        order_id: line.order.id,
        party_id: line.order.partyId,
        customer_id: line.order.customerId,
        product_id: line.productId,
        order_date: line.order.date,
        revenue_date: invoicing.revenueDate(line),
        maturity: maturity(invoicing, line),
        quantity: line.factor === null ? null : plain(invoicing.quantity(line).times(line.factor)),
        ...moneyRow(model, money),
        revenue_basis: line.order.byOrder ? "order" : "invoice",
        cost_basis: weakestBasis(parts),
        cost_coverage: coverage(costed.covered, costed.all),
        costed,
      };
    })
    .sort((one, other) => compareText(one.order_line_id, other.order_line_id));
}

type Waterfall = Record<
  LineStep | "net_revenue" | "cm1" | "order_direct_cost" | "cm2" | "actual_profit",
  Decimal | null
>;

/** The columns of the waterfall from entries: costs and deductions positive, null where one entry is unknown. */
export function waterfall(entries: readonly Entry[]): Waterfall {
  const effect = (...steps: readonly LineStep[]): Decimal | null =>
    knownSum(entries.filter(({ step }) => (steps as readonly string[]).includes(step)).map(({ amount }) => amount));
  const through = (last: LineStep): Decimal | null => effect(...lineSteps.slice(0, lineSteps.indexOf(last) + 1));
  const cost = (step: LineStep): Decimal | null => effect(step)?.negated() ?? null;
  return {
    invoice_revenue: effect("invoice_revenue"),
    charged_freight: effect("charged_freight"),
    returns_credit: cost("returns_credit"),
    price_credit: cost("price_credit"),
    cash_discount: cost("cash_discount"),
    rebate: cost("rebate"),
    net_revenue: through("rebate"),
    product_cost: cost("product_cost"),
    cm1: through("product_cost"),
    freight_cost: cost("freight_cost"),
    packaging_cost: cost("packaging_cost"),
    other_direct_cost: cost("other_direct_cost"),
    order_direct_cost: effect("freight_cost", "packaging_cost", "other_direct_cost")?.negated() ?? null,
    cm2: through("other_direct_cost"),
    service_cost: cost("service_cost"),
    complaint_cost: cost("complaint_cost"),
    receivable_cost: cost("receivable_cost"),
    credit_loss: cost("credit_loss"),
    actual_profit: through("credit_loss"),
  };
}

export function moneyRow(model: Model, money: Record<MoneyColumn, Decimal | null>): MoneyColumns {
  return Object.fromEntries(moneyColumns.map((column) => [column, moneyText(model, money[column])])) as MoneyColumns;
}

export function coverage(covered: Decimal, all: Decimal): string {
  return all.isZero() ? "1.000000" : covered.div(all).toFixed(6);
}

function maturity(invoicing: Invoicing, line: Line): string {
  if (line.order.void) return "cancelled";
  if (line.order.byOrder) return "ordered";
  if (invoicing.sales(line).length > 0) return "invoiced";
  return line.deliveries.length > 0 ? "shipped" : "open";
}

/** What the ERP states to have earned, in the reporting currency. */
function claim(model: Model, invoicing: Invoicing, line: Line): Decimal | null {
  const stated = decimalOf(line.row.values.erp_margin);
  return model.rates.money(stated, line.order.currency, invoicing.revenueDate(line) ?? line.order.date);
}

function less(from: Decimal | null | undefined, ...amounts: (Decimal | null | undefined)[]): Decimal | null {
  const total = knownSum(amounts.map((amount) => amount ?? null));
  return from === null || from === undefined || total === null ? null : from.minus(total);
}

const plain = (value: Decimal): string => (value.isZero() ? "0" : value.toFixed());
