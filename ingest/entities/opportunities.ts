import { amountCurrency, date, decimal, oneOf, required, share, text, timestamp } from "./column.ts";
import { accountOrCustomer, entity } from "./entity.ts";

export const opportunities = entity("opportunities", {
  key: ["opportunity_id"],
  columns: {
    opportunity_id: text(required),
    account_id: text(),
    customer_id: text(),
    name: text(),
    stage: text(),
    status: oneOf(["open", "won", "lost"]),
    amount: decimal(),
    currency: amountCurrency(),
    probability: share(),
    product_id: text(),
    created_at: timestamp(),
    close_date: date(),
    order_id: text(),
  },
  rules: [accountOrCustomer],
});
