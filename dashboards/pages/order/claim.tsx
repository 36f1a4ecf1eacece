import { useMemo } from "preact/hooks";
import { Panel } from "../../components/panel.tsx";
import { StepsChart } from "../../components/waterfall-chart.tsx";
import { currency } from "../../lib/company.ts";
import { erpClaimSteps } from "../../lib/erp-claim.ts";
import type { Order } from "../../lib/rows.ts";
import { texts } from "../../lib/texts.ts";

/** Why the margin in the ERP was not what the order earned. */
export function Claim({ order }: { order: Order }) {
  const steps = useMemo(() => erpClaimSteps(order), [order]);
  if (steps === null) return null;
  return (
    <Panel title={texts.order.claim} note={`${texts.order.claimNote} ${currency()}.`}>
      <StepsChart steps={steps} base={null} exact label={texts.order.claim} />
    </Panel>
  );
}
