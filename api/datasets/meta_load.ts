import { z } from "zod";
import { integer, text, timestamp } from "./column.ts";
import { dataset, everyone, mart } from "./dataset.ts";

export default dataset({
  name: "meta_load",
  title: "Loads",
  description: "What each load read from each source, and where every row went.",
  roles: everyone,
  schema: z.object({
    load_id: text("Load"),
    source: text(),
    entity: text(),
    loaded_at: timestamp(),
    rows_read: integer(),
    rows_landed: integer(),
    rows_staged: integer(),
    rows_quarantined: integer(),
    rows_superseded: integer(),
    rows_deleted: integer(),
  }),
  source: mart("meta_load"),
});
