/** Closed months, as DOMAIN defines them: a month is closed once the as-of date lies after its last day. */

export interface Period {
  /** First day of the first month, "YYYY-MM-01". */
  from: string;
  /** First day of the last month, "YYYY-MM-01". */
  to: string;
}

/** The first day of the month that lies `months` after the month of `date`. */
export function shiftMonth(date: string, months: number): string {
  const [year, month] = date.split("-").map(Number);
  const index = (year ?? 0) * 12 + (month ?? 1) - 1 + months;
  return `${String(Math.floor(index / 12)).padStart(4, "0")}-${String((index % 12) + 1).padStart(2, "0")}-01`;
}

/** The last twelve closed months before `asOf`; `yearsBack` 1 gives the twelve before those. */
export function closedYear(asOf: string, yearsBack = 0): Period {
  const to = shiftMonth(asOf, -1 - 12 * yearsBack);
  return { from: shiftMonth(to, -11), to };
}

/** The rows whose `month` lies in the period. */
export function within<Row extends { month: string }>(rows: readonly Row[], period: Period): Row[] {
  return rows.filter((row) => row.month >= period.from && row.month <= period.to);
}
