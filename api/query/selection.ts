import type { RawBuilder } from "kysely";
import type { Dataset } from "../datasets/dataset.ts";
import { condition, parseName } from "./filter.ts";
import { badRequest } from "./problem.ts";
import { parseSort, type SortKey } from "./sort.ts";

/** The parameters of a request: `party_id`, `net_revenue.gte`, `sort`, `limit`, `cursor`; one text or several each. */
export type Parameters = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Which rows of a dataset, in which order; without `limit` all of them. */
export interface Selection {
  dataset: Dataset;
  conditions: RawBuilder<unknown>[];
  sort: SortKey[];
  limit: number | undefined;
  cursor: string | undefined;
  /** Dataset, filters and sort in a stable text form. */
  identity: string;
}

export const pageLimit = 10_000;
const reserved = ["sort", "limit", "cursor", "format"];

/**
 * Reads the parameters of a request for a dataset.
 * @throws WhalecurveError (`unknown_column`, `invalid_…`) saying what is allowed instead.
 */
export function parseSelection(dataset: Dataset, parameters: Parameters): Selection {
  const filters = Object.entries(parameters)
    .filter(([name, given]) => !reserved.includes(name) && given !== undefined)
    .map(([name, given]) => ({ name, values: typeof given === "string" ? [given] : [...(given ?? [])] }))
    .sort((left, right) => (left.name < right.name ? -1 : 1));
  const sort = single(parameters, "sort") ?? dataset.order ?? "";
  return {
    dataset,
    conditions: filters.map(({ name, values }) => {
      const parsed = parseName(name, dataset.columns);
      if (parsed !== undefined) return condition(parsed.column, parsed.operator, values);
      const names = dataset.columns.map((column) => column.name).join(", ");
      throw badRequest(
        "unknown_column",
        `"${name}" is not a filter of ${dataset.name}`,
        `use a column, alone or with .not, .gte, .gt, .lte, .lt, .contains: ${names}`,
      );
    }),
    sort: parseSort(sort, dataset.columns),
    limit: parseLimit(single(parameters, "limit")),
    cursor: single(parameters, "cursor"),
    identity: JSON.stringify([dataset.name, filters, sort]),
  };
}

function single(parameters: Parameters, name: string): string | undefined {
  const given = parameters[name];
  if (given === undefined || typeof given === "string") return given;
  throw badRequest(`invalid_${name}`, `${name} is given ${given.length} times`, `give ${name} once`);
}

function parseLimit(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const limit = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (limit >= 1 && limit <= pageLimit) return limit;
  throw badRequest(
    "invalid_limit",
    `"${text}" is not a page size`,
    `use 1 to ${pageLimit}, or leave limit out for all rows`,
  );
}
