import { z } from "zod";
import { integer, money, text } from "./column.ts";
import { dataset, everyone, mart } from "./dataset.ts";

export default dataset({
  name: "rpt_control_finding",
  title: "Findings",
  description: "Everything that the controls of this build found.",
  roles: everyone,
  order: "control,finding_key",
  schema: z.object({
    control: text(),
    finding_key: text("Concerns"),
    what: text("What was found"),
    owner: text(),
    age_days: integer("Age in days"),
    amount: money(),
    disposition: text(),
  }),
  source: mart("rpt_control_finding"),
});
