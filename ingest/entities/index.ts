import { accounts } from "./accounts.ts";
import { batchCosts } from "./batch_costs.ts";
import { cases } from "./cases.ts";
import { contacts } from "./contacts.ts";
import { contractLines } from "./contract_lines.ts";
import { customers } from "./customers.ts";
import { deliveries } from "./deliveries.ts";
import type { Entity } from "./entity.ts";
import { fxRates } from "./fx_rates.ts";
import { glControls } from "./gl_controls.ts";
import { interactions } from "./interactions.ts";
import { invoiceLines } from "./invoice_lines.ts";
import { jobCosts } from "./job_costs.ts";
import { movingAverageCosts } from "./moving_average_costs.ts";
import { opportunities } from "./opportunities.ts";
import { orderCosts } from "./order_costs.ts";
import { orderLines } from "./order_lines.ts";
import { orders } from "./orders.ts";
import { paymentTerms } from "./payment_terms.ts";
import { payments } from "./payments.ts";
import { priceListLines } from "./price_list_lines.ts";
import { productUoms } from "./product_uoms.ts";
import { productVersions } from "./product_versions.ts";
import { products } from "./products.ts";
import { quoteLines } from "./quote_lines.ts";
import { returns } from "./returns.ts";
import { standardCosts } from "./standard_costs.ts";
import { surveys } from "./surveys.ts";

/** Every canonical entity, in the order of the documentation. */
export const entities: readonly Entity[] = [
  accounts,
  contacts,
  interactions,
  opportunities,
  quoteLines,
  contractLines,
  cases,
  surveys,
  customers,
  paymentTerms,
  products,
  productUoms,
  productVersions,
  standardCosts,
  movingAverageCosts,
  batchCosts,
  jobCosts,
  priceListLines,
  orders,
  orderLines,
  deliveries,
  orderCosts,
  invoiceLines,
  returns,
  payments,
  fxRates,
  glControls,
];

export type { Entity } from "./entity.ts";
