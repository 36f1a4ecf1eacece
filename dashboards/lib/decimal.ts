/** Exact arithmetic on decimal text ("1081.92"), so that money never passes through a float. */

interface Scaled {
  units: bigint;
  scale: number;
}

function parse(text: string): Scaled {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?$/.exec(text.trim());
  if (match === null || (match[2] === "" && (match[3] ?? "") === "")) throw new RangeError(`not a decimal: "${text}"`);
  const fraction = match[3] ?? "";
  const units = BigInt(`${match[2]}${fraction}`);
  return { units: match[1] === "-" ? -units : units, scale: fraction.length };
}

function print({ units, scale }: Scaled): string {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, "0");
  const text = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
  return units < 0n ? `-${text}` : text;
}

function rescale(value: Scaled, scale: number): bigint {
  return value.units * 10n ** BigInt(scale - value.scale);
}

/** The exact sum; missing values are left out, and a sum of nothing is missing. */
export function sum(values: readonly (string | null)[]): string | null {
  const known = values.filter((value) => value !== null).map(parse);
  if (known.length === 0) return null;
  const scale = Math.max(...known.map((value) => value.scale));
  return print({ units: known.reduce((total, value) => total + rescale(value, scale), 0n), scale });
}

/** The value with the opposite sign. */
export function negate(value: string): string {
  const { units, scale } = parse(value);
  return print({ units: -units, scale });
}

/** The exact product; missing when either is. */
export function multiply(left: string | null, right: string | null): string | null {
  if (left === null || right === null) return null;
  const [one, other] = [parse(left), parse(right)];
  return print({ units: one.units * other.units, scale: one.scale + other.scale });
}

/** `left − right`; missing when either is. */
export function subtract(left: string | null, right: string | null): string | null {
  return left === null || right === null ? null : sum([left, negate(right)]);
}

/** −1, 0 or 1. */
export function sign(value: string): -1 | 0 | 1 {
  const { units } = parse(value);
  return units < 0n ? -1 : units > 0n ? 1 : 0;
}

/** Order of two decimals for sorting; missing values come last in ascending order. */
export function compare(left: string | null, right: string | null): number {
  if (left === null || right === null) return left === right ? 0 : left === null ? 1 : -1;
  return sign(sum([left, negate(right)]) ?? "0");
}

/**
 * `part ÷ whole` as decimal text, rounded half away from zero; missing when either is missing or the whole is zero.
 */
export function ratio(part: string | null, whole: string | null, digits = 6): string | null {
  if (part === null || whole === null || sign(whole) === 0) return null;
  const numerator = parse(part);
  const denominator = parse(whole);
  const scale = Math.max(numerator.scale, denominator.scale);
  const dividend = rescale(numerator, scale) * 10n ** BigInt(digits) * 2n;
  const divisor = rescale(denominator, scale);
  const doubled = (dividend < 0n ? -dividend : dividend) / (divisor < 0n ? -divisor : divisor);
  const rounded = (doubled + 1n) / 2n;
  return print({ units: dividend < 0n !== divisor < 0n ? -rounded : rounded, scale: digits });
}
