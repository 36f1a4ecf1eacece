import { date, decimal, integer, price, required, text } from "./column.ts";
import { entity } from "./entity.ts";

export const orderLines = entity("order_lines", {
  key: ["order_line_id"],
  columns: {
    order_line_id: text(required),
    order_id: text(required),
    line_no: integer(),
    product_id: text(required),
    product_version: text(),
    quantity: decimal(required),
    uom: text(),
    list_price: price(),
    grade_price: price(),
    agreed_price: price(),
    unit_price: price(),
    net_amount: decimal(),
    requested_date: date(),
    promised_date: date(),
    shipped_date: date(),
    erp_margin: decimal(),
  },
});
