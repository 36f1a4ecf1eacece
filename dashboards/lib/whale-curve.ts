import { ratio, sign, subtract } from "./decimal.ts";

export interface WhalePoint {
  rank: number;
  party_id: string;
  name: string;
  tier: string | null;
  cm4: string;
  cumulative_profit: string;
  party_share: string;
}

export interface WhaleShape {
  /** The last party that earns anything: there cumulative profit is highest. */
  peak: WhalePoint;
  /** Cumulative profit after the last party. */
  total: string;
  /** What the loss-making parties took away from the peak. */
  erosion: string;
  /** Peak ÷ total; missing unless the total is positive. */
  peakShare: string | null;
  /** Erosion ÷ peak; missing unless the peak is positive. */
  erosionShare: string | null;
  lossMakers: number;
}

/** Peak and erosion of a whale curve whose points are ordered by rank; null without points. */
export function whaleShape(points: readonly WhalePoint[]): WhaleShape | null {
  const last = points.at(-1);
  const peak = points.findLast((point) => sign(point.cm4) > 0) ?? points[0];
  if (last === undefined || peak === undefined) return null;
  const total = last.cumulative_profit;
  const erosion = subtract(peak.cumulative_profit, total) ?? "0";
  return {
    peak,
    total,
    erosion,
    peakShare: sign(total) > 0 ? ratio(peak.cumulative_profit, total) : null,
    erosionShare: sign(peak.cumulative_profit) > 0 ? ratio(erosion, peak.cumulative_profit) : null,
    lossMakers: points.filter((point) => sign(point.cm4) < 0).length,
  };
}

/** At most about `most` points for drawing: both ends, the peak and an even sample between them. */
export function thinned(points: readonly WhalePoint[], most: number): WhalePoint[] {
  if (points.length <= most) return [...points];
  const keep = new Set([0, points.length - 1]);
  const peak = whaleShape(points)?.peak;
  if (peak !== undefined) keep.add(points.indexOf(peak));
  const step = (points.length - 1) / (most - 1);
  for (let index = 0; index < most; index += 1) keep.add(Math.round(index * step));
  return points.filter((_, index) => keep.has(index));
}
