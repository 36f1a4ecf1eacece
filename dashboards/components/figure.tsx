import type { ComponentChildren } from "preact";
import { texts } from "../lib/texts.ts";

export interface Change {
  text: string;
  good: boolean | null;
  note: string;
}

/** The room that headline figures will take. */
export function FiguresPlaceholder({ count }: { count: number }) {
  return (
    <div class="figures" role="status">
      {Array.from({ length: count }, (_, index) => (
        <div class="figure" key={index}>
          <span class="placeholder" />
        </div>
      ))}
      <span class="spoken">{texts.loading}</span>
    </div>
  );
}

/** A headline figure: name, amount, how it changed, and what it is measured on. */
export function Figure(properties: {
  label: string;
  value: ComponentChildren;
  title?: string | null;
  negative?: boolean;
  change?: Change | null;
  note?: ComponentChildren;
}) {
  const { change } = properties;
  return (
    <div class="figure">
      <p class="figure-label">{properties.label}</p>
      <p class={properties.negative ? "figure-value negative" : "figure-value"} title={properties.title ?? undefined}>
        {properties.value}
      </p>
      <p class="figure-note">
        {change === undefined || change === null ? null : (
          <>
            <span class="change" data-good={change.good}>
              {change.text}
            </span>{" "}
            {change.note}
          </>
        )}
        {properties.note}
      </p>
    </div>
  );
}
