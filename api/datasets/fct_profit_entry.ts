import { z } from "zod";
import { date, money, text } from "./column.ts";
import { dataset, mart, profitReaders } from "./dataset.ts";

export default dataset({
  name: "fct_profit_entry",
  title: "Profit entries",
  description: "Every event with its effect on profit (costs negative), its own date and its source document.",
  roles: profitReaders,
  schema: z.object({
    order_line_id: text("Order line"),
    order_id: text("Order"),
    party_id: text("Party"),
    step: text("Step of the waterfall"),
    amount: money("Effect on profit"),
    effective_date: date(),
    source_document: text(),
    basis: text(),
  }),
  source: mart("fct_profit_entry"),
});
