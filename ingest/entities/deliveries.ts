import { decimal, integer, required, text, timestamp } from "./column.ts";
import { entity } from "./entity.ts";

export const deliveries = entity("deliveries", {
  key: ["delivery_id", "order_line_id", "lot_id"],
  columns: {
    delivery_id: text(required),
    order_line_id: text(required),
    lot_id: text(),
    quantity: decimal(required),
    shipped_at: timestamp(required),
    delivered_at: timestamp(),
    gross_kg: decimal({ minimum: 0 }),
    volume_m3: decimal({ minimum: 0 }),
    packages: integer({ minimum: 0 }),
  },
});
