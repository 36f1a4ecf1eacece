import { useMemo } from "preact/hooks";
import { charts } from "../../charts/index.ts";
import { Chart } from "../../components/chart.tsx";
import { Empty } from "../../components/loaded.tsx";
import { format } from "../../lib/company.ts";
import { visit } from "../../lib/location.ts";
import { customerPath } from "../../lib/route.ts";
import { texts } from "../../lib/texts.ts";
import { thinned, type WhalePoint, whaleShape } from "../../lib/whale-curve.ts";

function open(datum: unknown): void {
  const party: unknown = typeof datum === "object" && datum !== null ? Reflect.get(datum, "party_id") : null;
  if (typeof party === "string") visit(customerPath(party));
}

/** The whale curve of all customers with activity in the period. */
export function WhalePanel({ points }: { points: readonly WhalePoint[] }) {
  const data = useMemo(() => {
    const shape = whaleShape(points);
    return shape === null ? null : { points, shape };
  }, [points]);
  if (data === null) return <Empty>{texts.empty.months}</Empty>;
  const { money, share, integer } = format.value;
  const { shape } = data;
  return (
    <Chart
      load={charts.whaleCurve}
      data={data}
      height={390}
      onPick={open}
      summary={texts.overview.whaleSummary(
        money(shape.peak.cumulative_profit) ?? "",
        money(shape.total) ?? "",
        money(shape.erosion) ?? "",
      )}
      table={{
        names: [
          texts.columns.customer,
          texts.columns.rank,
          texts.columns.profit,
          texts.columns.cumulative,
          texts.columns.party_share,
        ],
        rows: thinned(points, 100).map((point) => [
          point.name,
          integer(point.rank),
          money(point.cm4),
          money(point.cumulative_profit),
          share(point.party_share),
        ]),
      }}
    />
  );
}
