import { describe, expect, it } from "vitest";
import { sum } from "../../dashboards/lib/decimal.ts";
import { thinned, type WhalePoint, whaleShape } from "../../dashboards/lib/whale-curve.ts";

function curve(profits: readonly string[]): WhalePoint[] {
  return profits.map((cm4, index) => ({
    rank: index + 1,
    party_id: `P${index + 1}`,
    name: `Party ${index + 1}`,
    tier: null,
    cm4,
    cumulative_profit: sum(profits.slice(0, index + 1)) ?? "0",
    party_share: String((index + 1) / profits.length),
  }));
}

describe("whale curve", () => {
  it("finds its peak and what is eroded behind it", () => {
    const shape = whaleShape(curve(["80.00", "70.00", "-20.00", "-30.00"]));
    expect(shape).toMatchObject({
      peak: { party_id: "P2" },
      total: "100.00",
      erosion: "50.00",
      peakShare: "1.500000",
      erosionShare: "0.333333",
      lossMakers: 2,
    });
  });

  it("has no erosion where nobody loses money", () => {
    const shape = whaleShape(curve(["2.00", "1.00"]));
    expect(shape).toMatchObject({ peak: { party_id: "P2" }, erosion: "0.00", lossMakers: 0 });
  });

  it("knows no share of a loss", () => {
    expect(whaleShape(curve(["1.00", "-5.00"]))?.peakShare).toBeNull();
    expect(whaleShape(curve(["-1.00", "-5.00"]))?.erosionShare).toBeNull();
    expect(whaleShape([])).toBeNull();
  });

  it("thins to what can be drawn, keeping both ends and the peak", () => {
    const points = curve([...Array.from({ length: 777 }, () => "1.00"), ...Array.from({ length: 223 }, () => "-1.00")]);
    const few = thinned(points, 50);
    expect(few.length).toBeLessThanOrEqual(51);
    expect([few[0]?.rank, few.at(-1)?.rank]).toEqual([1, 1000]);
    expect(few.some((point) => point.rank === 777)).toBe(true);
    expect(thinned(points.slice(0, 20), 50)).toHaveLength(20);
  });
});
