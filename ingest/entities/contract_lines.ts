import { amountCurrency, date, integer, price, required, share, text } from "./column.ts";
import { accountOrCustomer, entity, notAfter } from "./entity.ts";

export const contractLines = entity("contract_lines", {
  key: ["contract_id", "line_no"],
  columns: {
    contract_id: text(required),
    line_no: integer(required),
    account_id: text(),
    customer_id: text(),
    product_id: text(),
    category: text(),
    price: price(),
    discount: share(),
    currency: amountCurrency(),
    valid_from: date(),
    valid_to: date(),
    frozen_until: date(),
  },
  rules: [accountOrCustomer, notAfter("valid_from", "valid_to")],
});
