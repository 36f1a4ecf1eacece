import { barX, plot, ruleX, text } from "@observablehq/plot";
import { ratio } from "../lib/decimal.ts";
import { texts } from "../lib/texts.ts";
import type { WaterfallStep } from "../lib/waterfall.ts";
import { type Drawing, ink, style } from "./drawing.ts";

export interface WaterfallData {
  steps: readonly WaterfallStep[];
  /** Whole units for a company, the minor unit for an order. */
  exact: boolean;
  /** What shares are taken of, written beside the amounts; null leaves them out. */
  base: string | null;
}

/** A ladder from list price to profit: totals from zero, each change from where the one before ended. */
const draw: Drawing<WaterfallData> = ({ steps, exact, base }, { width, height, format }) => {
  const wide = width >= 480;
  const shares = wide && base !== null;
  const labels = 138;
  const figures = 86;
  const amounts = figures + (shares ? 58 : 0);
  const amount = (step: WaterfallStep) =>
    step.amount === null ? texts.unknown : ((exact ? format.money(step.amount) : format.whole(step.amount)) ?? "");
  const share = (step: WaterfallStep) => format.share(ratio(step.amount, base)) ?? "";
  const drawn = steps.filter((step) => step.start !== null && step.end !== null);
  const totals = drawn.filter((step) => step.kind === "total");
  const changes = drawn.filter((step) => step.kind === "change");
  const loss = (step: WaterfallStep) => step.amount?.startsWith("-") ?? false;
  const fillOf = (step: WaterfallStep) =>
    step.kind === "total" ? (loss(step) ? ink.loss : ink.sea) : loss(step) ? ink.loss : ink.gain;
  const bar = {
    x1: (step: WaterfallStep) => Number(step.start),
    x2: (step: WaterfallStep) => Number(step.end),
    y: "name",
    fill: fillOf,
    insetTop: 4,
    insetBottom: 4,
  } as const;
  const label = (only: readonly WaterfallStep[], weight: number, fill: string) =>
    text(only, {
      y: "name",
      text: (step: WaterfallStep) => texts.steps[step.name] ?? step.name,
      frameAnchor: "left",
      textAnchor: "start",
      dx: -labels,
      fontWeight: weight,
      fill,
    });
  const figure = (only: readonly WaterfallStep[], weight: number, fill: string) =>
    text(only, {
      y: "name",
      text: amount,
      frameAnchor: "right",
      textAnchor: "end",
      dx: figures,
      fontWeight: weight,
      fill,
    });
  const total = (step: WaterfallStep) => step.kind === "total";
  const known = (step: WaterfallStep) => step.amount !== null;
  const heavy = steps.filter((step) => total(step) && known(step));
  const light = steps.filter((step) => !total(step) && known(step));
  return plot({
    width,
    height,
    marginLeft: labels,
    marginRight: amounts,
    marginTop: 1,
    marginBottom: 1,
    style: { ...style, fontVariant: "tabular-nums" },
    x: { axis: null },
    y: { axis: null, domain: steps.map((step) => step.name), padding: 0 },
    color: { type: "identity" },
    marks: [
      ruleX([0], { stroke: ink.line }),
      barX(changes, { ...bar, fillOpacity: 0.75 }),
      barX(totals, bar),
      label(steps.filter(total), 650, ink.text),
      label(
        steps.filter((step) => !total(step)),
        400,
        ink.muted,
      ),
      figure(
        heavy.filter((step) => !loss(step)),
        650,
        ink.text,
      ),
      figure(heavy.filter(loss), 650, ink.loss),
      figure(
        light.filter((step) => !loss(step)),
        400,
        ink.text,
      ),
      figure(light.filter(loss), 400, ink.loss),
      figure(
        steps.filter((step) => !known(step)),
        400,
        ink.muted,
      ),
      shares
        ? text(steps, {
            y: "name",
            text: share,
            frameAnchor: "right",
            textAnchor: "end",
            dx: amounts - 4,
            fill: ink.muted,
            fontSize: 11,
          })
        : null,
    ],
  });
};

export default draw;
