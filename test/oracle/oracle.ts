import { Allocation } from "./allocation.ts";
import type { Company, Settings } from "./company.ts";
import { Complaints } from "./complaints.ts";
import { effortEntries } from "./effort.ts";
import type { Entry } from "./entries.ts";
import { Invoicing } from "./invoicing.ts";
import { type LineProfit, lineProfits } from "./lines.ts";
import { Model } from "./model.ts";
import { type CustomerMonth, customerMonths } from "./months.ts";
import { orderCostEntries } from "./orderCosts.ts";
import { type OrderProfit, orderProfits } from "./orders.ts";
import { idleEntries, poolMonths } from "./pools.ts";
import { costLines, productCostEntries } from "./productCost.ts";
import { rebateEntries } from "./rebates.ts";
import { receivableEntries } from "./receivables.ts";
import { moveReplacements, replacements } from "./replacements.ts";
import { returnEntries } from "./returns.ts";
import { creditEntries, netValues, orderCancelEntries, revenueEntries } from "./revenue.ts";
import { type ProfitEntry, profitEntries, type Unassigned, unassigned } from "./tables.ts";

export interface Profit {
  entries: ProfitEntry[];
  lines: LineProfit[];
  orders: OrderProfit[];
  intercompany: OrderProfit[];
  customerMonths: CustomerMonth[];
  unassigned: Unassigned[];
}

/**
 * The actual profit of a company, computed from canonical rows only.
 * Money is text in the reporting currency with its minor unit's places, ids are `<source>:<id>`, null is unknown.
 */
export function computeProfit(company: Company, settings: Settings): Profit {
  const model = new Model(company, settings);
  const invoicing = new Invoicing(model);
  const complaints = new Complaints(model);
  const replaced = replacements(model, complaints);
  const costings = costLines(model, invoicing);

  const recognised = revenueEntries(model, invoicing);
  const before = new Allocation(model, costings, netValues(recognised));
  const revenue = [...recognised, ...orderCancelEntries(model, invoicing, before)];
  const allocation = new Allocation(model, costings, netValues(revenue));

  const events: Entry[] = [
    ...revenue,
    ...creditEntries(model, invoicing, allocation),
    ...rebateEntries(model, revenue),
    ...productCostEntries(costings),
    ...returnEntries(model, costings),
    ...orderCostEntries(model, allocation, complaints),
    ...effortEntries(model, allocation, complaints),
    ...receivableEntries(model, invoicing, allocation),
  ];
  const borne = moveReplacements(events, replaced, allocation);
  const pools = poolMonths(model, borne);
  const all = [...borne, ...idleEntries(pools)];

  const ours = all.filter(({ partyId }) => partyId === null || !model.intercompany.has(partyId));
  const allLines = lineProfits(model, invoicing, costings, all, new Set(replaced.keys()));
  const allOrders = orderProfits(model, allLines);
  const outside = ({ party_id }: { party_id: string }): boolean => !model.intercompany.has(party_id);
  const lines = allLines.filter(outside);
  return {
    entries: profitEntries(model, ours),
    lines,
    orders: allOrders.filter(outside),
    intercompany: allOrders.filter((order) => !outside(order)),
    customerMonths: customerMonths(model, ours, lines),
    unassigned: unassigned(model, pools),
  };
}
