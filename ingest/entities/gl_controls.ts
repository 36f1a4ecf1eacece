import { amountCurrency, decimal, required, text } from "./column.ts";
import { entity } from "./entity.ts";

export const glControls = entity("gl_controls", {
  key: ["company", "period", "account_group"],
  columns: {
    company: text(required),
    period: text(required),
    account_group: text(required),
    amount: decimal(required),
    currency: amountCurrency(),
  },
});
