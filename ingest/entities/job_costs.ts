import { amountCurrency, decimal, integer, price, required, text, timestamp } from "./column.ts";
import { eitherOf, entity } from "./entity.ts";

export const jobCosts = entity("job_costs", {
  key: ["order_line_id", "revision"],
  columns: {
    order_line_id: text(required),
    revision: integer({ fallback: { value: 1 } }),
    unit_cost: price(),
    amount: decimal(),
    currency: amountCurrency(),
    costed_at: timestamp(),
  },
  rules: [eitherOf("unit_cost", "amount")],
});
