import { useMemo } from "preact/hooks";
import { Chip } from "../../components/badge.tsx";
import { Facts } from "../../components/facts.tsx";
import { Panel } from "../../components/panel.tsx";
import { Satisfaction } from "../../components/satisfaction.tsx";
import { Scope } from "../../components/scope.tsx";
import { Count, Day, Money, Share, Word } from "../../components/value.tsx";
import { asOf } from "../../lib/company.ts";
import { ratio } from "../../lib/decimal.ts";
import { closedYear, within } from "../../lib/period.ts";
import { rows } from "../../lib/request.ts";
import { useResource } from "../../lib/resource.ts";
import type { CustomerMonth, Party } from "../../lib/rows.ts";
import { texts } from "../../lib/texts.ts";
import { summed } from "../../lib/waterfall.ts";
import type { WhalePoint } from "../../lib/whale-curve.ts";

/** Who the customer is, what it earns, what it owes. */
export function CustomerFacts({ party, months }: { party: Party; months: readonly CustomerMonth[] }) {
  const year = useMemo(() => summed(within(months, closedYear(asOf()))), [months]);
  const place = useResource(`rank ${party.party_id}`, () =>
    rows<WhalePoint>("rpt_whale_curve", { filters: { party_id: party.party_id } }),
  );
  return (
    <Panel
      title={texts.customer.facts}
      note={<Scope />}
      actions={
        <>
          {party.at_risk ? <Chip tone="warn">{texts.customer.atRisk}</Chip> : null}
          {party.credit_blocked ? <Chip tone="bad">{texts.customer.blocked}</Chip> : null}
        </>
      }
    >
      <Facts
        facts={[
          [texts.figures.net_revenue, <Money key="revenue" value={year.net_revenue} />],
          [texts.figures.cm4, <Money key="profit" value={year.cm4} />],
          [texts.figures.margin, <Share key="margin" value={ratio(year.cm4 ?? null, year.covered_revenue ?? null)} />],
          [texts.columns.rank, <Count key="rank" value={place.value?.data[0]?.rank} />],
          [texts.columns.open_balance, <Money key="open" value={party.open_balance} />],
          [texts.columns.overdue, <Money key="overdue" value={party.overdue_balance} />],
          [texts.columns.credit_limit, <Money key="limit" value={party.credit_limit} />],
          [
            texts.columns.satisfaction,
            <Satisfaction key="satisfaction" value={party.satisfaction} evidence={party.evidence} />,
          ],
          [texts.columns.country, <Word key="country">{party.country}</Word>],
          [texts.columns.segment, <Word key="segment">{party.segment}</Word>],
          [texts.columns.owner, <Word key="owner">{party.owner}</Word>],
          [texts.columns.lifecycle, <Word key="lifecycle">{party.lifecycle}</Word>],
          [texts.columns.first_order, <Day key="first" value={party.first_order_date} />],
          [texts.columns.last_order, <Day key="last" value={party.last_order_date} />],
        ]}
      />
    </Panel>
  );
}
