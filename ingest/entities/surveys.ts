import { boolean, decimal, oneOf, required, text, timestamp } from "./column.ts";
import { accountOrCustomer, entity } from "./entity.ts";

export const surveys = entity("surveys", {
  key: ["survey_id"],
  columns: {
    survey_id: text(required),
    account_id: text(),
    customer_id: text(),
    contact_id: text(),
    kind: oneOf(["nps", "csat", "ces"], required),
    scale_min: decimal(required),
    scale_max: decimal(required),
    score: decimal(required),
    higher_is_better: boolean({ fallback: { value: true } }),
    answered_at: timestamp(required),
    order_id: text(),
  },
  rules: [
    accountOrCustomer,
    {
      name: "scale",
      columns: ["scale_min", "scale_max"],
      violated: "scale_min >= scale_max",
      message: "expected scale_min below scale_max",
    },
    {
      name: "scale",
      columns: ["score", "scale_min", "scale_max"],
      violated: "scale_min < scale_max and score not between scale_min and scale_max",
      message: "expected score between scale_min and scale_max",
    },
  ],
});
