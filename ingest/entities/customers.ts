import { boolean, country, currency, decimal, required, text, timestamp } from "./column.ts";
import { entity } from "./entity.ts";

export const customers = entity("customers", {
  key: ["customer_id"],
  columns: {
    customer_id: text(required),
    name: text({ fallback: { column: "customer_id" } }),
    tax_id: text(),
    country: country(),
    city: text(),
    postcode: text(),
    address: text(),
    phone: text(),
    email_domain: text(),
    segment: text(),
    payment_terms_id: text(),
    credit_limit: decimal(),
    credit_blocked: boolean(),
    price_grade: text(),
    price_list_id: text(),
    currency: currency(),
    sales_org: text(),
    account_id: text(),
    is_intercompany: boolean(),
    updated_at: timestamp(),
  },
});
