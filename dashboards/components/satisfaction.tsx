import { weak } from "../lib/evidence.ts";
import { texts } from "../lib/texts.ts";
import { Decimal, Missing } from "./value.tsx";

/** A satisfaction index, 0 to 100; grey where it rests on little evidence. */
export function Satisfaction({ value, evidence }: { value: string | null; evidence: string | null }) {
  if (value === null) return <Missing />;
  if (!weak(evidence)) return <Decimal value={value} digits={1} />;
  return (
    <span class="weak" title={texts.customer.lowEvidence}>
      <Decimal value={value} digits={1} />
      <span class="spoken">, {texts.customer.lowEvidence}</span>
    </span>
  );
}
