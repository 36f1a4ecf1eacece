import { Download } from "../../components/download.tsx";
import { Panel } from "../../components/panel.tsx";
import { type Column, Table } from "../../components/table.tsx";
import { Count, Moment } from "../../components/value.tsx";
import { exportAddress } from "../../lib/dataset.ts";
import type { Load } from "../../lib/rows.ts";
import { texts } from "../../lib/texts.ts";

const named = (load: Load): string => `${load.source}.${load.entity}`;

/** The first row of each table in rows that come newest first. */
export function latest(loads: readonly Load[]): Load[] {
  return [...Map.groupBy(loads, named).values()].flatMap((group) => group.slice(0, 1));
}

const count = (name: keyof Load & `rows_${string}`, label: string): Column<Load> => ({
  name,
  label,
  numeric: true,
  cell: (row) => <Count value={row[name]} />,
});

const columns: readonly Column<Load>[] = [
  {
    name: "entity",
    label: texts.columns.entity,
    cell: (row) => <span class="code">{named(row)}</span>,
  },
  count("rows_read", texts.columns.read),
  count("rows_landed", texts.columns.landed),
  count("rows_staged", texts.columns.staged),
  count("rows_quarantined", texts.columns.quarantined),
  count("rows_superseded", texts.columns.superseded),
  count("rows_deleted", texts.columns.deleted),
  { name: "loaded_at", label: texts.columns.loaded_at, cell: (row) => <Moment value={row.loaded_at} /> },
];

/** The latest load of each table. */
export function Loads({ loads }: { loads: readonly Load[] }) {
  return (
    <Panel
      title={texts.data.loads}
      note={texts.data.loadsNote}
      actions={<Download href={exportAddress("meta_load", { sort: "-loaded_at" })} name="loads" />}
      flush
    >
      <Table
        label={texts.data.loads}
        rows={[...loads].sort((left, right) => named(left).localeCompare(named(right)))}
        rowKey={named}
        columns={columns}
        capped
        empty={texts.data.noLoads}
      />
    </Panel>
  );
}
