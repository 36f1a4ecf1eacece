import { WhalecurveError } from "../../core/error.ts";
import type { Dataset } from "./dataset.ts";
import party from "./dim_party.ts";
import partyTier from "./dim_party_tier.ts";
import partyXref from "./dim_party_xref.ts";
import product from "./dim_product.ts";
import complaint from "./fct_complaint.ts";
import customerMonth from "./fct_customer_month.ts";
import orderLineProfit from "./fct_order_line_profit.ts";
import orderProfit from "./fct_order_profit.ts";
import productProfit from "./fct_product_profit.ts";
import profitEntry from "./fct_profit_entry.ts";
import profitRestatement from "./fct_profit_restatement.ts";
import satisfaction from "./fct_satisfaction.ts";
import metaBuild from "./meta_build.ts";
import metaLoad from "./meta_load.ts";
import priceGrades from "./price_grades.ts";
import closedMonth from "./rpt_closed_month.ts";
import companyMonth from "./rpt_company_month.ts";
import control from "./rpt_control.ts";
import controlFinding from "./rpt_control_finding.ts";
import intercompany from "./rpt_intercompany.ts";
import keyProducts from "./rpt_key_products.ts";
import priceBridge from "./rpt_price_bridge.ts";
import quarantine from "./rpt_quarantine.ts";
import tierMigration from "./rpt_tier_migration.ts";
import tierSummary from "./rpt_tier_summary.ts";
import unassigned from "./rpt_unassigned.ts";
import whaleCurve from "./rpt_whale_curve.ts";

/** Every dataset, one file each. */
export const datasets: readonly Dataset[] = [
  orderProfit,
  orderLineProfit,
  profitEntry,
  profitRestatement,
  customerMonth,
  companyMonth,
  unassigned,
  closedMonth,
  intercompany,
  party,
  partyXref,
  partyTier,
  product,
  productProfit,
  whaleCurve,
  tierSummary,
  tierMigration,
  complaint,
  satisfaction,
  keyProducts,
  priceBridge,
  priceGrades,
  quarantine,
  control,
  controlFinding,
  metaLoad,
  metaBuild,
];

const byName = new Map(datasets.map((dataset) => [dataset.name, dataset]));

/**
 * The dataset of that name.
 * @throws WhalecurveError `unknown_dataset` naming those that exist.
 */
export function findDataset(name: string): Dataset {
  const dataset = byName.get(name);
  if (dataset !== undefined) return dataset;
  throw new WhalecurveError({
    code: "unknown_dataset",
    what: `there is no dataset "${name}"`,
    hint: `one of: ${[...byName.keys()].join(", ")}`,
    exitCode: 2,
  });
}
