import { Download } from "../../components/download.tsx";
import { bareId } from "../../components/orders-table.tsx";
import { PagedTable } from "../../components/paged-table.tsx";
import { Panel } from "../../components/panel.tsx";
import type { Column } from "../../components/table.tsx";
import { Count, Day, Money, Truth, Word } from "../../components/value.tsx";
import { currency } from "../../lib/company.ts";
import { usePage } from "../../lib/page.ts";
import { orderPath } from "../../lib/route.ts";
import type { Complaint } from "../../lib/rows.ts";
import { texts } from "../../lib/texts.ts";

const columns: readonly Column<Complaint>[] = [
  { name: "opened_at", label: texts.columns.opened, cell: (row) => <Day value={row.opened_at} /> },
  { name: "category", label: texts.columns.category, cell: (row) => <Word>{row.category}</Word> },
  { name: "severity", label: texts.columns.severity, numeric: true, cell: (row) => <Count value={row.severity} /> },
  { name: "fault", label: texts.columns.fault, cell: (row) => <Word>{row.fault}</Word> },
  { name: "resolved_at", label: texts.columns.resolved, cell: (row) => <Day value={row.resolved_at} /> },
  { name: "in_time", label: texts.columns.in_time, cell: (row) => <Truth value={row.in_time} /> },
  {
    name: "order_id",
    label: texts.columns.order,
    cell: (row) =>
      row.order_id === null ? <Word>{null}</Word> : <a href={orderPath(row.order_id)}>{bareId(row.order_id)}</a>,
  },
  { name: "cost", label: texts.columns.cost, numeric: true, cell: (row) => <Money value={row.cost} /> },
];

/** The customer's complaints, newest first. */
export function Complaints({ party }: { party: string }) {
  const page = usePage<Complaint>({
    dataset: "fct_complaint",
    filters: { party_id: party },
    sort: "-opened_at",
    limit: 10,
    prefix: "complaints.",
  });
  return (
    <Panel
      title={texts.customer.complaints}
      note={`${texts.customer.complaintsNote} ${currency()}.`}
      actions={<Download href={page.exported} name="complaints" />}
      flush
    >
      <PagedTable
        page={page}
        label={texts.customer.complaints}
        columns={columns}
        rowKey={(row) => row.complaint_id}
        empty={texts.customer.noComplaints}
      />
    </Panel>
  );
}
