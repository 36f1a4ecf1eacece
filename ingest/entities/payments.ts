import { amountCurrency, date, decimal, oneOf, required, text } from "./column.ts";
import { eitherOf, entity } from "./entity.ts";

export const payments = entity("payments", {
  key: ["payment_id"],
  columns: {
    payment_id: text(required),
    invoice_id: text(),
    customer_id: text(),
    amount: decimal(required),
    currency: amountCurrency(),
    paid_on: date(required),
    kind: oneOf(["cash", "discount", "writeoff", "credit"], { fallback: { value: "cash" } }),
  },
  rules: [eitherOf("invoice_id", "customer_id")],
});
