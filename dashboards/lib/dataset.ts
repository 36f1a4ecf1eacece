/** Addresses of the API; one query text serves the screen and the export, so both show the same rows. */

export const base = "/api/v1";

/** Filters by column (`column`, `column.gte`, `column.contains` …); a list means any of; null and "" are left out. */
export type Filters = Readonly<Record<string, string | readonly string[] | null>>;

export interface DatasetQuery {
  filters?: Filters;
  /** Columns in order of weight; a leading "-" sorts descending. */
  sort?: string;
  limit?: number;
  cursor?: string | null;
  format?: "json" | "csv";
}

/** The address of a dataset's rows. */
export function datasetAddress(name: string, { filters = {}, sort, limit, cursor, format }: DatasetQuery = {}): string {
  const parameters = new URLSearchParams();
  for (const [column, value] of Object.entries(filters)) {
    for (const each of typeof value === "string" ? [value] : (value ?? [])) {
      if (each !== "") parameters.append(column, each);
    }
  }
  if (sort !== undefined && sort !== "") parameters.set("sort", sort);
  if (limit !== undefined) parameters.set("limit", String(limit));
  if (cursor !== undefined && cursor !== null && cursor !== "") parameters.set("cursor", cursor);
  if (format !== undefined) parameters.set("format", format);
  const text = parameters.toString();
  return `${base}/datasets/${name}${text === "" ? "" : `?${text}`}`;
}

/** The address of the whole table as CSV: the same filters and order, every row. */
export function exportAddress(name: string, { filters, sort }: DatasetQuery): string {
  return datasetAddress(name, {
    ...(filters === undefined ? {} : { filters }),
    ...(sort === undefined ? {} : { sort }),
    format: "csv",
  });
}
