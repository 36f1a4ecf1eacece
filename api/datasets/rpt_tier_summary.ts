import { z } from "zod";
import { integer, money, share, text } from "./column.ts";
import { dataset, mart, profitReaders } from "./dataset.ts";

export default dataset({
  name: "rpt_tier_summary",
  title: "Tiers",
  description: "Customers, revenue and profit per tier over the last 12 closed months.",
  roles: profitReaders,
  order: "tier",
  schema: z.object({
    tier: text(),
    parties: integer("Customers"),
    net_revenue: money(),
    cm4: money(),
    share: share("Share of profit"),
  }),
  source: mart("rpt_tier_summary"),
});
