import { z } from "zod";
import { date, json, text, timestamp } from "./column.ts";
import { dataset, everyone, mart } from "./dataset.ts";

export default dataset({
  name: "meta_build",
  title: "Builds",
  description: "The published build: its day, its policy, its code and the loads it rests on.",
  roles: everyone,
  schema: z.object({
    build_id: text("Build"),
    built_at: timestamp(),
    as_of: date(),
    policy_hash: text(),
    code_version: text(),
    sources: json(),
  }),
  source: mart("meta_build"),
});
