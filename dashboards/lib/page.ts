import { datasetAddress, exportAddress, type Filters } from "./dataset.ts";
import { query, withQuery } from "./location.ts";
import { type Rows, rows } from "./request.ts";
import { type Resource, useResource } from "./resource.ts";

/** Cursors by page number, per table and query, as far as the reader has paged. */
const trails = new Map<string, Map<number, string>>();

export interface Paging {
  page: number;
  /** Addresses of the neighbouring pages; null where there is none. */
  previous: string | null;
  next: string | null;
  first: number;
}

export interface TablePage<Row> {
  resource: Resource<Rows<Row>>;
  sort: string;
  paging: Paging;
  exported: string;
  limit: number;
  prefix: string;
}

/** One page of a dataset; sort order and page stand in the address under the table's prefix. */
export function usePage<Row>(table: {
  dataset: string;
  filters?: Filters;
  sort: string;
  limit: number;
  prefix?: string;
}): TablePage<Row> {
  const { dataset, filters = {}, limit, prefix = "" } = table;
  const sort = query.value.get(`${prefix}sort`) ?? table.sort;
  const cursor = query.value.get(`${prefix}cursor`);
  const page = cursor === null ? 1 : Math.max(1, Number.parseInt(query.value.get(`${prefix}page`) ?? "1", 10) || 1);
  const trailName = datasetAddress(dataset, { filters, sort });
  const trail = trails.get(trailName) ?? new Map<number, string>();
  trails.set(trailName, trail);
  if (cursor !== null) trail.set(page, cursor);

  const options = { filters, sort, limit, cursor };
  const resource = useResource(datasetAddress(dataset, options), () => rows<Row>(dataset, options));
  const to = (number: number, target: string | null) =>
    withQuery({ [`${prefix}cursor`]: target, [`${prefix}page`]: target === null ? null : String(number) });
  const onward = resource.value?.next_cursor ?? null;
  return {
    resource,
    sort,
    limit,
    prefix,
    exported: exportAddress(dataset, { filters, sort }),
    paging: {
      page,
      previous: cursor === null ? null : to(page - 1, trail.get(page - 1) ?? null),
      next: onward === null || resource.state === "loading" ? null : to(page + 1, onward),
      first: (page - 1) * limit + 1,
    },
  };
}
