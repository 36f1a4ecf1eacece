import { z } from "zod";
import { date, decimal, integer, text } from "./column.ts";
import { dataset, everyone, mart } from "./dataset.ts";

export default dataset({
  name: "dim_party_xref",
  title: "Source rows of customers",
  description: "Which rows of which systems are one party, by which rule and how sure.",
  roles: everyone,
  schema: z.object({
    party_id: text("Party"),
    source: text(),
    entity: text(),
    source_id: text("Id in the source"),
    rule: integer(),
    confidence: decimal(),
    valid_from: date(),
    valid_to: date(),
  }),
  source: mart("dim_party_xref"),
});
