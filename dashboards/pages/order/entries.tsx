import { Dialog } from "../../components/dialog.tsx";
import { Facts } from "../../components/facts.tsx";
import { Empty } from "../../components/loaded.tsx";
import { Table } from "../../components/table.tsx";
import { Day, Missing, Money, Word } from "../../components/value.tsx";
import { format } from "../../lib/company.ts";
import { sum } from "../../lib/decimal.ts";
import { query, refine, withQuery } from "../../lib/location.ts";
import type { OrderLine, ProfitEntry, SourceDocument } from "../../lib/rows.ts";
import { texts } from "../../lib/texts.ts";
import { waterfallNames } from "../../lib/waterfall.ts";

const openUpTo = 40;

/** The entries of each step, in the waterfall's order; steps that it does not name come last. */
function grouped(entries: readonly ProfitEntry[]): [step: string, entries: ProfitEntry[]][] {
  const groups = Map.groupBy(entries, (entry) => entry.step);
  const place = (step: string) =>
    waterfallNames.includes(step) ? waterfallNames.indexOf(step) : waterfallNames.length;
  return [...groups].sort(([left], [right]) => place(left) - place(right));
}

function total(entries: readonly ProfitEntry[]): string | null {
  const amounts = entries.map((entry) => entry.amount);
  return amounts.includes(null) ? null : sum(amounts);
}

/** Every amount of the order by step, each a way to its source row. The open document stands in the address. */
export function Entries(properties: {
  entries: readonly ProfitEntry[];
  documents: readonly SourceDocument[];
  lines: readonly OrderLine[];
}) {
  const { entries, documents } = properties;
  const opened = query.value.get("document");
  const products = new Map(
    properties.lines.map((line) => [line.order_line_id, line.product_name ?? line.order_line_id]),
  );
  if (entries.length === 0) return <Empty>{texts.order.noEntries}</Empty>;
  return (
    <>
      {grouped(entries).map(([step, group]) => (
        <details key={step} class="step" open={entries.length <= openUpTo}>
          <summary>
            <span>{texts.steps[step] ?? step}</span>
            <span class="note">{texts.order.amounts(format.value.integer(group.length) ?? "")}</span>
            <Money value={total(group)} word />
          </summary>
          <StepTable step={step} entries={group} products={products} />
        </details>
      ))}
      {opened === null ? null : (
        <Dialog title={texts.order.document} onClose={() => refine({ document: null })}>
          <DocumentRow name={opened} document={documents.find((document) => document.source_document === opened)} />
        </Dialog>
      )}
    </>
  );
}

function StepTable({
  step,
  entries,
  products,
}: {
  step: string;
  entries: readonly ProfitEntry[];
  products: ReadonlyMap<string, string>;
}) {
  const keys = new Map(entries.map((entry, index) => [entry, `${index}`]));
  return (
    <Table
      label={texts.steps[step] ?? step}
      rows={entries}
      rowKey={(row) => keys.get(row) ?? ""}
      columns={[
        {
          name: "document",
          label: texts.columns.document,
          cell: (row) => (
            <a class="code" href={withQuery({ document: row.source_document })} data-keep aria-haspopup="dialog">
              {row.source_document}
            </a>
          ),
        },
        { name: "date", label: texts.columns.date, cell: (row) => <Day value={row.effective_date} /> },
        {
          name: "line",
          label: texts.order.line,
          cell: (row) => (
            <Word>{row.order_line_id === null ? null : (products.get(row.order_line_id) ?? row.order_line_id)}</Word>
          ),
        },
        {
          name: "basis",
          label: texts.columns.basis,
          cell: (row) => <Word>{row.basis === null ? null : (texts.bases[row.basis] ?? row.basis)}</Word>,
        },
        {
          name: "amount",
          label: texts.columns.effect,
          numeric: true,
          cell: (row) => <Money value={row.amount} word />,
        },
      ]}
    />
  );
}

function DocumentRow({ name, document }: { name: string; document: SourceDocument | undefined }) {
  return (
    <>
      <p class="code">{name}</p>
      {document === undefined ? (
        <Empty>{texts.order.noDocument}</Empty>
      ) : (
        <Facts
          facts={Object.entries(document.row).map(([column, value]) => [
            column,
            value === null || value === undefined ? (
              <Missing key={column} word />
            ) : typeof value === "object" ? (
              JSON.stringify(value)
            ) : (
              String(value)
            ),
          ])}
        />
      )}
    </>
  );
}
