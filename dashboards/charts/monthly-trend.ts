import { axisX, axisY, barY, gridY, plot, pointerX, ruleY, tickY, tip } from "@observablehq/plot";
import { texts } from "../lib/texts.ts";
import { bubble, type Drawing, ink, style } from "./drawing.ts";

export interface TrendMonth {
  month: string;
  now: string | null;
  before: string | null;
}

export interface TrendData {
  months: readonly TrendMonth[];
  /** Profit is coloured by its sign, revenue is not. */
  measure: "revenue" | "profit";
}

/** One bar a month, and a mark where the same month stood a year before. */
const draw: Drawing<TrendData> = ({ months, measure }, { width, height, format }) => {
  const rows = months.map(({ month, now, before }) => ({
    month,
    now: now === null ? null : Number(now),
    before: before === null ? null : Number(before),
    title: [
      format.month(month),
      format.money(now) ?? texts.unknown,
      `${texts.columns.year_before} ${format.money(before) ?? texts.unknown}`,
    ].join("\n"),
  }));
  const every = Math.ceil((rows.length * 62) / Math.max(1, width - 60));
  const labelled = rows.filter((_, index) => (rows.length - 1 - index) % every === 0).map((row) => row.month);
  const fill =
    measure === "revenue" ? ink.soft : (row: { now: number | null }) => ((row.now ?? 0) < 0 ? ink.loss : ink.sea);
  const known = rows.filter((row) => row.now !== null);
  const past = rows.filter((row) => row.before !== null);
  const mark = { x: "month", y: "before", insetLeft: -2, insetRight: -2 } as const;
  return plot({
    width,
    height,
    marginLeft: 54,
    marginRight: 6,
    marginTop: 10,
    marginBottom: 24,
    style,
    x: { type: "band", domain: rows.map((row) => row.month), padding: 0.28 },
    y: { nice: true, zero: true },
    color: { type: "identity" },
    marks: [
      gridY({ stroke: ink.line, strokeOpacity: 1, ticks: 4 }),
      axisY({ ticks: 4, tickSize: 0, label: null, tickFormat: (value: number) => format.shortMoney(value) ?? "" }),
      axisX({
        ticks: labelled,
        tickSize: 0,
        label: null,
        anchor: "bottom",
        tickFormat: (value: string) => format.shortMonth(value) ?? "",
      }),
      barY(known, { x: "month", y: "now", fill }),
      ruleY([0], { stroke: ink.muted }),
      tickY(past, { ...mark, stroke: ink.surface, strokeWidth: 6 }),
      tickY(past, { ...mark, stroke: ink.text, strokeWidth: 2 }),
      tip(
        rows,
        pointerX({
          x: "month",
          y: (row: { now: number | null }) => row.now ?? 0,
          title: "title",
          ...bubble,
        }),
      ),
    ],
  });
};

export default draw;
