import { Download } from "../../components/download.tsx";
import { Loaded } from "../../components/loaded.tsx";
import { Panel } from "../../components/panel.tsx";
import { Table } from "../../components/table.tsx";
import { Count, Day, Money, Truth, Word } from "../../components/value.tsx";
import { currency } from "../../lib/company.ts";
import { exportAddress } from "../../lib/dataset.ts";
import { rows } from "../../lib/request.ts";
import { useResource } from "../../lib/resource.ts";
import type { Complaint } from "../../lib/rows.ts";
import { texts } from "../../lib/texts.ts";

/** The customer's complaints, newest first. */
export function Complaints({ party }: { party: string }) {
  const options = { filters: { party_id: party }, sort: "-opened_at" };
  const complaints = useResource(`complaints ${party}`, () => rows<Complaint>("fct_complaint", options));
  return (
    <Panel
      title={texts.customer.complaints}
      note={currency()}
      actions={<Download href={exportAddress("fct_complaint", options)} name="complaints" />}
      flush
    >
      <Loaded resource={complaints} height={160}>
        {(value) => (
          <Table
            label={texts.customer.complaints}
            rows={value.data}
            rowKey={(row) => row.complaint_id}
            empty={texts.customer.noComplaints}
            columns={[
              { name: "opened_at", label: texts.columns.opened, cell: (row) => <Day value={row.opened_at} /> },
              { name: "category", label: texts.columns.category, cell: (row) => <Word>{row.category}</Word> },
              {
                name: "severity",
                label: texts.columns.severity,
                numeric: true,
                cell: (row) => <Count value={row.severity} />,
              },
              { name: "fault", label: texts.columns.fault, cell: (row) => <Word>{row.fault}</Word> },
              { name: "resolved_at", label: texts.columns.resolved, cell: (row) => <Day value={row.resolved_at} /> },
              { name: "in_time", label: texts.columns.in_time, cell: (row) => <Truth value={row.in_time} /> },
              { name: "cost", label: texts.columns.cost, numeric: true, cell: (row) => <Money value={row.cost} /> },
            ]}
          />
        )}
      </Loaded>
    </Panel>
  );
}
