import { amountCurrency, boolean, decimal, price, required, text } from "./column.ts";
import { entity } from "./entity.ts";

export const products = entity("products", {
  key: ["product_id"],
  columns: {
    product_id: text(required),
    sku: text(),
    name: text({ fallback: { column: "product_id" } }),
    category: text(),
    subcategory: text(),
    base_uom: text(),
    weight_kg: decimal({ minimum: 0 }),
    volume_m3: decimal({ minimum: 0 }),
    active: boolean({ fallback: { value: true } }),
    list_price: price(),
    standard_cost: price(),
    currency: amountCurrency(),
  },
});
