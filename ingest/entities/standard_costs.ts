import { amountCurrency, date, price, required, text } from "./column.ts";
import { entity, notAfter } from "./entity.ts";

export const standardCosts = entity("standard_costs", {
  key: ["product_id", "plant", "valid_from"],
  columns: {
    product_id: text(required),
    plant: text(),
    valid_from: date({ fallback: { value: "0001-01-01" } }),
    valid_to: date(),
    unit_cost: price(required),
    currency: amountCurrency(),
    material: price(),
    labour: price(),
    variable_overhead: price(),
    fixed_overhead: price(),
    landed: price(),
  },
  rules: [notAfter("valid_from", "valid_to")],
});
