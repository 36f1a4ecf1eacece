import { z } from "zod";
import { integer, text, timestamp } from "./column.ts";
import { dataset, everyone, mart } from "./dataset.ts";

export default dataset({
  name: "rpt_quarantine",
  title: "Quarantine",
  description: "Rows that were rejected, by entity and reason.",
  roles: everyone,
  schema: z.object({
    source: text(),
    entity: text(),
    reason: text(),
    rows: integer(),
    oldest: timestamp(),
  }),
  source: mart("rpt_quarantine"),
});
