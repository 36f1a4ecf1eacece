import { bareId } from "../../components/orders-table.tsx";
import { type Column, Table } from "../../components/table.tsx";
import { Decimal, Money, Share, Word } from "../../components/value.tsx";
import { format } from "../../lib/company.ts";
import { ratio, sum } from "../../lib/decimal.ts";
import type { OrderLine } from "../../lib/rows.ts";
import { texts } from "../../lib/texts.ts";

const money = (name: string): Column<OrderLine> => ({
  name,
  label: texts.steps[name] ?? name,
  numeric: true,
  cell: (row) => <Money value={typeof row[name] === "string" ? row[name] : null} word />,
});

/** "batch 60, standard 40": what each part of the quantity was costed by. */
function mixture(line: OrderLine): string {
  const bases: unknown = typeof line.cost_bases === "string" ? JSON.parse(line.cost_bases) : line.cost_bases;
  if (!Array.isArray(bases)) return "";
  return bases
    .map((part: { basis: string; quantity: string | number }) => {
      const name = texts.bases[part.basis] ?? part.basis;
      return `${name} ${format.value.decimal(part.quantity) ?? texts.unknown}`;
    })
    .join(", ");
}

const columns: readonly Column<OrderLine>[] = [
  {
    name: "product",
    label: texts.columns.product,
    cell: (row) => (
      <>
        <Word>{row.product_name ?? row.product_id}</Word>
        <small class="code">{bareId(row.order_line_id)}</small>
      </>
    ),
  },
  { name: "quantity", label: texts.columns.quantity, numeric: true, cell: (row) => <Decimal value={row.quantity} /> },
  ...["list_amount", "net_revenue", "product_cost"].map(money),
  {
    name: "cost_basis",
    label: texts.columns.cost_basis,
    cell: (row) => (
      <span title={mixture(row)} class={row.cost_basis === "missing" ? "negative" : undefined}>
        <Word>{row.cost_basis === null ? null : (texts.bases[row.cost_basis] ?? row.cost_basis)}</Word>
      </span>
    ),
  },
  money("order_direct_cost"),
  {
    name: "effort",
    label: texts.order.effort,
    numeric: true,
    cell: (row) => <Money value={effort(row)} word />,
  },
  money("actual_profit"),
  {
    name: "margin",
    label: texts.columns.margin,
    numeric: true,
    cell: (row) => <Share value={ratio(row.actual_profit, row.net_revenue)} word />,
  },
  {
    name: "erp_margin",
    label: texts.order.erpSaid,
    numeric: true,
    cell: (row) => <Money value={row.erp_margin} />,
  },
];

/** Service, complaints, receivables and losses together; unknown when one of them is. */
function effort(line: OrderLine): string | null {
  const parts = [line.service_cost, line.complaint_cost, line.receivable_cost, line.credit_loss];
  const known = parts.filter((part) => typeof part === "string");
  return known.length < parts.length ? null : sum(known);
}

/** The lines of an order, each with its own way from list price to profit. */
export function Lines({ lines }: { lines: readonly OrderLine[] }) {
  return <Table label={texts.order.lines} columns={columns} rows={lines} rowKey={(row) => row.order_line_id} />;
}
