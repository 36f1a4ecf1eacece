import { Decimal } from "./decimal.ts";
import { type Entry, onLine } from "./entries.ts";
import type { Model } from "./model.ts";

/** The share that the policy expects to give back to a party; null where no rule applies. */
export function rebateShare(model: Model, partyId: string): Decimal | null {
  const party = model.parties.get(partyId);
  const { rebates } = model.settings.policy;
  const rule =
    rebates.find((candidate) => candidate.party !== undefined && candidate.party === partyId) ??
    rebates.find((candidate) => candidate.tier !== undefined && candidate.tier === party?.tier) ??
    rebates.find((candidate) => candidate.segment !== undefined && candidate.segment === party?.segment) ??
    rebates.find(({ all }) => all === true);
  return rule === undefined ? null : new Decimal(String(rule.share));
}

export const hasRebate = (model: Model, partyId: string): boolean => rebateShare(model, partyId) !== null;

/** Accrues the expected rebate on every entry of recognised revenue. */
export function rebateEntries(model: Model, entries: readonly Entry[]): Entry[] {
  return entries.flatMap(({ line, step, amount, date, document }) => {
    const share = line === null ? null : rebateShare(model, line.order.partyId);
    if (line === null || share === null || step !== "invoice_revenue") return [];
    const rebate = amount === null ? null : model.rates.round(amount.times(share)).negated();
    return [onLine(line, "rebate", { amount: rebate, date, document, basis: "policy" })];
  });
}
