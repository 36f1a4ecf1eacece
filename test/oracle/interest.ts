import { addDays, dateOf, dayOf, daysBetween, earlier, lastDayOf, later, monthOf, nextMonth } from "./calendar.ts";
import { type Decimal, sum, zero } from "./decimal.ts";
import type { Invoice } from "./invoicing.ts";
import type { Part } from "./settlements.ts";

/** The gross amount × days that was open in a month, within terms or late. */
export interface Cell {
  /** the last day counted in it */
  date: string;
  basis: "within_terms" | "late";
  weight: Decimal;
}

interface Stretch {
  amount: Decimal;
  from: string;
  /** exclusive */
  to: string;
  basis: Cell["basis"];
}

/** What was open each day from the invoice date to settlement or as-of, by month; within terms before late. */
export function accrue(invoice: Invoice, settled: readonly Part[], asOf: string): Cell[] {
  const open = invoice.gross.minus(sum(settled.map(({ amount }) => amount)));
  const parts = [...settled, { amount: open, date: asOf }].filter(({ amount }) => amount.gt(0));
  const stretches = parts.flatMap(({ amount, date }): Stretch[] => {
    const end = earlier(date, asOf);
    const due = earlier(later(invoice.due, invoice.date), end);
    return [
      { amount, from: invoice.date, to: due, basis: "within_terms" },
      { amount, from: due, to: end, basis: "late" },
    ];
  });
  const counted = stretches.filter(({ from, to }) => from < to);
  if (counted.length === 0) return [];
  const last = counted.map(({ to }) => to).reduce(later);
  const cells: Cell[] = [];
  for (let month = monthOf(invoice.date); month < last; month = nextMonth(month)) {
    for (const basis of ["within_terms", "late"] as const) cells.push(...cellOf(counted, month, basis));
  }
  return cells;
}

function cellOf(stretches: readonly Stretch[], month: string, basis: Cell["basis"]): Cell[] {
  const end = addDays(lastDayOf(month), 1);
  let weight = zero;
  let date = "";
  for (const stretch of stretches) {
    const from = later(stretch.from, month);
    const to = earlier(stretch.to, end);
    if (stretch.basis !== basis || from >= to) continue;
    weight = weight.plus(stretch.amount.times(daysBetween(from, to)));
    date = later(date, dateOf(dayOf(to) - 1));
  }
  return weight.isZero() ? [] : [{ date, basis, weight }];
}
