import { z } from "zod";
import { boolean, date, decimal, json, text } from "./column.ts";
import { dataset, mart, profitReaders } from "./dataset.ts";

export default dataset({
  name: "dim_party_tier",
  title: "Tier history",
  description: "The tier of each party with its validity, its reason and everything it was computed from.",
  roles: profitReaders,
  schema: z.object({
    party_id: text("Party"),
    tier: text(),
    computed_tier: text(),
    score: decimal(),
    provisional: boolean(),
    at_risk: boolean(),
    reason: text(),
    inputs: json(),
    policy_hash: text(),
    valid_from: date(),
    valid_to: date(),
  }),
  source: mart("dim_party_tier"),
});
