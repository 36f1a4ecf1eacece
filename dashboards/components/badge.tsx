import type { ComponentChildren } from "preact";
import { texts } from "../lib/texts.ts";
import { Missing } from "./value.tsx";

/** The tier's letter, with its meaning for those who point at it or listen. */
export function TierBadge({ tier, provisional = false }: { tier: string | null; provisional?: boolean }) {
  if (tier === null) return <Missing />;
  const meaning = `${texts.tiers[tier] ?? tier}${provisional ? `, ${texts.provisional}` : ""}`;
  return (
    <span class={provisional ? "tier provisional" : "tier"} data-tier={tier} title={meaning}>
      <span aria-hidden="true">{tier}</span>
      <span class="spoken">{meaning}</span>
    </span>
  );
}

export type Tone = "good" | "warn" | "bad" | "quiet" | "plain";

const tones: Readonly<Record<string, Tone>> = {
  pass: "good",
  warn: "warn",
  fail: "bad",
  change: "warn",
  keep: "good",
  hold: "quiet",
  cancelled: "quiet",
  draft: "quiet",
};

/** How a state of a control, a proposal or an order is toned. */
export function statusTone(status: string): Tone {
  return tones[status] ?? "plain";
}

/** A state in a word; the tone repeats in colour and shape what the word says. */
export function Chip({ tone = "plain", children }: { tone?: Tone; children: ComponentChildren }) {
  return (
    <span class="chip" data-tone={tone}>
      {children}
    </span>
  );
}
