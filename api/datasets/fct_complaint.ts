import { z } from "zod";
import { boolean, integer, json, money, text, timestamp } from "./column.ts";
import { dataset, everyone, mart } from "./dataset.ts";

export default dataset({
  name: "fct_complaint",
  title: "Complaints",
  description: "One ledger over CRM cases, ERP quality notices, returns and credits: each complaint once.",
  roles: everyone,
  schema: z.object({
    complaint_id: text("Complaint"),
    party_id: text("Party"),
    order_id: text("Order"),
    product_id: text("Product"),
    lot_id: text("Lot"),
    category: text(),
    severity: integer(),
    fault: text(),
    opened_at: timestamp("Opened"),
    resolved_at: timestamp("Resolved"),
    in_time: boolean("Resolved in time"),
    repeated: boolean(),
    cost: money(),
    sources: json("Source rows"),
  }),
  source: mart("fct_complaint"),
});
