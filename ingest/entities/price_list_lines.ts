import { amountCurrency, date, decimal, integer, price, required, share, text } from "./column.ts";
import { entity, notAfter } from "./entity.ts";

export const priceListLines = entity("price_list_lines", {
  key: ["price_list_id", "line_no"],
  columns: {
    price_list_id: text(required),
    line_no: integer(required),
    price_grade: text(),
    customer_id: text(),
    product_id: text(),
    category: text(),
    min_quantity: decimal({ minimum: 0 }),
    price: price(),
    discount: share(),
    currency: amountCurrency(),
    valid_from: date(),
    valid_to: date(),
  },
  rules: [notAfter("valid_from", "valid_to")],
});
