import { z } from "zod";
import { date, decimal, integer, money, text } from "./column.ts";
import { dataset, mart, profitReaders } from "./dataset.ts";

export default dataset({
  name: "fct_product_profit",
  title: "Product profit",
  description: "What each product earned per month.",
  roles: profitReaders,
  schema: z.object({
    product_id: text("Product"),
    month: date(),
    quantity: decimal("Quantity in base units"),
    net_revenue: money(),
    covered_revenue: money("Revenue with known cost"),
    cm1: money(),
    actual_profit: money(),
    complaints: integer(),
  }),
  source: mart("fct_product_profit"),
});
