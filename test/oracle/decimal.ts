import { Decimal as AnyDecimal } from "decimal.js";

/** Exact enough for every quotient that occurs here; rounds half away from zero. */
export const Decimal = AnyDecimal.clone({ precision: 60, rounding: AnyDecimal.ROUND_HALF_UP });
export type Decimal = AnyDecimal;

/** Takes back what a quotient lost at its last digits, so that a tie is seen as one. */
export const settled = (value: Decimal): Decimal => value.toDecimalPlaces(40);

export const zero: Decimal = new Decimal(0);

/** The number that a canonical text says, or null. */
export function decimalOf(text: string | null | undefined): Decimal | null {
  return text === null || text === undefined || text === "" ? null : new Decimal(text);
}

export function sum(values: Iterable<Decimal>): Decimal {
  let total = zero;
  for (const value of values) total = total.plus(value);
  return total;
}

/** The sum, or null as soon as one part is unknown. */
export function knownSum(values: Iterable<Decimal | null>): Decimal | null {
  let total = zero;
  for (const value of values) {
    if (value === null) return null;
    total = total.plus(value);
  }
  return total;
}

/**
 * Splits a rounded total by weights: largest remainder on the absolute amount, ties by position, then the sign.
 * @param places decimal places of the currency's minor unit
 */
export function splitByWeight(total: Decimal, weights: readonly Decimal[], places: number): Decimal[] {
  const unit = new Decimal(10).pow(places);
  const whole = total.abs().times(unit);
  const weightSum = sum(weights);
  const exact = weights.map((weight) => settled(whole.times(weight).div(weightSum)));
  const parts = exact.map((share) => share.floor());
  const left = whole.minus(sum(parts)).toNumber();
  const order = exact
    .map((share, position) => ({ remainder: share.minus(parts[position] ?? zero), position }))
    .sort((one, other) => other.remainder.comparedTo(one.remainder) || one.position - other.position);
  for (const { position } of order.slice(0, left)) parts[position] = (parts[position] ?? zero).plus(1);
  return parts.map((part) => part.div(unit).times(total.isNegative() ? -1 : 1));
}
