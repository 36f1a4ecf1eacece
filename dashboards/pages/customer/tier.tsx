import type { ComponentChildren } from "preact";
import { Chip, statusTone, TierBadge } from "../../components/badge.tsx";
import { Facts } from "../../components/facts.tsx";
import { Empty, Loaded } from "../../components/loaded.tsx";
import { Panel } from "../../components/panel.tsx";
import { Decimal, Money, Share, Word } from "../../components/value.tsx";
import { company, currency, format } from "../../lib/company.ts";
import { ratio } from "../../lib/decimal.ts";
import { type Inputs, readInputs } from "../../lib/inputs.ts";
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
    <Panel title={texts.customer.tier} note={currency()}>
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
  const inputs = readInputs(current.inputs);
  return (
    <>
      <p class="reason">
        <TierBadge tier={current.tier} provisional={current.provisional ?? false} />{" "}
        <strong>{texts.tiers[current.tier] ?? current.tier}</strong>{" "}
        <span class="note">{texts.customer.since(format.value.date(current.valid_from) ?? "")}</span>
      </p>
      {current.provisional ? <p class="notice">{texts.tier.provisional}</p> : null}
      {inputs.has("rank") ? <Facts facts={evidence(inputs)} /> : <p>{sentence(current.reason)}</p>}
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

/** What the tier rests on, in the order of the rule: value, place, score, and what would change it. */
function evidence(inputs: Inputs): (readonly [string, ComponentChildren])[] {
  const held = (name: string) => inputs.get(name) ?? null;
  const whole = (name: string) => format.value.decimal(held(name), 0) ?? texts.missing;
  const rule = held("rule");
  const pending = held("pending_tier");
  const next = held("next_tier");
  const facts: (readonly [string, ComponentChildren])[] = [
    [texts.tier.value, <Money key="value" value={held("value")} />],
    [texts.tier.change, <Money key="change" value={held("value_change")} />],
    [texts.columns.rank, texts.tier.rank(whole("rank"), whole("parties"))],
    [texts.tier.ahead, <Share key="ahead" value={ratio(held("value_ahead"), held("positive_value"))} />],
    [texts.tier.base, <Decimal key="base" value={held("base_score")} digits={1} />],
    [texts.tier.payment, <Decimal key="payment" value={held("payment_points")} digits={1} />],
    [texts.tier.satisfaction, <Decimal key="satisfaction" value={held("satisfaction_points")} digits={1} />],
    [texts.columns.score, <Decimal key="score" value={held("score")} digits={1} />],
    [texts.tier.rule, <Word key="rule">{rule === null ? null : sentence(texts.tier.rules[rule] ?? rule)}</Word>],
  ];
  if (pending !== null) facts.push([texts.tier.pending, texts.tier.towards(pending, whole("pending_runs"))]);
  if (next !== null) facts.push([texts.tier.lift(next), <Money key="lift" value={held("value_needed")} />]);
  return facts;
}

/** The first letter large, as a sentence begins. */
function sentence(text: string | null): string {
  return text === null ? texts.unknown : text.charAt(0).toUpperCase() + text.slice(1);
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
          <span class="code">{grade.customer_id}</span> <Word>{grade.current_grade}</Word>
          {grade.proposed_grade === grade.current_grade ? null : ` → ${grade.proposed_grade ?? texts.missing}`}{" "}
          <span class="note">{grade.reason}</span>
        </li>
      ))}
    </ul>
  );
}
