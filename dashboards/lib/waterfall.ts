import { negate, sign, subtract, sum } from "./decimal.ts";

/** Columns of a mart that carries the waterfall: positive amounts as named, missing = null. */
export type Ladder = Readonly<Record<string, unknown>>;

export interface WaterfallStep {
  /** Column of the mart, or `uncovered` for revenue whose cost nobody knows. */
  name: string;
  kind: "total" | "change";
  /** Effect on profit: a deduction is negative; of a total, the total itself. */
  amount: string | null;
  /** Running value before and after the step; null once an unknown step was met. */
  start: string | null;
  end: string | null;
}

const ladder: readonly (readonly [name: string, effect: "total" | "add" | "less"])[] = [
  ["list_amount", "total"],
  ["grade_discount", "less"],
  ["contract_discount", "less"],
  ["manual_discount", "less"],
  ["price_deviation", "less"],
  ["invoice_revenue", "total"],
  ["charged_freight", "add"],
  ["returns_credit", "less"],
  ["price_credit", "less"],
  ["cash_discount", "less"],
  ["rebate", "less"],
  ["net_revenue", "total"],
  ["product_cost", "less"],
  ["cm1", "total"],
  ["freight_cost", "less"],
  ["packaging_cost", "less"],
  ["other_direct_cost", "less"],
  ["cm2", "total"],
  ["service_cost", "less"],
  ["complaint_cost", "less"],
  ["receivable_cost", "less"],
  ["credit_loss", "less"],
  ["cm3", "total"],
  ["customer_cost", "less"],
  ["cm4", "total"],
  ["idle_capacity", "less"],
  ["prospect_effort", "less"],
  ["cm5", "total"],
];

/** Names of the waterfall's columns, in its order. */
export const waterfallNames: readonly string[] = ladder.map(([name]) => name);

const text = (value: unknown): string | null => (typeof value === "string" ? value : null);

/**
 * The steps from list price down to the last total that the row has a column for.
 *
 * Revenue whose cost nobody knows counts in revenue and not in profit: where the row says how much is covered, the rest
 * is a step of its own, `uncovered`, so that every bar joins the next.
 */
export function waterfall(row: Ladder): WaterfallStep[] {
  const known = ladder.filter(([name]) => name in row || (name === "cm3" && "actual_profit" in row));
  const end = known.findLastIndex(([, effect]) => effect === "total");
  const steps: WaterfallStep[] = [];
  let running: string | null = null;
  for (const [name, effect] of known.slice(0, end + 1)) {
    const value = text(row[name]) ?? (name === "cm3" ? text(row.actual_profit) : null);
    if (effect === "total") {
      running = value;
      steps.push({ name, kind: "total", amount: value, start: value === null ? null : "0", end: value });
    } else {
      const gap: string | null = name === "product_cost" ? subtract(text(row.covered_revenue), running) : null;
      if (gap !== null && sign(gap) !== 0) {
        const covered = text(row.covered_revenue);
        steps.push({ name: "uncovered", kind: "change", amount: gap, start: running, end: covered });
        running = covered;
      }
      const amount = value !== null && effect === "less" ? negate(value) : value;
      const next: string | null = running === null || amount === null ? null : sum([running, amount]);
      steps.push({ name, kind: "change", amount, start: running, end: next });
      running = next;
    }
  }
  return steps;
}

const resting = ["product_cost", "cm1", "cm2", "cm3", "actual_profit", "cm4", "cm5"];

/**
 * One row whose waterfall columns are the exact sums over the rows; missing parts are left out. Where there is revenue
 * and the cost of none of it is known, profit is missing, not zero.
 */
export function summed(rows: readonly Ladder[]): Record<string, string | null> {
  const names = [...waterfallNames, "actual_profit", "covered_revenue"];
  const present = names.filter((name) => rows.some((row) => name in row));
  const total = Object.fromEntries(present.map((name) => [name, sum(rows.map((row) => text(row[name])))]));
  const { net_revenue: revenue = null, covered_revenue: covered = null } = total;
  if (revenue === null || covered === null || sign(revenue) === 0 || sign(covered) !== 0) return total;
  return { ...total, ...Object.fromEntries(resting.filter((name) => name in total).map((name) => [name, null])) };
}
