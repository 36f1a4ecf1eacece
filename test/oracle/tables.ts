import type { Decimal } from "./decimal.ts";
import type { Entry } from "./entries.ts";
import type { Model } from "./model.ts";
import type { PoolMonth } from "./pools.ts";
import { compareText } from "./records.ts";

export type Money = string | null;

export interface ProfitEntry {
  order_line_id: string | null;
  order_id: string | null;
  party_id: string | null;
  step: string;
  amount: Money;
  effective_date: string;
  source_document: string;
  basis: string | null;
}

export interface Unassigned {
  pool: string;
  month: string;
  cost: Money;
  assigned: Money;
  prospects: Money;
  idle: Money;
}

/** Text with the places of the reporting currency; never a negative zero. */
export function moneyText(model: Model, amount: Decimal | null): Money {
  if (amount === null) return null;
  return (amount.isZero() ? amount.abs() : amount).toFixed(model.rates.places);
}

/** The ledger; entries of zero are left out. */
export function profitEntries(model: Model, entries: readonly Entry[]): ProfitEntry[] {
  return entries
    .filter(({ amount }) => !amount?.isZero())
    .map(({ line, partyId, step, amount, date, document, basis }) => ({
      order_line_id: line?.id ?? null,
      order_id: line?.order.id ?? null,
      party_id: partyId,
      step,
      amount: moneyText(model, amount),
      effective_date: date,
      source_document: document,
      basis,
    }))
    .sort((one, other) => compareText(sortKey(one), sortKey(other)));
}

export function unassigned(model: Model, months: readonly PoolMonth[]): Unassigned[] {
  return months.map(({ pool, month, cost, assigned, prospects, idle }) => ({
    pool,
    month,
    cost: moneyText(model, cost),
    assigned: moneyText(model, assigned),
    prospects: moneyText(model, prospects),
    idle: moneyText(model, idle),
  }));
}

const sortKey = (entry: ProfitEntry): string =>
  [
    entry.order_id,
    entry.order_line_id,
    entry.party_id,
    entry.step,
    entry.effective_date,
    entry.source_document,
    entry.amount,
  ].join("|");
