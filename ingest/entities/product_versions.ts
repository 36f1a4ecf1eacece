import { date, required, text } from "./column.ts";
import { entity, notAfter } from "./entity.ts";

export const productVersions = entity("product_versions", {
  key: ["product_id", "version"],
  columns: {
    product_id: text(required),
    version: text(required),
    bom_version: text(),
    packaging_version: text(),
    valid_from: date(),
    valid_to: date(),
  },
  rules: [notAfter("valid_from", "valid_to")],
});
