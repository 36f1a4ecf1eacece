import type { Format } from "../lib/format.ts";

/** Where a chart is drawn: pixels, and the reader's formats. */
export interface Surface {
  width: number;
  height: number;
  format: Format;
}

/** Draws data; the element may carry the datum under the pointer as `value`. */
export type Drawing<Data> = (data: Data, surface: Surface) => Element;

/** Options that all charts share; colours are tokens of styles/tokens.css, so both themes hold. */
export const style = {
  fontFamily: "inherit",
  fontSize: "12px",
  background: "transparent",
  overflow: "visible",
} as const;

export const ink = {
  text: "var(--ink)",
  muted: "var(--ink-muted)",
  line: "var(--line)",
  surface: "var(--surface)",
  sea: "var(--chart-sea)",
  soft: "var(--chart-soft)",
  loss: "var(--chart-loss)",
  gain: "var(--chart-gain)",
} as const;

/** The note at the pointer. */
export const bubble = { fill: ink.surface, stroke: ink.line, lineHeight: 1.35, textPadding: 10 } as const;
