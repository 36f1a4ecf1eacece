import { z } from "zod";
import { integer, money, text, timestamp } from "./column.ts";
import { dataset, everyone, mart } from "./dataset.ts";

export default dataset({
  name: "rpt_control",
  title: "Controls",
  description: "What was checked on this build and what was found.",
  roles: everyone,
  schema: z.object({
    control: text(),
    title: text(),
    owner: text(),
    severity: text(),
    status: text(),
    findings: integer(),
    amount: money(),
    message: text(),
    checked_at: timestamp(),
  }),
  source: mart("rpt_control"),
});
