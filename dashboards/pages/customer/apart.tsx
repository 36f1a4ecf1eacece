import { useMemo } from "preact/hooks";
import { Empty, Loaded } from "../../components/loaded.tsx";
import { Panel } from "../../components/panel.tsx";
import { Table } from "../../components/table.tsx";
import { Money, Share } from "../../components/value.tsx";
import { asOf, currency } from "../../lib/company.ts";
import { type Difference, differences, together } from "../../lib/difference.ts";
import { closedYear, within } from "../../lib/period.ts";
import { rows } from "../../lib/request.ts";
import { useResource } from "../../lib/resource.ts";
import type { CompanyMonth, CustomerMonth } from "../../lib/rows.ts";
import { texts } from "../../lib/texts.ts";
import { summed } from "../../lib/waterfall.ts";

const shown = 6;

/** Why this customer earns more or less than the company as a whole: the steps that differ most. */
export function Apart({ months }: { months: readonly CustomerMonth[] }) {
  const company = useResource("months", () => rows<CompanyMonth>("rpt_company_month", { sort: "month" }));
  return (
    <Panel title={texts.customer.apart} note={`${texts.customer.apartNote} ${currency()}.`} flush>
      <Loaded resource={company} height={290}>
        {(value) => <Steps months={months} company={value.data} />}
      </Loaded>
    </Panel>
  );
}

function Steps({ months, company }: { months: readonly CustomerMonth[]; company: readonly CompanyMonth[] }) {
  const found = useMemo(() => {
    const year = closedYear(asOf());
    return differences(summed(within(months, year)), summed(within(company, year)));
  }, [months, company]);
  if (found === null || found.length === 0) return <Empty>{texts.customer.quiet}</Empty>;
  const rest = found.slice(shown);
  const listed = found.slice(0, shown).map((step) => ({ ...step, name: texts.steps[step.name] ?? step.name }));
  const sums: (Partial<Difference> & { name: string })[] = [
    ...(rest.length === 0 ? [] : [{ name: texts.customer.otherSteps, effect: together(rest) }]),
    { name: texts.customer.together, effect: together(found) },
  ];
  return (
    <Table<Partial<Difference> & { name: string }>
      label={texts.customer.apart}
      rows={[...listed, ...sums]}
      rowKey={(row) => row.name}
      marked={(row) => row.name === texts.customer.together}
      columns={[
        { name: "step", label: texts.columns.step, cell: (row) => row.name },
        {
          name: "effect",
          label: texts.columns.effect,
          numeric: true,
          cell: (row) => <Money value={row.effect ?? null} />,
        },
        {
          name: "share",
          label: texts.customer.here,
          numeric: true,
          cell: (row) => (row.share === undefined ? null : <Share value={row.share} />),
        },
        {
          name: "usual",
          label: texts.customer.company,
          numeric: true,
          cell: (row) => (row.usual === undefined ? null : <Share value={row.usual} />),
        },
      ]}
    />
  );
}
