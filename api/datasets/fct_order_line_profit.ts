import { z } from "zod";
import { date, decimal, json, money, share, text } from "./column.ts";
import { dataset, mart, profitReaders } from "./dataset.ts";
import { orderWaterfall } from "./waterfall.ts";

export default dataset({
  name: "fct_order_line_profit",
  title: "Order line profit",
  description: "What each order line really earned, with the evidence behind its product cost.",
  roles: profitReaders,
  schema: z.object({
    order_line_id: text("Order line"),
    order_id: text("Order"),
    party_id: text("Party"),
    customer_id: text("ERP customer"),
    product_id: text("Product"),
    product_name: text("Product name"),
    plant: text(),
    order_date: date(),
    revenue_date: date(),
    maturity: text(),
    quantity: decimal("Quantity in base units"),
    ...orderWaterfall,
    standard_cost: money(),
    erp_margin: money("Margin that the ERP claimed"),
    off_invoice: money("Given away after the invoice"),
    cost_variance: money(),
    revenue_difference: money("Revenue that the claim left out"),
    revenue_basis: text(),
    cost_basis: text(),
    cost_bases: json("Quantity per cost basis"),
    cost_coverage: share(),
  }),
  source: mart("fct_order_line_profit"),
});
