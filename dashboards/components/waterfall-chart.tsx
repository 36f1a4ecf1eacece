import { useMemo } from "preact/hooks";
import { charts } from "../charts/index.ts";
import { format } from "../lib/company.ts";
import { sign } from "../lib/decimal.ts";
import { texts } from "../lib/texts.ts";
import { type Ladder, type WaterfallStep, waterfall } from "../lib/waterfall.ts";
import { Chart } from "./chart.tsx";

const rowHeight = 25;

/** The waterfall of a row, with shares of its net revenue. */
export function WaterfallChart({ row, exact, label }: { row: Ladder; exact: boolean; label: string }) {
  const steps = useMemo(() => waterfall(row), [row]);
  const base = typeof row.net_revenue === "string" && sign(row.net_revenue) > 0 ? row.net_revenue : null;
  return <StepsChart steps={steps} base={base} exact={exact} label={label} />;
}

/** Steps that are exactly zero are left out of the picture and stay in its table. */
export function StepsChart(properties: {
  steps: readonly WaterfallStep[];
  base: string | null;
  exact: boolean;
  label: string;
}) {
  const { steps, base, exact, label } = properties;
  const data = useMemo(() => {
    const drawn = steps.filter((step) => step.kind === "total" || step.amount === null || sign(step.amount) !== 0);
    return { steps: drawn, exact, base };
  }, [steps, exact, base]);
  const formats = format.value;
  return (
    <Chart
      load={charts.profitWaterfall}
      data={data}
      height={data.steps.length * rowHeight + 2}
      summary={label}
      table={{
        names: [texts.columns.step, texts.columns.amount],
        rows: steps.map((step) => [texts.steps[step.name] ?? step.name, formats.money(step.amount)]),
      }}
    />
  );
}
