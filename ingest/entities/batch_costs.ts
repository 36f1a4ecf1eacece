import { amountCurrency, decimal, integer, oneOf, price, required, text, timestamp } from "./column.ts";
import { entity } from "./entity.ts";

export const batchCosts = entity("batch_costs", {
  key: ["lot_id", "product_id", "revision"],
  columns: {
    lot_id: text(required),
    product_id: text(required),
    revision: integer({ fallback: { value: 1 } }),
    version: text(),
    plant: text(),
    quantity: decimal(),
    unit_cost: price(required),
    currency: amountCurrency(),
    status: oneOf(["preliminary", "final"], { fallback: { value: "final" } }),
    costed_at: timestamp(),
    material: price(),
    labour: price(),
    variable_overhead: price(),
    fixed_overhead: price(),
    landed: price(),
  },
});
