import { useMemo } from "preact/hooks";
import { type Change, Figure } from "../../components/figure.tsx";
import { Missing } from "../../components/value.tsx";
import { asOf, currency, format } from "../../lib/company.ts";
import { compare, negate, ratio, sign, subtract } from "../../lib/decimal.ts";
import { closedYear, within } from "../../lib/period.ts";
import type { CompanyMonth } from "../../lib/rows.ts";
import { texts } from "../../lib/texts.ts";
import { summed } from "../../lib/waterfall.ts";
import { type WhalePoint, whaleShape } from "../../lib/whale-curve.ts";

/** The figures of the last 12 closed months, each against the 12 before where those are complete. */
export function Headline({
  months,
  points,
}: {
  months: readonly CompanyMonth[];
  points: readonly WhalePoint[] | null;
}) {
  const rowsBefore = within(months, closedYear(asOf(), 1));
  const now = summed(within(months, closedYear(asOf())));
  const before = rowsBefore.length === 12 ? summed(rowsBefore) : {};
  const grown = (name: string): Change | null => {
    const [present, past] = [now[name] ?? null, before[name] ?? null];
    const text = format.value.change(present, past);
    return text === null ? null : { text, good: compare(present, past) >= 0, note: texts.figures.before };
  };
  return (
    <div class="figures">
      {(["net_revenue", "cm3", "cm4"] as const).map((name) => (
        <Amount key={name} label={texts.figures[name]} value={now[name] ?? null} change={grown(name)} />
      ))}
      <Margin now={now} before={before} />
      <Erosion points={points} />
    </div>
  );
}

function Amount({ label, value, change }: { label: string; value: string | null; change: Change | null }) {
  return (
    <Figure
      label={label}
      value={format.value.wholeMoney(value) ?? <Missing />}
      title={value === null ? null : `${format.value.money(value)} ${currency()}`}
      negative={value !== null && sign(value) < 0}
      change={change}
      note={change === null && value !== null ? texts.figures.noBefore : undefined}
    />
  );
}

type Totals = Readonly<Record<string, string | null>>;

function Margin({ now, before }: { now: Totals; before: Totals }) {
  const margin = (totals: Totals) => ratio(totals.cm4 ?? null, totals.covered_revenue ?? totals.net_revenue ?? null);
  const [present, past] = [margin(now), margin(before)];
  const difference = subtract(present, past);
  const points = difference === null ? null : format.value.points(difference);
  return (
    <Figure
      label={texts.figures.margin}
      value={format.value.share(present) ?? <Missing />}
      negative={present !== null && sign(present) < 0}
      change={
        points === null || difference === null
          ? null
          : { text: points, good: /[1-9]/.test(points) ? sign(difference) > 0 : null, note: texts.figures.beforePoints }
      }
      note={
        <>
          {" "}
          {points === null ? texts.figures.marginNote : null} <Coverage totals={now} />
        </>
      }
    />
  );
}

/** How much of the revenue the profit speaks of; silent where it is all. */
function Coverage({ totals }: { totals: Totals }) {
  const { net_revenue: revenue = null, covered_revenue: covered = null } = totals;
  if (revenue === null || covered === null || compare(revenue, covered) === 0) return null;
  return <span class="coverage">{texts.figures.coverage(format.value.share(ratio(covered, revenue)) ?? "")}</span>;
}

function Erosion({ points }: { points: readonly WhalePoint[] | null }) {
  const shape = useMemo(() => (points === null ? null : whaleShape(points)), [points]);
  const lost = shape !== null && sign(shape.erosion) > 0;
  const count = format.value.integer(shape?.lossMakers ?? null) ?? "";
  const share = format.value.share(shape?.erosionShare ?? null) ?? texts.missing;
  return (
    <Figure
      label={texts.figures.erosion}
      value={shape === null ? <Missing /> : format.value.wholeMoney(negate(shape.erosion))}
      negative={lost}
      note={lost ? texts.figures.erosionNote(count, share) : shape === null ? undefined : texts.figures.noErosion}
    />
  );
}
