import { z } from "zod";
import { boolean, date, integer, money, text } from "./column.ts";
import { dataset, mart, profitReaders } from "./dataset.ts";
import { periodWaterfall } from "./waterfall.ts";

export default dataset({
  name: "fct_customer_month",
  title: "Customer months",
  description: "Profit per party and month, every event in the month of its own date.",
  roles: profitReaders,
  schema: z.object({
    party_id: text("Party"),
    month: date(),
    closed: boolean(),
    orders: integer(),
    ...periodWaterfall,
    covered_revenue: money("Revenue with known cost"),
    customer_cost: money("Cost of the customer without order"),
    cm4: money(),
  }),
  source: mart("fct_customer_month"),
});
