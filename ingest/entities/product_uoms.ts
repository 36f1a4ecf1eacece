import { price, required, text } from "./column.ts";
import { entity } from "./entity.ts";

export const productUoms = entity("product_uoms", {
  key: ["product_id", "uom"],
  columns: {
    product_id: text(required),
    uom: text(required),
    factor: price({ required: true, above: 0 }),
  },
});
