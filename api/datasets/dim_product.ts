import { z } from "zod";
import { boolean, decimal, text } from "./column.ts";
import { dataset, everyone, mart } from "./dataset.ts";

export default dataset({
  name: "dim_product",
  title: "Products",
  description: "One row per product of each source.",
  roles: everyone,
  schema: z.object({
    product_id: text("Product"),
    source: text(),
    sku: text("SKU"),
    name: text(),
    category: text(),
    subcategory: text(),
    base_uom: text("Base unit"),
    active: boolean(),
    is_known: boolean("Delivered by a source"),
    list_price: decimal(),
  }),
  source: mart("dim_product"),
});
