import { Download } from "../../components/download.tsx";
import { Panel } from "../../components/panel.tsx";
import { Table } from "../../components/table.tsx";
import { Count, Moment } from "../../components/value.tsx";
import { exportAddress } from "../../lib/dataset.ts";
import type { Quarantine } from "../../lib/rows.ts";
import { texts } from "../../lib/texts.ts";

/** Rejected rows by table and reason. */
export function Rejected({ quarantine }: { quarantine: readonly Quarantine[] }) {
  return (
    <Panel
      title={texts.data.quarantine}
      note={texts.data.quarantineNote}
      actions={<Download href={exportAddress("rpt_quarantine", { sort: "-rows" })} name="quarantine" />}
      flush
    >
      <Table
        label={texts.data.quarantine}
        rows={quarantine}
        rowKey={(row) => `${row.source} ${row.entity} ${row.reason}`}
        empty={texts.data.noQuarantine}
        capped
        columns={[
          {
            name: "entity",
            label: texts.columns.entity,
            cell: (row) => (
              <span class="code">
                {row.source}.{row.entity}
              </span>
            ),
          },
          { name: "reason", label: texts.columns.reason, wrap: true, cell: (row) => row.reason },
          { name: "rows", label: texts.columns.rows, numeric: true, cell: (row) => <Count value={row.rows} /> },
          { name: "oldest", label: texts.columns.oldest, cell: (row) => <Moment value={row.oldest} /> },
        ]}
      />
    </Panel>
  );
}
