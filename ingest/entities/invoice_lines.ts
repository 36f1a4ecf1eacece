import { amountCurrency, date, decimal, oneOf, required, text } from "./column.ts";
import { entity } from "./entity.ts";

export const invoiceLines = entity("invoice_lines", {
  key: ["invoice_line_id"],
  columns: {
    invoice_line_id: text(required),
    invoice_id: text(required),
    kind: oneOf(["invoice", "credit"], required),
    reason: oneOf(["sale", "return", "price", "goodwill", "quality", "rebate", "cancel", "freight"]),
    reference_line_id: text(),
    order_line_id: text(),
    order_id: text(),
    customer_id: text(),
    quantity: decimal(),
    net_amount: decimal(required),
    tax_amount: decimal(),
    currency: amountCurrency(),
    posted_on: date(required),
    due_on: date(),
  },
});
