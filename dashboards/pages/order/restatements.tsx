import { Download } from "../../components/download.tsx";
import { Failure } from "../../components/loaded.tsx";
import { Panel } from "../../components/panel.tsx";
import { type Column, Table } from "../../components/table.tsx";
import { Moment, Money, Word } from "../../components/value.tsx";
import { currency } from "../../lib/company.ts";
import { exportAddress } from "../../lib/dataset.ts";
import { withQuery } from "../../lib/location.ts";
import { rows } from "../../lib/request.ts";
import { useResource } from "../../lib/resource.ts";
import type { OrderLine, Restatement } from "../../lib/rows.ts";
import { texts } from "../../lib/texts.ts";

const columns: readonly Column<Restatement>[] = [
  { name: "recorded_at", label: texts.columns.recorded, cell: (row) => <Moment value={row.recorded_at} /> },
  { name: "step", label: texts.columns.step, cell: (row) => texts.steps[row.step] ?? row.step },
  {
    name: "reported",
    label: texts.columns.reported,
    numeric: true,
    cell: (row) => <Money value={row.reported} word />,
  },
  {
    name: "restated",
    label: texts.columns.restated,
    numeric: true,
    cell: (row) => <Money value={row.restated} word />,
  },
  { name: "delta", label: texts.columns.change, numeric: true, cell: (row) => <Money value={row.delta} word /> },
  {
    name: "source_document",
    label: texts.columns.cause,
    cell: (row) =>
      row.source_document === null ? (
        <Word>{row.cause}</Word>
      ) : (
        <a class="code" href={withQuery({ document: row.source_document })} data-keep aria-haspopup="dialog">
          {row.source_document}
        </a>
      ),
  },
];

/** What changed in the figures of an order after they were published; nothing where nothing did. */
export function Restatements({ lines }: { lines: readonly OrderLine[] }) {
  const options = { filters: { order_line_id: lines.map((line) => line.order_line_id) }, sort: "-recorded_at" };
  const changes = useResource(`restatements ${options.filters.order_line_id.join(" ")}`, () =>
    rows<Restatement>("fct_profit_restatement", options),
  );
  if (changes.state === "failed" && changes.failure.code === "not_built") return null;
  if (changes.state === "failed") return <Failure failure={changes.failure} retry={changes.retry} />;
  if (changes.value === null || changes.value.data.length === 0) return null;
  return (
    <Panel
      title={texts.order.restatements}
      note={`${texts.order.restatementsNote} ${currency()}.`}
      actions={<Download href={exportAddress("fct_profit_restatement", options)} name="restatements" />}
      flush
    >
      <Table
        label={texts.order.restatements}
        columns={columns}
        rows={changes.value.data}
        rowKey={(row) => `${row.recorded_at} ${row.order_line_id} ${row.step}`}
      />
    </Panel>
  );
}
