import { amountCurrency, country, date, decimal, oneOf, required, text, timestamp } from "./column.ts";
import { entity } from "./entity.ts";

export const orders = entity("orders", {
  key: ["order_id"],
  columns: {
    order_id: text(required),
    customer_id: text(required),
    order_date: date(required),
    currency: amountCurrency(),
    status: oneOf(["draft", "confirmed", "shipped", "invoiced", "closed", "cancelled"], {
      fallback: { value: "confirmed" },
    }),
    plant: text(),
    channel: text(),
    sales_rep: text(),
    ship_to_country: country(),
    quote_id: text(),
    opportunity_id: text(),
    case_id: text(),
    header_discount: decimal(),
    charged_freight: decimal(),
    updated_at: timestamp(),
  },
});
