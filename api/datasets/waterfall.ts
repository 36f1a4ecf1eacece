import { money } from "./column.ts";

/** From list price to net revenue; deductions are positive amounts as named. */
const revenue = {
  list_amount: money("List price"),
  grade_discount: money(),
  contract_discount: money(),
  manual_discount: money(),
  price_deviation: money(),
  invoice_revenue: money("Invoiced revenue"),
  charged_freight: money(),
  returns_credit: money("Credits for returns"),
  price_credit: money("Price credits and goodwill"),
  cash_discount: money(),
  rebate: money(),
  net_revenue: money(),
};

/** From net revenue to the second contribution margin; costs are positive. */
const directCost = {
  product_cost: money(),
  cm1: money(),
  freight_cost: money(),
  packaging_cost: money(),
  other_direct_cost: money(),
  order_direct_cost: money(),
  cm2: money(),
};

const serving = {
  service_cost: money(),
  complaint_cost: money(),
  receivable_cost: money("Interest on receivables"),
  credit_loss: money(),
};

/** The steps of an order or an order line, from list price to its actual profit (cm3). */
export const orderWaterfall = { ...revenue, ...directCost, ...serving, actual_profit: money() };

/** The steps of a month in the period view, from list price to cm3. */
export const periodWaterfall = { ...revenue, ...directCost, ...serving, cm3: money() };
