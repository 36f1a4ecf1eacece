import { date, decimal, required, text } from "./column.ts";
import { entity } from "./entity.ts";

export const returns = entity("returns", {
  key: ["return_id"],
  columns: {
    return_id: text(required),
    order_line_id: text(required),
    lot_id: text(),
    quantity: decimal(required),
    disposition: text(),
    rework_cost: decimal(),
    received_on: date(),
    reason: text(),
    case_id: text(),
  },
});
