import { z } from "zod";
import { date, integer, money, share, text } from "./column.ts";
import { dataset, mart, profitReaders } from "./dataset.ts";
import { orderWaterfall } from "./waterfall.ts";

/** The columns of a profit per order, shared with orders of the own group. */
export const orderSchema = z.object({
  order_id: text("Order"),
  party_id: text("Party"),
  party_name: text("Customer"),
  customer_id: text("ERP customer"),
  order_date: date(),
  revenue_date: date(),
  channel: text(),
  status: text(),
  maturity: text(),
  plant: text(),
  currency: text(),
  source: text(),
  lines: integer(),
  ...orderWaterfall,
  standard_cost: money(),
  erp_margin: money("Margin that the ERP claimed"),
  off_invoice: money("Given away after the invoice"),
  cost_variance: money(),
  revenue_difference: money("Revenue that the claim left out"),
  cost_coverage: share(),
});

export default dataset({
  name: "fct_order_profit",
  title: "Order profit",
  description:
    "What each order really earned: the waterfall from list price to actual profit, all events charged to it.",
  roles: profitReaders,
  schema: orderSchema,
  source: mart("fct_order_profit"),
});
