import { useMemo } from "preact/hooks";
import { format } from "../../lib/company.ts";
import { negate, sign } from "../../lib/decimal.ts";
import { customerPath } from "../../lib/route.ts";
import { texts } from "../../lib/texts.ts";
import { type WhalePoint, whaleShape } from "../../lib/whale-curve.ts";

/** The whale curve in one breath: how many earn how much, how many lose how much of it again, and who most. */
export function Story({ points }: { points: readonly WhalePoint[] }) {
  const shape = useMemo(() => whaleShape(points), [points]);
  const worst = points.at(-1);
  if (shape === null || worst === undefined) return <p class="story">{texts.empty.months}</p>;
  const { integer, share, wholeMoney } = format.value;
  const count = (value: number) => integer(value) ?? "";
  const amount = (value: string) => wholeMoney(value) ?? "";
  const wording = texts.overview.story;
  const earners = points.filter((point) => sign(point.cm4) > 0).length;
  const { peak, erosion, erosionShare, lossMakers } = shape;
  return (
    <p class="story">
      {wording.earners(count(earners), count(points.length), amount(peak.cumulative_profit))}{" "}
      {lossMakers === 0 ? (
        wording.noLosers
      ) : (
        <>
          {wording.losers(count(lossMakers), amount(erosion), share(erosionShare, 0) ?? texts.missing)}{" "}
          <a href={customerPath(worst.party_id)}>{worst.name}</a> {wording.worst(amount(negate(worst.cm4)))}
        </>
      )}
    </p>
  );
}
