import { useMemo } from "preact/hooks";
import { charts } from "../charts/index.ts";
import { format } from "../lib/company.ts";
import { shiftMonth } from "../lib/period.ts";
import { texts } from "../lib/texts.ts";
import { Chart } from "./chart.tsx";
import { Empty } from "./loaded.tsx";

export interface MonthValue {
  month: string;
  value: string | null;
}

/** Months from `from` to `to`, each beside the same month a year before. Months without a row have no value. */
export function TrendChart(properties: {
  values: readonly MonthValue[];
  from: string;
  to: string;
  measure: "revenue" | "profit";
  label: string;
  height: number;
}) {
  const { values, from, to, measure } = properties;
  const data = useMemo(() => {
    const byMonth = new Map(values.map((row) => [row.month, row.value]));
    const months = [];
    for (let month = from; month <= to; month = shiftMonth(month, 1)) {
      const before = byMonth.get(shiftMonth(month, -12)) ?? null;
      months.push({ month, now: byMonth.get(month) ?? null, before });
    }
    return { months, measure };
  }, [values, from, to, measure]);
  if (data.months.every((row) => row.now === null)) return <Empty>{texts.empty.months}</Empty>;
  const formats = format.value;
  return (
    <Chart
      load={charts.monthlyTrend}
      data={data}
      height={properties.height}
      summary={properties.label}
      table={{
        names: [texts.columns.month, properties.label, texts.columns.year_before],
        rows: data.months.map((row) => [formats.month(row.month), formats.money(row.now), formats.money(row.before)]),
      }}
    />
  );
}
