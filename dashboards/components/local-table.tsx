import { query, withQuery } from "../lib/location.ts";
import { csv, sorted } from "../lib/order.ts";
import { texts } from "../lib/texts.ts";
import { Icon } from "./icon.tsx";
import { Pager } from "./paged-table.tsx";
import { type Column, Table } from "./table.tsx";

const limit = 50;

function inOrder<Row>(rows: readonly Row[], columns: readonly Column<Row>[], sort: string): Row[] {
  return sorted(rows, sort, (row, name) => columns.find((column) => column.name === name)?.value?.(row) ?? null);
}

/** A table put together on the screen: sorted and paged here, in the same words of the address as any other. */
export function LocalTable<Row>(properties: {
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  sort: string;
  empty?: string;
  marked?: (row: Row) => boolean;
}) {
  const sort = query.value.get("sort") ?? properties.sort;
  const { rows } = properties;
  const pages = Math.max(1, Math.ceil(rows.length / limit));
  const page = Math.min(pages, Math.max(1, Number.parseInt(query.value.get("page") ?? "1", 10) || 1));
  const first = (page - 1) * limit;
  const shown = inOrder(rows, properties.columns, sort).slice(first, first + limit);
  return (
    <>
      <Table {...properties} rows={shown} sort={sort} />
      <Pager
        count={rows.length}
        first={first + 1}
        shown={shown.length}
        page={page}
        previous={page > 1 ? withQuery({ page: page === 2 ? null : String(page - 1) }) : null}
        next={page < pages ? withQuery({ page: String(page + 1) }) : null}
      />
    </>
  );
}

/** Exports every row of such a table, in the order shown. */
export function LocalDownload<Row>(properties: {
  name: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  sort: string;
}) {
  const save = () => {
    const ordered = inOrder(properties.rows, properties.columns, query.value.get("sort") ?? properties.sort);
    const names = properties.columns.map((column) => column.name);
    const cells = ordered.map((row) => properties.columns.map((column) => column.value?.(row) ?? null));
    const address = URL.createObjectURL(new Blob([csv(names, cells)], { type: "text/csv;charset=utf-8" }));
    const link = document.createElement("a");
    link.href = address;
    link.download = `${properties.name}.csv`;
    link.click();
    URL.revokeObjectURL(address);
  };
  return (
    <button type="button" class="button" title={texts.downloadTitle} onClick={save}>
      <Icon name="download" />
      {texts.download}
    </button>
  );
}
