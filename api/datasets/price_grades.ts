import { z } from "zod";
import { boolean, share, text } from "./column.ts";
import { dataset, everyone, mart } from "./dataset.ts";

export default dataset({
  name: "price_grades",
  title: "Price grades",
  description: "The price grade that each customer's tier asks for, beside the one the ERP has now.",
  roles: everyone,
  schema: z.object({
    customer_id: text("ERP customer"),
    party_id: text("Party"),
    party_name: text("Customer"),
    source: text(),
    tier: text(),
    provisional: boolean(),
    current_grade: text(),
    proposed_grade: text(),
    discount: share("Discount on list price"),
    status: text(),
    reason: text(),
  }),
  source: mart("price_grades"),
});
