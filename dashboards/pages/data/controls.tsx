import { Chip, statusTone } from "../../components/badge.tsx";
import { Download } from "../../components/download.tsx";
import { Panel } from "../../components/panel.tsx";
import { type Column, Table } from "../../components/table.tsx";
import { Count, Money, Word } from "../../components/value.tsx";
import { useColumns } from "../../lib/catalogue.ts";
import { currency, format } from "../../lib/company.ts";
import { exportAddress } from "../../lib/dataset.ts";
import { controlPath } from "../../lib/route.ts";
import type { Control } from "../../lib/rows.ts";
import { texts } from "../../lib/texts.ts";

const weight = { fail: 0, warn: 1, pass: 2 } as const;

/** What the checks of the build found, the worst first. */
export function Controls({ controls }: { controls: readonly Control[] }) {
  const drillable = (useColumns("rpt_control_finding").value?.size ?? 0) > 0;
  const columns = columnsFor(drillable);
  const quiet = controls.filter((control) => control.status === "pass");
  const loud = controls
    .filter((control) => control.status !== "pass")
    .sort((left, right) => weight[left.status] - weight[right.status]);
  const count = format.value.integer(quiet.length) ?? "";
  return (
    <Panel
      title={texts.data.controls}
      note={`${texts.data.controlsNote} ${currency()}.`}
      actions={<Download href={exportAddress("rpt_control", { sort: "control" })} name="controls" />}
      flush
    >
      <Table
        label={texts.data.controls}
        rows={loud}
        rowKey={(row) => row.control}
        empty={controls.length === 0 ? texts.data.noControls : texts.data.noFindings}
        columns={columns}
      />
      {quiet.length === 0 ? null : (
        <details class="step quiet">
          <summary>
            <span>{texts.data.quiet(count)}</span>
          </summary>
          <Table label={texts.data.quiet(count)} rows={quiet} rowKey={(row) => row.control} columns={columns} />
        </details>
      )}
    </Panel>
  );
}

function columnsFor(drillable: boolean): readonly Column<Control>[] {
  return [
    {
      name: "control",
      label: texts.columns.control,
      wrap: true,
      cell: (row) =>
        drillable && row.findings > 0 ? (
          <a href={controlPath(row.control)}>{row.title ?? row.control}</a>
        ) : (
          (row.title ?? row.control)
        ),
    },
    {
      name: "status",
      label: texts.columns.status,
      cell: (row) => <Chip tone={statusTone(row.status)}>{texts.statuses[row.status] ?? row.status}</Chip>,
    },
    { name: "findings", label: texts.columns.findings, numeric: true, cell: (row) => <Count value={row.findings} /> },
    { name: "amount", label: texts.columns.amount, numeric: true, cell: (row) => <Money value={row.amount} /> },
    { name: "message", label: texts.columns.message, wrap: true, cell: (row) => <Word>{row.message}</Word> },
    { name: "owner", label: texts.columns.owner, cell: (row) => <Word>{row.owner}</Word> },
  ];
}
