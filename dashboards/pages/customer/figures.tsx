import { Figure } from "../../components/figure.tsx";
import { Missing } from "../../components/value.tsx";
import { asOf, currency, format } from "../../lib/company.ts";
import { compare, ratio, sign } from "../../lib/decimal.ts";
import { closedYear, within } from "../../lib/period.ts";
import { rows } from "../../lib/request.ts";
import { useResource } from "../../lib/resource.ts";
import type { CustomerMonth, Party } from "../../lib/rows.ts";
import { texts } from "../../lib/texts.ts";
import { summed } from "../../lib/waterfall.ts";
import type { WhalePoint } from "../../lib/whale-curve.ts";

/** The customer in five figures of the last 12 closed months; null months are on their way. */
export function CustomerFigures({ party, months }: { party: Party; months: readonly CustomerMonth[] | null }) {
  const year = closedYear(asOf());
  const [now, before] = [summed(within(months ?? [], year)), summed(within(months ?? [], closedYear(asOf(), 1)))];
  const margin = ratio(now.cm4 ?? null, now.covered_revenue ?? null);
  const { integer, money, share, wholeMoney } = format.value;
  const curve = useResource("whale size", () => rows<WhalePoint>("rpt_whale_curve", { limit: 1 }));
  const overdue = party.overdue_balance !== null && sign(party.overdue_balance) > 0;
  return (
    <div class="figures">
      {(["net_revenue", "cm4"] as const).map((name) => {
        const [value, past] = [now[name] ?? null, before[name] ?? null];
        const grown = format.value.change(value, past);
        return (
          <Figure
            key={name}
            label={texts.figures[name]}
            value={wholeMoney(value) ?? <Missing />}
            title={value === null ? null : `${money(value)} ${currency()}`}
            negative={value !== null && sign(value) < 0}
            change={
              grown === null ? null : { text: grown, good: compare(value, past) >= 0, note: texts.figures.before }
            }
            note={grown === null && past !== null ? texts.customer.yearBefore(wholeMoney(past) ?? "") : undefined}
          />
        );
      })}
      <Figure
        label={texts.figures.margin}
        value={share(margin) ?? <Missing />}
        negative={margin !== null && sign(margin) < 0}
        note={texts.figures.marginNote}
      />
      <Figure
        label={texts.columns.rank}
        value={integer(party.rank) ?? <Missing />}
        note={
          party.rank === null
            ? texts.customer.quiet
            : texts.customer.rankOf(integer(curve.value?.row_count ?? null) ?? "…")
        }
      />
      <Figure
        label={texts.columns.open_balance}
        value={wholeMoney(party.open_balance) ?? <Missing />}
        title={party.open_balance === null ? null : `${money(party.open_balance)} ${currency()}`}
        note={
          overdue ? (
            <span class="negative">{texts.customer.overdueAmount(wholeMoney(party.overdue_balance) ?? "")}</span>
          ) : party.open_balance === null ? undefined : (
            texts.customer.notOverdue
          )
        }
      />
    </div>
  );
}
