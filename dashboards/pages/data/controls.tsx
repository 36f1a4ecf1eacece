import { Chip, statusTone } from "../../components/badge.tsx";
import { Download } from "../../components/download.tsx";
import { Panel } from "../../components/panel.tsx";
import { Table } from "../../components/table.tsx";
import { Count, Moment, Money, Word } from "../../components/value.tsx";
import { currency } from "../../lib/company.ts";
import { exportAddress } from "../../lib/dataset.ts";
import type { Control } from "../../lib/rows.ts";
import { texts } from "../../lib/texts.ts";

const weight = { fail: 0, warn: 1, pass: 2 } as const;

/** What the checks of the build found, the worst first. */
export function Controls({ controls }: { controls: readonly Control[] }) {
  const ordered = [...controls].sort((left, right) => weight[left.status] - weight[right.status]);
  return (
    <Panel
      title={texts.data.controls}
      note={`${texts.data.controlsNote} ${currency()}.`}
      actions={<Download href={exportAddress("rpt_control", { sort: "control" })} name="controls" />}
      flush
    >
      <Table
        label={texts.data.controls}
        rows={ordered}
        rowKey={(row) => row.control}
        empty={texts.data.noControls}
        columns={[
          {
            name: "control",
            label: texts.columns.control,
            cell: (row) => (
              <>
                <span>{row.title ?? row.control}</span>
                {row.title === null ? null : <small class="code">{row.control}</small>}
              </>
            ),
          },
          {
            name: "status",
            label: texts.columns.status,
            cell: (row) => <Chip tone={statusTone(row.status)}>{texts.statuses[row.status] ?? row.status}</Chip>,
          },
          {
            name: "findings",
            label: texts.columns.findings,
            numeric: true,
            cell: (row) => <Count value={row.findings} />,
          },
          { name: "amount", label: texts.columns.amount, numeric: true, cell: (row) => <Money value={row.amount} /> },
          { name: "message", label: texts.columns.message, wrap: true, cell: (row) => <Word>{row.message}</Word> },
          { name: "severity", label: texts.columns.severity, cell: (row) => <Word>{row.severity}</Word> },
          { name: "checked_at", label: texts.columns.checked, cell: (row) => <Moment value={row.checked_at} /> },
        ]}
      />
    </Panel>
  );
}
