import { z } from "zod";
import { money, text } from "./column.ts";
import { dataset, mart, profitReaders } from "./dataset.ts";

export default dataset({
  name: "rpt_price_bridge",
  title: "Price, volume, mix and cost bridge",
  description: "Why profit changed from one period to the next.",
  roles: profitReaders,
  schema: z.object({
    from_period: text(),
    to_period: text(),
    driver: text(),
    amount: money(),
  }),
  source: mart("rpt_price_bridge"),
});
