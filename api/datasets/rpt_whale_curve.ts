import { z } from "zod";
import { integer, money, share, text } from "./column.ts";
import { dataset, mart, profitReaders } from "./dataset.ts";

export default dataset({
  name: "rpt_whale_curve",
  title: "Whale curve",
  description: "Customers by profit over the last 12 closed months, with the profit accumulated up to each.",
  roles: profitReaders,
  order: "rank",
  schema: z.object({
    rank: integer(),
    party_id: text("Party"),
    name: text(),
    tier: text(),
    net_revenue: money(),
    cm4: money(),
    cumulative_profit: money(),
    cumulative_share: share("Share of total profit"),
    party_share: share("Share of customers"),
  }),
  source: mart("rpt_whale_curve"),
});
