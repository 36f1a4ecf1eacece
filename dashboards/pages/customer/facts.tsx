import { Facts } from "../../components/facts.tsx";
import { Panel } from "../../components/panel.tsx";
import { Satisfaction } from "../../components/satisfaction.tsx";
import { Day, Money, Word } from "../../components/value.tsx";
import { currency } from "../../lib/company.ts";
import type { Party } from "../../lib/rows.ts";
import { texts } from "../../lib/texts.ts";

/** Who the customer is. */
export function CustomerFacts({ party }: { party: Party }) {
  return (
    <Panel title={texts.customer.facts} note={currency()}>
      <Facts
        facts={[
          [texts.columns.country, <Word key="country">{party.country}</Word>],
          [texts.columns.segment, <Word key="segment">{party.segment}</Word>],
          [texts.columns.owner, <Word key="owner">{party.owner}</Word>],
          [texts.columns.lifecycle, <Word key="lifecycle">{party.lifecycle}</Word>],
          [texts.columns.first_order, <Day key="first" value={party.first_order_date} />],
          [texts.columns.last_order, <Day key="last" value={party.last_order_date} />],
          [
            texts.columns.satisfaction,
            <Satisfaction key="satisfaction" value={party.satisfaction} evidence={party.evidence} />,
          ],
          [texts.columns.credit_limit, <Money key="limit" value={party.credit_limit} />],
        ]}
      />
    </Panel>
  );
}
