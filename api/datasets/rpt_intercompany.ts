import { dataset, mart, profitReaders } from "./dataset.ts";
import { orderSchema } from "./fct_order_profit.ts";

export default dataset({
  name: "rpt_intercompany",
  title: "Intercompany orders",
  description: "Profit of orders between companies of the group, left out of every other figure.",
  roles: profitReaders,
  schema: orderSchema,
  source: mart("rpt_intercompany"),
});
