import type { Policy } from "../../core/policy.ts";
import { earlier, lastDayOf, later, monthOf, nextMonth } from "./calendar.ts";
import { Decimal, sum } from "./decimal.ts";
import { type Entry, onParty } from "./entries.ts";
import type { Model } from "./model.ts";

/** What a minute of a pool costs, in the reporting currency; null for a pool that the policy does not know. */
export function rateOf(policy: Policy, name: string): Decimal | null {
  const pool = policy.effort.pools[name];
  if (pool === undefined) return null;
  if (pool.rate !== undefined) return new Decimal(pool.rate);
  const practical =
    pool.practical_minutes === undefined
      ? new Decimal(pool.theoretical_minutes ?? 0).times(policy.effort.practical_share)
      : new Decimal(pool.practical_minutes);
  return new Decimal(pool.cost ?? 0).div(practical);
}

export interface PoolMonth {
  pool: string;
  month: string;
  cost: Decimal;
  assigned: Decimal;
  prospects: Decimal;
  /** null until the month is closed */
  idle: Decimal | null;
}

/** What each pool cost and who took it, month by month. */
export function poolMonths(model: Model, entries: readonly Entry[]): PoolMonth[] {
  const effort = entries.filter(({ pool }) => pool !== null);
  const dates = [...[...model.orders.values()].map(({ date }) => date), ...effort.map(({ date }) => date)];
  if (dates.length === 0) return [];
  const first = monthOf(dates.reduce(earlier));
  const last = monthOf([model.settings.asOf, ...effort.map(({ date }) => date)].reduce(later));
  const rows: PoolMonth[] = [];
  for (const [name, pool] of Object.entries(model.settings.policy.effort.pools)) {
    for (let month = first; month <= last; month = nextMonth(month)) {
      const own = effort.filter((entry) => entry.pool === name && monthOf(entry.date) === month);
      const total = (of: Entry[]): Decimal => sum(of.map(({ amount }) => amount ?? new Decimal(0))).negated();
      const prospects = total(own.filter(({ step }) => step === "prospect_effort"));
      const assigned = total(own).minus(prospects);
      if (pool.rate !== undefined) {
        if (own.length > 0)
          rows.push({ pool: name, month, cost: total(own), assigned, prospects, idle: new Decimal(0) });
        continue;
      }
      const cost = model.rates.round(new Decimal(pool.cost ?? 0));
      const closed = model.settings.asOf > lastDayOf(month);
      rows.push({
        pool: name,
        month,
        cost,
        assigned,
        prospects,
        idle: closed ? cost.minus(assigned).minus(prospects) : null,
      });
    }
  }
  return rows;
}

export function idleEntries(months: readonly PoolMonth[]): Entry[] {
  return months.flatMap(({ pool, month, idle }) =>
    idle === null || idle.isZero()
      ? []
      : [
          onParty(null, "idle_capacity", {
            amount: idle.negated(),
            date: lastDayOf(month),
            document: `policy/effort.pools.${pool}`,
          }),
        ],
  );
}
