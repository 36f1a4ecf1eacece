import { z } from "zod";
import { date, money, text } from "./column.ts";
import { dataset, mart, profitReaders } from "./dataset.ts";

export default dataset({
  name: "rpt_closed_month",
  title: "Closed months",
  description: "Profit of each party in months that the policy closed: as it was reported, and as it is now.",
  roles: profitReaders,
  order: "month,party_id",
  schema: z.object({
    party_id: text("Customer"),
    month: date(),
    reported_cm4: money("As reported"),
    restated_cm4: money("Restated"),
    delta: money("Change"),
  }),
  source: mart("rpt_closed_month"),
});
