import { compare, multiply, ratio, sign, subtract, sum } from "./decimal.ts";
import { type Ladder, type WaterfallStep, waterfall } from "./waterfall.ts";

/** How one step of a waterfall differs from the same step of another, both as shares of their list amounts. */
export interface Difference {
  name: string;
  share: string;
  usual: string;
  /** What the difference of the shares is worth, as an effect on profit in the reporting currency. */
  effect: string;
}

const base = (row: Ladder): string | null =>
  typeof row.list_amount === "string" && sign(row.list_amount) > 0 ? row.list_amount : null;

const changes = (row: Ladder): WaterfallStep[] => waterfall(row).filter((step) => step.kind === "change");

const size = (value: string): string => (sign(value) < 0 ? value.slice(1) : value);

/**
 * What sets a row's profit apart from a reference's, step by step, the largest effect first. The effects sum to the
 * difference of both profits at the row's list amount. Null where a share cannot be told: no list amount, or a step
 * that is unknown.
 */
export function differences(row: Ladder, reference: Ladder): Difference[] | null {
  const [own, other] = [base(row), base(reference)];
  if (own === null || other === null) return null;
  const steps = new Map(changes(row).map((step) => [step.name, step.amount]));
  const usual = new Map(changes(reference).map((step) => [step.name, step.amount]));
  const ends = [...steps.keys()];
  const names = [...new Set([...ends, ...[...usual.keys()].filter((name) => name === "uncovered")])];
  const found = names.map((name) => {
    const [amount, standard] = [
      steps.has(name) ? (steps.get(name) ?? null) : "0",
      usual.has(name) ? (usual.get(name) ?? null) : "0",
    ];
    const expected = ratio(multiply(standard, own), other, 2);
    return { name, share: ratio(amount, own), usual: ratio(standard, other), effect: subtract(amount, expected) };
  });
  const known = found.filter(
    (step): step is Difference => step.share !== null && step.usual !== null && step.effect !== null,
  );
  if (known.length < found.length) return null;
  return known
    .filter((step) => sign(step.effect) !== 0)
    .sort((left, right) => compare(size(right.effect), size(left.effect)));
}

/** All effects together; zero of none. */
export function together(steps: readonly Difference[]): string {
  return sum(steps.map((step) => step.effect)) ?? "0";
}
