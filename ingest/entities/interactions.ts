import { decimal, integer, required, text, timestamp } from "./column.ts";
import { accountOrCustomer, entity } from "./entity.ts";

export const interactions = entity("interactions", {
  key: ["interaction_id"],
  columns: {
    interaction_id: text(required),
    account_id: text(),
    customer_id: text(),
    contact_id: text(),
    opportunity_id: text(),
    case_id: text(),
    order_id: text(),
    channel: text(required),
    started_at: timestamp(required),
    minutes: decimal({ minimum: 0 }),
    attendees: integer({ fallback: { value: 1 }, minimum: 0 }),
    resource_pool: text(),
    subject: text(),
  },
  rules: [accountOrCustomer],
});
