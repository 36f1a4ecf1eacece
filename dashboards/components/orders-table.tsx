import { ratio } from "../lib/decimal.ts";
import { customerPath, orderPath } from "../lib/route.ts";
import type { Order } from "../lib/rows.ts";
import { texts } from "../lib/texts.ts";
import { Chip, statusTone } from "./badge.tsx";
import type { Column } from "./table.tsx";
import { Count, Day, Money, Share, Word } from "./value.tsx";

/** The order's id without the source before it, which the source column names. */
export const bareId = (id: string): string => id.slice(id.indexOf(":") + 1);

const customer: Column<Order> = {
  name: "party_name",
  label: texts.columns.customer,
  cell: (row) =>
    row.party_id === null ? (
      <Word>{row.party_name}</Word>
    ) : (
      <a href={customerPath(row.party_id)}>{row.party_name ?? row.party_id}</a>
    ),
};

/** Columns of a table of orders; the customer is left out on its own page. */
export function orderColumns({ withCustomer }: { withCustomer: boolean }): readonly Column<Order>[] {
  return [
    {
      name: "order_id",
      label: texts.columns.order,
      cell: (row) => <a href={orderPath(row.order_id)}>{bareId(row.order_id)}</a>,
    },
    { name: "order_date", label: texts.columns.order_date, cell: (row) => <Day value={row.order_date} /> },
    {
      name: "actual_profit",
      label: texts.steps.actual_profit ?? "",
      numeric: true,
      cell: (row) => <Money value={row.actual_profit} word />,
    },
    {
      name: "margin",
      label: texts.columns.margin,
      numeric: true,
      sortable: false,
      cell: (row) => <Share value={ratio(row.actual_profit, row.net_revenue)} />,
    },
    {
      name: "net_revenue",
      label: texts.figures.net_revenue,
      numeric: true,
      cell: (row) => <Money value={row.net_revenue} />,
    },
    {
      name: "product_cost",
      label: texts.steps.product_cost ?? "",
      numeric: true,
      cell: (row) => <Money value={row.product_cost} word />,
    },
    ...(withCustomer ? [customer] : []),
    {
      name: "status",
      label: texts.columns.status,
      cell: (row) =>
        row.status === null ? (
          <Word>{null}</Word>
        ) : (
          <Chip tone={statusTone(row.status)}>{texts.orderStatuses[row.status] ?? row.status}</Chip>
        ),
    },
    {
      name: "maturity",
      label: texts.columns.maturity,
      cell: (row) => <Word>{row.maturity === null ? null : (texts.maturities[row.maturity] ?? row.maturity)}</Word>,
    },
    { name: "lines", label: texts.columns.lines, numeric: true, cell: (row) => <Count value={row.lines} /> },
    {
      name: "cost_coverage",
      label: texts.columns.cost_coverage,
      numeric: true,
      cell: (row) => <Share value={row.cost_coverage} />,
    },
    { name: "plant", label: texts.columns.plant, cell: (row) => <Word>{row.plant}</Word> },
    { name: "source", label: texts.columns.source, cell: (row) => <Word>{row.source}</Word> },
  ];
}
