import { decimal, integer, oneOf, required, text, timestamp } from "./column.ts";
import { accountOrCustomer, entity } from "./entity.ts";

export const cases = entity("cases", {
  key: ["case_id"],
  columns: {
    case_id: text(required),
    account_id: text(),
    customer_id: text(),
    order_id: text(),
    order_line_id: text(),
    product_id: text(),
    lot_id: text(),
    category: text(),
    severity: integer({ fallback: { value: 2 }, minimum: 1, maximum: 4 }),
    fault: oneOf(["us", "carrier", "supplier", "customer", "unknown"]),
    opened_at: timestamp(required),
    acknowledged_at: timestamp(),
    resolved_at: timestamp(),
    reopen_count: integer({ minimum: 0 }),
    minutes: decimal({ minimum: 0 }),
    resource_pool: text(),
    recovery: decimal(),
    reference: text(),
    subject: text(),
    resolution: text(),
  },
  rules: [accountOrCustomer],
});
