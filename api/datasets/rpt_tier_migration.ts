import { z } from "zod";
import { integer, money, text } from "./column.ts";
import { dataset, mart, profitReaders } from "./dataset.ts";

export default dataset({
  name: "rpt_tier_migration",
  title: "Tier migration",
  description: "How many customers moved from which tier to which.",
  roles: profitReaders,
  order: "from_tier,to_tier",
  schema: z.object({
    from_tier: text(),
    to_tier: text(),
    parties: integer("Customers"),
    cm4: money(),
  }),
  source: mart("rpt_tier_migration"),
});
