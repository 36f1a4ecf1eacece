import { areaY, axisX, axisY, dot, gridY, lineY, link, plot, pointerX, ruleY, text, tip } from "@observablehq/plot";
import { compare, negate } from "../lib/decimal.ts";
import { texts } from "../lib/texts.ts";
import { thinned, type WhalePoint, type WhaleShape } from "../lib/whale-curve.ts";
import { bubble, type Drawing, ink, style } from "./drawing.ts";

interface Spot {
  party_id: string | null;
  share: number;
  profit: number;
  title: string;
}

/** Cumulative profit over the share of customers, with its peak and what the loss makers erode. */
const draw: Drawing<{ points: readonly WhalePoint[]; shape: WhaleShape }> = ({ points, shape }, surface) => {
  const { width, height, format } = surface;
  const spots: Spot[] = [
    { party_id: null, share: 0, profit: 0, title: "" },
    ...thinned(points, 2000).map((point) => ({
      party_id: point.party_id,
      share: Number(point.party_share),
      profit: Number(point.cumulative_profit),
      title: [
        `${point.rank}. ${point.name}`,
        `${texts.columns.profit} ${format.money(point.cm4)}`,
        `${texts.columns.cumulative} ${format.money(point.cumulative_profit)}`,
        `${format.share(point.party_share)} ${texts.figures.ofCustomers}`,
      ].join("\n"),
    })),
  ];
  const peak = { share: Number(shape.peak.party_share), profit: Number(shape.peak.cumulative_profit) };
  const end = spots.at(-1) ?? { share: 1, profit: 0 };
  const late = peak.share > 0.5;
  const pointed = { x: "share", y: "profit" } as const;
  const eroding = spots.filter((spot) => spot.share >= peak.share);
  const reached =
    shape.peakShare === null
      ? texts.overview.peakAmount(format.shortMoney(shape.peak.cumulative_profit) ?? "")
      : texts.overview.peak(format.share(shape.peakShare, 0) ?? "");
  const count = texts.overview.peakCustomers(
    format.integer(shape.peak.rank) ?? "",
    format.integer(points.length) ?? "",
  );
  const halo = { stroke: ink.surface, strokeWidth: 4 } as const;
  const label = { ...pointed, ...halo, textAnchor: late ? "end" : "start", dx: late ? 6 : -6 } as const;
  const eroded = compare(shape.erosion, "0") > 0;
  return plot({
    width,
    height,
    marginLeft: 54,
    marginRight: 16,
    marginTop: 46,
    marginBottom: 40,
    style,
    x: { domain: [0, 1] },
    y: { nice: true },
    marks: [
      gridY({ ticks: 5, stroke: ink.line, strokeOpacity: 1 }),
      axisY({ ticks: 5, tickSize: 0, label: null, tickFormat: (value: number) => format.shortMoney(value) ?? "" }),
      axisX({
        ticks: width < 420 ? 4 : 6,
        tickSize: 0,
        label: texts.overview.whaleX,
        labelAnchor: "right",
        labelArrow: false,
        tickFormat: (value: number) => format.share(value, 0) ?? "",
      }),
      areaY(spots, { ...pointed, fill: ink.sea, fillOpacity: 0.12 }),
      areaY(eroding, { x: "share", y1: "profit", y2: peak.profit, fill: ink.loss, fillOpacity: 0.16 }),
      ruleY([0], { stroke: ink.muted }),
      link([0], {
        x1: peak.share,
        x2: 1,
        y1: peak.profit,
        y2: peak.profit,
        stroke: ink.loss,
        strokeDasharray: "3,3",
      }),
      lineY(spots, { ...pointed, stroke: ink.sea, strokeWidth: 2.5 }),
      lineY(eroding, { ...pointed, stroke: ink.loss, strokeWidth: 2.5 }),
      dot([peak], { ...pointed, r: 5, fill: ink.sea, stroke: ink.surface, strokeWidth: 2 }),
      text([peak], { ...label, text: () => reached, dy: -30, fill: ink.text, fontSize: 14, fontWeight: 650 }),
      text([peak], { ...label, text: () => count, dy: -15, fill: ink.muted }),
      eroded
        ? text([end], {
            x: "share",
            y: "profit",
            text: () => texts.overview.eroded(format.shortMoney(negate(shape.erosion)) ?? ""),
            textAnchor: "end",
            lineAnchor: "top",
            dx: -4,
            dy: 12,
            fill: ink.loss,
            fontWeight: 600,
          })
        : null,
      dot(spots, pointerX({ ...pointed, r: 5, fill: ink.surface, stroke: ink.text, strokeWidth: 2 })),
      tip(spots.slice(1), pointerX({ ...pointed, title: "title", ...bubble })),
    ],
  });
};

export default draw;
