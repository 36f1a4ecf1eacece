import { z } from "zod";
import { date, decimal, integer, json, money, text } from "./column.ts";
import { dataset, mart, profitReaders } from "./dataset.ts";

export default dataset({
  name: "rpt_key_products",
  title: "Key products",
  description: "The products that marketing should push, with reasons, and for the others why not.",
  roles: profitReaders,
  order: "rank",
  schema: z.object({
    rank: integer(),
    product_id: text("Product"),
    name: text(),
    quadrant: text(),
    score: decimal(),
    gates_failed: json(),
    reasons: json(),
    target_tiers: json(),
    start_month: date(),
    expected_quantity: decimal(),
    expected_profit_low: money(),
    expected_profit_high: money(),
  }),
  source: mart("rpt_key_products"),
});
