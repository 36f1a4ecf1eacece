import { amountCurrency, date, decimal, oneOf, required, text } from "./column.ts";
import { entity } from "./entity.ts";

export const orderCosts = entity("order_costs", {
  key: ["cost_id"],
  columns: {
    cost_id: text(required),
    kind: oneOf(
      [
        "freight",
        "packaging",
        "customs",
        "insurance",
        "commission",
        "payment_fee",
        "setup",
        "special",
        "return_freight",
        "quality",
        "other",
      ],
      required,
    ),
    scope: oneOf(["line", "delivery", "order", "customer"], required),
    scope_id: text(required),
    amount: decimal(required),
    currency: amountCurrency(),
    date: date(required),
    status: oneOf(["estimated", "actual"], { fallback: { value: "actual" } }),
    replaces_cost_id: text(),
    case_id: text(),
  },
});
