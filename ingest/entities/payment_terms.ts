import { integer, required, share, text } from "./column.ts";
import { entity } from "./entity.ts";

export const paymentTerms = entity("payment_terms", {
  key: ["payment_terms_id"],
  columns: {
    payment_terms_id: text(required),
    net_days: integer({ required: true, minimum: 0 }),
    discount_percent: share(),
    discount_days: integer({ minimum: 0 }),
  },
});
