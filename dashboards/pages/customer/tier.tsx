import type { ComponentChildren } from "preact";
import { Chip, statusTone, TierBadge } from "../../components/badge.tsx";
import { Facts } from "../../components/facts.tsx";
import { Empty, Loaded } from "../../components/loaded.tsx";
import { Panel } from "../../components/panel.tsx";
import { Decimal, Missing, Word } from "../../components/value.tsx";
import { company, format } from "../../lib/company.ts";
import { flattened } from "../../lib/inputs.ts";
import { type Rows, rows } from "../../lib/request.ts";
import { useResource } from "../../lib/resource.ts";
import type { Party, PartyTier, PriceGrade } from "../../lib/rows.ts";
import { texts } from "../../lib/texts.ts";

/** The tier, the rule and the inputs that gave it, and the price grade that follows from it. */
export function TierPanel({ party }: { party: Party }) {
  const filters = { party_id: party.party_id };
  const history = useResource(`tiers ${party.party_id}`, () =>
    rows<PartyTier>("dim_party_tier", { filters, sort: "-valid_from" }),
  );
  const grades = useResource(`grades ${party.party_id}`, () => rows<PriceGrade>("price_grades", { filters }));
  return (
    <Panel title={texts.customer.tier} actions={<TierBadge tier={party.tier} />}>
      <Loaded resource={history} height={220}>
        {(value) => <Why history={value.data} />}
      </Loaded>
      <h3>{texts.columns.grade}</h3>
      <Loaded resource={grades} height={60}>
        {(value) => <Grades party={party} grades={value} />}
      </Loaded>
    </Panel>
  );
}

function Why({ history }: { history: readonly PartyTier[] }) {
  const [current, ...earlier] = history;
  if (current === undefined) return <Empty>{texts.customer.noTier}</Empty>;
  const facts: (readonly [string, ComponentChildren])[] = [
    [texts.columns.score, <Decimal key="score" value={current.score} digits={1} />],
    [texts.columns.computed_tier, <TierBadge key="tier" tier={current.computed_tier} />],
    ...flattened(current.inputs).map(
      ([name, value]) => [texts.inputs[name] ?? name.replaceAll("_", " "), <Input key={name} value={value} />] as const,
    ),
  ];
  return (
    <>
      <p class="reason">
        {current.reason ?? <Missing word />}{" "}
        <span class="note">{texts.customer.since(format.value.date(current.valid_from) ?? "")}</span>
      </p>
      <Facts facts={facts} />
      {earlier.length === 0 ? null : (
        <p class="note history">
          {texts.customer.before}{" "}
          {earlier.slice(0, 6).map((tier) => (
            <span key={tier.valid_from} class="inline">
              <TierBadge tier={tier.tier} /> {format.value.shortMonth(tier.valid_from)}
            </span>
          ))}
        </p>
      )}
    </>
  );
}

function Input({ value }: { value: string | null }) {
  return value !== null && /^-?\d+(\.\d+)?$/.test(value) ? <Decimal value={value} /> : <Word>{value}</Word>;
}

function Grades({ party, grades }: { party: Party; grades: Rows<PriceGrade> }) {
  if (grades.data.length === 0) {
    const usual = party.tier === null ? null : (company.value?.grades[party.tier] ?? null);
    return (
      <p>
        <Word>{party.price_grade ?? usual}</Word> <span class="note">{texts.customer.noGrade}</span>
      </p>
    );
  }
  return (
    <ul class="plain">
      {grades.data.map((grade) => (
        <li key={`${grade.source} ${grade.customer_id}`}>
          <Chip tone={statusTone(grade.status)}>{texts.pricing.statuses[grade.status] ?? grade.status}</Chip>{" "}
          <span class="code">{grade.customer_id}</span> <Word>{grade.current_grade}</Word> →{" "}
          <Word>{grade.proposed_grade}</Word> <span class="note">{grade.reason}</span>
        </li>
      ))}
    </ul>
  );
}
