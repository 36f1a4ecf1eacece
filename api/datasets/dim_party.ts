import { z } from "zod";
import { boolean, date, decimal, money, text } from "./column.ts";
import { dataset, everyone, mart } from "./dataset.ts";

export default dataset({
  name: "dim_party",
  title: "Customers",
  description: "One row per customer or prospect, over all systems.",
  roles: everyone,
  schema: z.object({
    party_id: text("Party"),
    name: text(),
    lifecycle: text(),
    country: text(),
    segment: text(),
    owner: text(),
    tier: text(),
    score: decimal(),
    at_risk: boolean(),
    satisfaction: decimal(),
    evidence: text("Evidence for satisfaction"),
    price_grade: text(),
    credit_limit: money(),
    credit_blocked: boolean(),
    open_balance: money(),
    overdue_balance: money(),
    first_order_date: date("First order"),
    last_order_date: date("Last order"),
  }),
  source: mart("dim_party"),
});
