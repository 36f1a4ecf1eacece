import { z } from "zod";
import { money, text, timestamp } from "./column.ts";
import { dataset, mart, profitReaders } from "./dataset.ts";

export default dataset({
  name: "fct_profit_restatement",
  title: "Restatements",
  description: "Every published figure that changed later, with the document or rule that changed it.",
  roles: profitReaders,
  schema: z.object({
    order_line_id: text("Order line"),
    step: text("Step of the waterfall"),
    reported: money("As reported"),
    restated: money(),
    delta: money("Change"),
    cause: text(),
    source_document: text(),
    recorded_at: timestamp(),
  }),
  source: mart("fct_profit_restatement"),
});
