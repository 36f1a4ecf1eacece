import Decimal from "decimal.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compare, negate, ratio, sign, subtract, sum } from "../../dashboards/lib/decimal.ts";

const Exact = Decimal.clone({ precision: 80, rounding: Decimal.ROUND_HALF_UP });
const decimal = fc
  .tuple(fc.bigInt(-(10n ** 20n), 10n ** 20n), fc.integer({ min: 0, max: 6 }))
  .map(([units, scale]) => new Exact(units.toString()).div(new Exact(10).pow(scale)).toFixed(scale));

describe("decimal", () => {
  it("adds what floats cannot", () => {
    expect(sum(["0.10", "0.20"])).toBe("0.30");
    expect(sum(["9007199254740993", "0.01"])).toBe("9007199254740993.01");
    expect(sum(["1.50", null, "-2"])).toBe("-0.50");
  });

  it("knows no sum of nothing", () => {
    expect(sum([])).toBeNull();
    expect(sum([null])).toBeNull();
    expect(subtract("1", null)).toBeNull();
  });

  it("refuses what is no decimal", () => {
    expect(() => sum(["1e3"])).toThrow(RangeError);
    expect(() => sum([""])).toThrow(RangeError);
  });

  it("rounds ratios half away from zero", () => {
    expect(ratio("1", "3", 4)).toBe("0.3333");
    expect(ratio("1", "8", 2)).toBe("0.13");
    expect(ratio("-1", "8", 2)).toBe("-0.13");
    expect(ratio("1", "0")).toBeNull();
    expect(ratio(null, "1")).toBeNull();
  });

  it("agrees with an exact library", () => {
    fc.assert(
      fc.property(decimal, decimal, (left, right) => {
        expect(new Exact(sum([left, right]) ?? "").equals(new Exact(left).plus(right))).toBe(true);
        expect(compare(left, right)).toBe(new Exact(left).comparedTo(right));
        expect(new Exact(negate(left)).equals(new Exact(left).negated())).toBe(true);
        if (sign(right) !== 0) {
          const expected = new Exact(left).div(right).toDecimalPlaces(6);
          expect(new Exact(ratio(left, right) ?? "").equals(expected)).toBe(true);
        }
      }),
    );
  });

  it("sorts missing values last", () => {
    expect(["2", null, "-10", "1.5"].sort(compare)).toEqual(["-10", "1.5", "2", null]);
  });
});
