import { z } from "zod";
import { date, money, text } from "./column.ts";
import { dataset, mart, profitReaders } from "./dataset.ts";

export default dataset({
  name: "rpt_unassigned",
  title: "Unassigned cost",
  description: "Cost of each resource pool and month: assigned to customers, spent on prospects, idle.",
  roles: profitReaders,
  order: "month,pool",
  schema: z.object({
    pool: text("Resource pool"),
    month: date(),
    cost: money(),
    assigned: money(),
    prospects: money(),
    idle: money(),
  }),
  source: mart("rpt_unassigned"),
});
