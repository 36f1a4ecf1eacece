import { Chip, TierBadge } from "../components/badge.tsx";
import { Download } from "../components/download.tsx";
import { Filters, SearchField, SelectField, SuggestField, SwitchField } from "../components/filters.tsx";
import { Loaded } from "../components/loaded.tsx";
import { PagedTable } from "../components/paged-table.tsx";
import { PageHead, Panel } from "../components/panel.tsx";
import { Satisfaction } from "../components/satisfaction.tsx";
import { Scope } from "../components/scope.tsx";
import type { Column } from "../components/table.tsx";
import { Count, Day, Money, Share, Word } from "../components/value.tsx";
import { useColumns } from "../lib/catalogue.ts";
import { format } from "../lib/company.ts";
import { ratio } from "../lib/decimal.ts";
import { query } from "../lib/location.ts";
import { usePage } from "../lib/page.ts";
import { rows } from "../lib/request.ts";
import { useResource } from "../lib/resource.ts";
import { customerPath } from "../lib/route.ts";
import type { Party } from "../lib/rows.ts";
import { texts } from "../lib/texts.ts";

const columns: readonly (Column<Party> & { from?: readonly string[] })[] = [
  { name: "name", label: texts.columns.customer, cell: (row) => <a href={customerPath(row.party_id)}>{row.name}</a> },
  { name: "tier", label: texts.columns.tier, cell: (row) => <TierBadge tier={row.tier} /> },
  { name: "cm4", label: texts.columns.profit, numeric: true, cell: (row) => <Money value={row.cm4} /> },
  {
    name: "net_revenue",
    label: texts.figures.net_revenue,
    numeric: true,
    cell: (row) => <Money value={row.net_revenue} />,
  },
  {
    name: "margin",
    from: ["cm4", "covered_revenue"],
    label: texts.columns.margin,
    numeric: true,
    sortable: false,
    cell: (row) => <Share value={ratio(row.cm4, row.covered_revenue)} />,
  },
  { name: "rank", label: texts.columns.rank, numeric: true, cell: (row) => <Count value={row.rank} /> },
  {
    name: "satisfaction",
    label: texts.columns.satisfaction,
    numeric: true,
    cell: (row) => <Satisfaction value={row.satisfaction} evidence={row.evidence} />,
  },
  { name: "country", label: texts.columns.country, cell: (row) => <Word>{row.country}</Word> },
  { name: "segment", label: texts.columns.segment, cell: (row) => <Word>{row.segment}</Word> },
  { name: "owner", label: texts.columns.owner, cell: (row) => <Word>{row.owner}</Word> },
  { name: "price_grade", label: texts.columns.grade, cell: (row) => <Word>{row.price_grade}</Word> },
  {
    name: "open_balance",
    label: texts.columns.open_balance,
    numeric: true,
    cell: (row) => <Money value={row.open_balance} />,
  },
  {
    name: "overdue_balance",
    label: texts.columns.overdue,
    numeric: true,
    cell: (row) => <Money value={row.overdue_balance} />,
  },
  { name: "last_order_date", label: texts.columns.last_order, cell: (row) => <Day value={row.last_order_date} /> },
  {
    name: "at_risk",
    label: texts.columns.status,
    sortable: false,
    cell: (row) => (
      <>
        {row.at_risk ? <Chip tone="warn">{texts.customer.atRisk}</Chip> : null}
        {row.credit_blocked ? <Chip tone="bad">{texts.customer.blocked}</Chip> : null}
      </>
    ),
  },
];

const tiers = Object.entries(texts.tiers);

/** Values that a column has among the first customers of the list, offered while the reader types. */
function useSuggestions(sort: string): { countries: string[]; segments: string[] } {
  const sample = useResource("customer values", () => rows<Party>("dim_party", { sort, limit: 500 }));
  const distinct = (values: readonly (string | null)[]) =>
    [...new Set(values)].filter((value) => value !== null).sort();
  const parties = sample.value?.data ?? [];
  return {
    countries: distinct(parties.map((party) => party.country)),
    segments: distinct(parties.map((party) => party.segment)),
  };
}

export default function Customers() {
  const known = useColumns("dim_party");
  return (
    <>
      <PageHead title={texts.pages.customers} lead={texts.customers.lead} scope={<Scope />} />
      <Loaded resource={known} height={900}>
        {(names) => <CustomerTable names={names} />}
      </Loaded>
    </>
  );
}

function CustomerTable({ names }: { names: ReadonlySet<string> }) {
  const held = (name: string) => query.value.get(name);
  const sort = names.has("cm4") ? "-cm4" : "name";
  const page = usePage<Party>({
    dataset: "dim_party",
    filters: {
      "name.contains": held("name"),
      tier: held("tier"),
      country: held("country")?.toUpperCase() ?? null,
      "segment.contains": held("segment"),
      "cm4.lt": held("losing") === "1" ? "0" : null,
    },
    sort,
    limit: 50,
  });
  const { countries, segments } = useSuggestions(sort);
  const shown = columns.filter((column) => (column.from ?? [column.name]).every((name) => names.has(name)));
  return (
    <Panel
      title={texts.counts.customers(format.value.integer(page.resource.value?.row_count ?? null) ?? "…")}
      note={texts.customers.note}
      actions={<Download href={page.exported} name="customers" />}
      flush
    >
      <Filters names={["name", "tier", "country", "segment", "losing"]}>
        <SearchField name="name" label={texts.customers.search} />
        <SelectField name="tier" label={texts.columns.tier} options={tiers} />
        <SuggestField name="country" label={texts.columns.country} values={countries} />
        <SuggestField name="segment" label={texts.columns.segment} values={segments} />
        <SwitchField name="losing" label={texts.customers.losing} />
      </Filters>
      <PagedTable page={page} label={texts.pages.customers} columns={shown} rowKey={(row) => row.party_id} />
    </Panel>
  );
}
