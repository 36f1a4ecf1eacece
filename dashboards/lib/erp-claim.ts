import { negate, subtract, sum } from "./decimal.ts";
import type { Ladder, WaterfallStep } from "./waterfall.ts";

const steps: readonly (readonly [column: string, effect: "add" | "less"])[] = [
  ["revenue_difference", "add"],
  ["off_invoice", "less"],
  ["cost_variance", "less"],
  ["order_direct_cost", "less"],
  ["service_cost", "less"],
  ["complaint_cost", "less"],
  ["receivable_cost", "less"],
  ["credit_loss", "less"],
];

const text = (row: Ladder, column: string): string | null => {
  const value = row[column];
  return typeof value === "string" ? value : null;
};

/**
 * From the margin that the ERP claims (revenue at standard cost where it states none) to the actual profit. Null where
 * one of them is unknown.
 */
export function erpClaimSteps(row: Ladder): WaterfallStep[] | null {
  const claim = text(row, "erp_margin") ?? subtract(text(row, "invoice_revenue"), text(row, "standard_cost"));
  const profit = text(row, "actual_profit");
  if (claim === null || profit === null) return null;
  const found: WaterfallStep[] = [{ name: "erp_margin", kind: "total", amount: claim, start: "0", end: claim }];
  let running = claim;
  for (const [name, effect] of steps) {
    const value = text(row, name);
    if (value === null) return null;
    const amount = effect === "less" ? negate(value) : value;
    const end = sum([running, amount]) ?? running;
    found.push({ name, kind: "change", amount, start: running, end });
    running = end;
  }
  return [...found, { name: "actual_profit", kind: "total", amount: profit, start: "0", end: profit }];
}
