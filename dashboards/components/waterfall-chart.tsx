import { useMemo } from "preact/hooks";
import { charts } from "../charts/index.ts";
import { format } from "../lib/company.ts";
import { sign } from "../lib/decimal.ts";
import { texts } from "../lib/texts.ts";
import { type Ladder, waterfall } from "../lib/waterfall.ts";
import { Chart } from "./chart.tsx";

const rowHeight = 25;

/** The waterfall of a row: steps that are exactly zero are left out of the picture and stay in its table. */
export function WaterfallChart({ row, exact, label }: { row: Ladder; exact: boolean; label: string }) {
  const steps = useMemo(() => waterfall(row), [row]);
  const data = useMemo(() => {
    const drawn = steps.filter((step) => step.kind === "total" || step.amount === null || sign(step.amount) !== 0);
    const revenue = typeof row.net_revenue === "string" && sign(row.net_revenue) > 0 ? row.net_revenue : null;
    return { steps: drawn, exact, base: revenue };
  }, [steps, exact, row]);
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
