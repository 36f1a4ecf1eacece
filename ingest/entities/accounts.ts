import { country, required, text, timestamp } from "./column.ts";
import { entity } from "./entity.ts";

export const accounts = entity("accounts", {
  key: ["account_id"],
  columns: {
    account_id: text(required),
    name: text({ fallback: { column: "account_id" } }),
    legal_name: text(),
    tax_id: text(),
    country: country(),
    region: text(),
    city: text(),
    postcode: text(),
    address: text(),
    phone: text(),
    email_domain: text(),
    segment: text(),
    industry: text(),
    owner: text(),
    parent_id: text(),
    lifecycle: text(),
    erp_customer_id: text(),
    created_at: timestamp(),
    updated_at: timestamp(),
  },
});
