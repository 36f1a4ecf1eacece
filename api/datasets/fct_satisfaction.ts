import { z } from "zod";
import { date, decimal, text } from "./column.ts";
import { dataset, everyone, mart } from "./dataset.ts";

export default dataset({
  name: "fct_satisfaction",
  title: "Satisfaction",
  description: "The satisfaction index (0 to 100) of each party and month, with its components and its evidence.",
  roles: everyone,
  schema: z.object({
    party_id: text("Party"),
    month: date(),
    index: decimal("Satisfaction index"),
    survey: decimal(),
    complaint: decimal(),
    in_time: decimal("Resolved in time"),
    on_time_in_full: decimal(),
    not_repeated: decimal(),
    evidence: decimal(),
    evidence_level: text(),
  }),
  source: mart("fct_satisfaction"),
});
