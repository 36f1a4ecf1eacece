import { Chip, statusTone, TierBadge } from "../components/badge.tsx";
import { Download } from "../components/download.tsx";
import { FiguresPlaceholder } from "../components/figure.tsx";
import { Filters, SearchField, SelectField } from "../components/filters.tsx";
import { Loaded } from "../components/loaded.tsx";
import { PagedTable } from "../components/paged-table.tsx";
import { PageHead, Panel } from "../components/panel.tsx";
import { Scope } from "../components/scope.tsx";
import type { Column } from "../components/table.tsx";
import { Count, Share, Word } from "../components/value.tsx";
import { format } from "../lib/company.ts";
import { query, withQuery } from "../lib/location.ts";
import { usePage } from "../lib/page.ts";
import { rows } from "../lib/request.ts";
import { useResource } from "../lib/resource.ts";
import { customerPath } from "../lib/route.ts";
import type { PriceGrade } from "../lib/rows.ts";
import { texts } from "../lib/texts.ts";

const columns: readonly Column<PriceGrade>[] = [
  {
    name: "party_name",
    label: texts.columns.customer,
    cell: (row) =>
      row.party_id === null ? (
        <Word>{row.party_name}</Word>
      ) : (
        <a href={customerPath(row.party_id)}>{row.party_name ?? row.party_id}</a>
      ),
  },
  {
    name: "status",
    label: texts.columns.status,
    cell: (row) => <Chip tone={statusTone(row.status)}>{texts.pricing.statuses[row.status] ?? row.status}</Chip>,
  },
  {
    name: "tier",
    label: texts.columns.tier,
    cell: (row) => <TierBadge tier={row.tier} provisional={row.provisional ?? false} />,
  },
  { name: "current_grade", label: texts.columns.current_grade, cell: (row) => <Word>{row.current_grade}</Word> },
  { name: "proposed_grade", label: texts.columns.proposed_grade, cell: (row) => <Word>{row.proposed_grade}</Word> },
  { name: "discount", label: texts.columns.discount, numeric: true, cell: (row) => <Share value={row.discount} /> },
  { name: "reason", label: texts.columns.reason, wrap: true, cell: (row) => <Word>{row.reason}</Word> },
  {
    name: "customer_id",
    label: texts.columns.erp_customer,
    cell: (row) => <span class="code">{row.customer_id}</span>,
  },
];

const statuses = Object.entries(texts.pricing.statuses);
const tiers = Object.entries(texts.tiers);

export default function Pricing() {
  const held = (name: string) => query.value.get(name);
  const page = usePage<PriceGrade>({
    dataset: "price_grades",
    filters: { "party_name.contains": held("customer"), status: held("status"), tier: held("tier") },
    sort: "party_name",
    limit: 50,
  });
  return (
    <>
      <PageHead title={texts.pages.pricing} lead={texts.pricing.lead} scope={<Scope period={null} />} />
      <Counts />
      <Panel
        title={texts.counts.customers(format.value.integer(page.resource.value?.row_count ?? null) ?? "…")}
        note={texts.pricing.exported}
        actions={<Download href={page.exported} name="price_grades" />}
        flush
      >
        <Filters names={["customer", "status", "tier"]}>
          <SearchField name="customer" label={texts.pricing.search} />
          <SelectField name="status" label={texts.columns.status} options={statuses} />
          <SelectField name="tier" label={texts.columns.tier} options={tiers} />
        </Filters>
        <PagedTable
          page={page}
          label={texts.pages.pricing}
          columns={columns}
          rowKey={(row) => `${row.source} ${row.customer_id}`}
        />
      </Panel>
    </>
  );
}

/** How many customers stand in each state; a click shows them. */
function Counts() {
  const counts = useResource("price grade counts", () =>
    Promise.all(
      statuses.map(([status]) =>
        rows<PriceGrade>("price_grades", { filters: { status }, limit: 1 }).then((found) => found.row_count),
      ),
    ),
  );
  return (
    <Loaded resource={counts} placeholder={<FiguresPlaceholder count={statuses.length} />}>
      {(value) => (
        <div class="figures">
          {statuses.map(([status, label], index) => (
            <a
              key={status}
              class="figure"
              href={withQuery({ status, cursor: null, page: null })}
              aria-current={query.value.get("status") === status ? "true" : undefined}
              data-keep
            >
              <span class="figure-label">{label}</span>
              <span class="figure-value">
                <Count value={value[index]} />
              </span>
              <span class="figure-note">{texts.pricing.statusNotes[status]}</span>
            </a>
          ))}
        </div>
      )}
    </Loaded>
  );
}
