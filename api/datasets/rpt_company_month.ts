import { z } from "zod";
import { boolean, date, integer, money } from "./column.ts";
import { dataset, mart, profitReaders } from "./dataset.ts";
import { periodWaterfall } from "./waterfall.ts";

export default dataset({
  name: "rpt_company_month",
  title: "Company months",
  description: "Profit of the whole company per month, down to the contribution after unassigned cost (cm5).",
  roles: profitReaders,
  order: "month",
  schema: z.object({
    month: date(),
    closed: boolean(),
    orders: integer(),
    parties: integer("Customers with activity"),
    ...periodWaterfall,
    covered_revenue: money("Revenue with known cost"),
    customer_cost: money("Cost of customers without order"),
    cm4: money(),
    idle_capacity: money(),
    prospect_effort: money(),
    cm5: money(),
  }),
  source: mart("rpt_company_month"),
});
