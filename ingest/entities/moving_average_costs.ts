import { amountCurrency, price, required, text, timestamp } from "./column.ts";
import { entity } from "./entity.ts";

export const movingAverageCosts = entity("moving_average_costs", {
  key: ["product_id", "plant", "at"],
  columns: {
    product_id: text(required),
    plant: text(),
    at: timestamp(required),
    unit_cost: price(required),
    currency: amountCurrency(),
  },
});
