import { axisX, axisY, dot, gridY, plot, pointer, ruleY, tip } from "@observablehq/plot";
import { texts } from "../lib/texts.ts";
import { bubble, type Drawing, ink, style } from "./drawing.ts";

export interface ScatterProduct {
  name: string;
  net_revenue: string;
  margin: string;
}

interface Spot {
  name: string;
  revenue: number;
  margin: number;
  losing: boolean;
  title: string;
}

/** One dot per product: what it sells (logarithmic) and what is left of it. Margins beyond ±100 % sit on the edge. */
const draw: Drawing<readonly ScatterProduct[]> = (products, { width, height, format }) => {
  const spots: Spot[] = products.map((product) => ({
    name: product.name,
    revenue: Number(product.net_revenue),
    margin: Math.max(-1, Math.min(1, Number(product.margin))),
    losing: product.margin.startsWith("-"),
    title: [
      product.name,
      `${texts.products.scatterX} ${format.money(product.net_revenue)}`,
      `${texts.products.scatterY} ${format.share(product.margin)}`,
    ].join("\n"),
  }));
  const place = { x: "revenue", y: "margin" } as const;
  return plot({
    width,
    height,
    marginLeft: 54,
    marginRight: 16,
    marginTop: 24,
    marginBottom: 40,
    style,
    x: { type: "log", nice: true },
    y: { nice: true, zero: true },
    color: { type: "identity" },
    marks: [
      gridY({ stroke: ink.line, strokeOpacity: 1 }),
      axisY({
        ticks: 6,
        tickSize: 0,
        label: texts.products.scatterY,
        labelArrow: false,
        tickFormat: (value: number) => format.share(value, 0) ?? "",
      }),
      axisX({
        ticks: width < 480 ? 3 : 5,
        tickSize: 0,
        label: texts.products.scatterX,
        labelArrow: false,
        tickFormat: (value: number) => format.shortMoney(value) ?? "",
      }),
      ruleY([0], { stroke: ink.muted }),
      dot(spots, {
        ...place,
        r: 4.5,
        fill: (spot: Spot) => (spot.losing ? ink.loss : ink.sea),
        fillOpacity: 0.55,
        stroke: (spot: Spot) => (spot.losing ? ink.loss : ink.sea),
        symbol: (spot: Spot) => (spot.losing ? "diamond" : "circle"),
      }),
      dot(spots, pointer({ ...place, r: 7, stroke: ink.text, strokeWidth: 2 })),
      tip(spots, pointer({ ...place, title: "title", ...bubble })),
    ],
  });
};

export default draw;
