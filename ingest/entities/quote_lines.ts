import { amountCurrency, date, decimal, integer, price, required, text, timestamp } from "./column.ts";
import { accountOrCustomer, entity } from "./entity.ts";

export const quoteLines = entity("quote_lines", {
  key: ["quote_id", "line_no", "version"],
  columns: {
    quote_id: text(required),
    line_no: integer(required),
    version: integer({ fallback: { value: 1 } }),
    account_id: text(),
    customer_id: text(),
    product_id: text(required),
    product_version: text(),
    quantity: decimal(required),
    price: price(required),
    currency: amountCurrency(),
    quoted_at: timestamp(),
    valid_to: date(),
    status: text(),
    order_id: text(),
  },
  rules: [accountOrCustomer],
});
