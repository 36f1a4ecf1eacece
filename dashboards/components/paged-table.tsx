import { format } from "../lib/company.ts";
import type { TablePage } from "../lib/page.ts";
import { texts } from "../lib/texts.ts";
import { Failure } from "./loaded.tsx";
import { type Column, Table } from "./table.tsx";

/** A page of a dataset with its pager. */
export function PagedTable<Row>(properties: {
  page: TablePage<Row>;
  label: string;
  columns: readonly Column<Row>[];
  rowKey: (row: Row) => string;
  empty?: string;
}) {
  const { resource, paging, sort, prefix, limit } = properties.page;
  if (resource.state === "failed") return <Failure failure={resource.failure} retry={resource.retry} />;
  const shown = resource.value;
  return (
    <>
      <Table
        label={properties.label}
        columns={properties.columns}
        rows={shown?.data ?? null}
        rowKey={properties.rowKey}
        sort={sort}
        prefix={prefix}
        expected={Math.min(limit, 25)}
        busy={resource.state === "loading"}
        {...(properties.empty === undefined ? {} : { empty: properties.empty })}
      />
      <Pager
        count={resource.state === "loading" ? null : (shown?.row_count ?? null)}
        first={paging.first}
        shown={shown?.data.length ?? 0}
        page={paging.page}
        previous={paging.previous}
        next={paging.next}
      />
    </>
  );
}

/** Which rows are shown of how many, and the way to the pages beside. */
export function Pager(properties: {
  count: number | null;
  first: number;
  shown: number;
  page: number;
  previous: string | null;
  next: string | null;
}) {
  const { count, first, shown, previous, next } = properties;
  const integer = (value: number) => format.value.integer(value) ?? "";
  const range = count === null || shown === 0 ? "" : `${integer(first)}–${integer(first + shown - 1)}`;
  return (
    <nav class="pager" aria-label={texts.page(integer(properties.page))}>
      <span aria-live="polite">{count === null || shown === 0 ? "\u00a0" : texts.rows(range, integer(count))}</span>
      <span class="actions">
        <PageLink href={previous} label={texts.previous} />
        <PageLink href={next} label={texts.next} />
      </span>
    </nav>
  );
}

function PageLink({ href, label }: { href: string | null; label: string }) {
  return href === null ? (
    <span class="button disabled" aria-disabled="true">
      {label}
    </span>
  ) : (
    <a class="button" href={href} data-keep>
      {label}
    </a>
  );
}
