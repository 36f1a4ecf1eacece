import type { ComponentChildren } from "preact";
import { query, withQuery } from "../lib/location.ts";
import type { Scalar } from "../lib/order.ts";
import { texts } from "../lib/texts.ts";
import { Empty } from "./loaded.tsx";

export interface Column<Row> {
  /** Column of the dataset; what the table sorts by. */
  name: string;
  label: string;
  numeric?: boolean;
  sortable?: boolean;
  /** Long text that may break into lines. */
  wrap?: boolean;
  cell: (row: Row) => ComponentChildren;
  /** The bare value, for tables that are sorted or exported on the screen. */
  value?: (row: Row) => Scalar;
}

function Head<Row>({ column, sort, prefix }: { column: Column<Row>; sort: string | null; prefix: string }) {
  const style = column.numeric ? "numeric" : undefined;
  if (sort === null || column.sortable === false) {
    return (
      <th scope="col" class={style}>
        {column.label}
      </th>
    );
  }
  const direction = sort === column.name ? "ascending" : sort === `-${column.name}` ? "descending" : "none";
  const descendFirst = column.numeric ?? false;
  const target = direction === "none" ? descendFirst : direction === "ascending";
  const href = withQuery({
    [`${prefix}sort`]: `${target ? "-" : ""}${column.name}`,
    [`${prefix}cursor`]: null,
    [`${prefix}page`]: null,
  });
  return (
    <th scope="col" class={style} aria-sort={direction}>
      <a href={href} data-keep>
        {column.numeric ? <Arrow direction={direction} /> : null}
        {column.label}
        {column.numeric ? null : <Arrow direction={direction} />}
      </a>
    </th>
  );
}

function Arrow({ direction }: { direction: "ascending" | "descending" | "none" }) {
  return (
    <span class="arrow" aria-hidden="true">
      {direction === "ascending" ? "↑" : direction === "descending" ? "↓" : ""}
    </span>
  );
}

/**
 * A table that scrolls sideways inside itself, with its first column kept in sight. Rows null means that they are still
 * on the way; `sort` null means that the order is fixed.
 */
export function Table<Row>(properties: {
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[] | null;
  rowKey: (row: Row) => string;
  sort?: string | null;
  prefix?: string;
  expected?: number;
  busy?: boolean;
  empty?: string;
  marked?: (row: Row) => boolean;
  /** Scrolls inside itself where it is long, under its head. */
  capped?: boolean;
}) {
  const { columns, rows, sort = null, prefix = "" } = properties;
  if (rows !== null && rows.length === 0) {
    return <Empty>{properties.empty ?? (query.value.size > 0 ? texts.empty.rows : texts.empty.none)}</Empty>;
  }
  return (
    <section
      class={properties.capped ? "table-scroll capped" : "table-scroll"}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
      tabIndex={0}
      aria-label={properties.label}
      aria-busy={rows === null || properties.busy}
    >
      <table class={properties.busy ? "stale" : undefined}>
        <thead>
          <tr>
            {columns.map((column) => (
              <Head key={column.name} column={column} sort={sort} prefix={prefix} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows === null
            ? Array.from({ length: properties.expected ?? 8 }, (_, index) => (
                <tr key={index}>
                  {columns.map((column) => (
                    <td key={column.name}>
                      <span class="placeholder" />
                    </td>
                  ))}
                </tr>
              ))
            : rows.map((row) => (
                <tr key={properties.rowKey(row)} data-marked={properties.marked?.(row) ? "" : undefined}>
                  {columns.map((column) => (
                    <td key={column.name} class={column.numeric ? "numeric" : column.wrap ? "wrap" : undefined}>
                      {column.cell(row)}
                    </td>
                  ))}
                </tr>
              ))}
        </tbody>
      </table>
    </section>
  );
}
