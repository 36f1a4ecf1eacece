import { boolean, required, text } from "./column.ts";
import { accountOrCustomer, entity } from "./entity.ts";

export const contacts = entity("contacts", {
  key: ["contact_id"],
  columns: {
    contact_id: text(required),
    account_id: text(),
    customer_id: text(),
    name: text(),
    email: text(),
    phone: text(),
    role: text(),
    active: boolean(),
  },
  rules: [accountOrCustomer],
});
