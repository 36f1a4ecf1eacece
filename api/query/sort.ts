import { type RawBuilder, sql } from "kysely";
import type { Column } from "../datasets/column.ts";
import { rowPosition } from "../datasets/dataset.ts";
import { comparable, operand } from "./operand.ts";
import { badRequest } from "./problem.ts";

export interface SortKey {
  column: Column;
  descending: boolean;
}

/** The place of a row in a sorted result: the values of its sort columns (null: missing) and its position in the mart. */
export interface Place {
  values: (string | null)[];
  position: number;
}

/** Reads `-actual_profit,order_id`. */
export function parseSort(text: string, columns: readonly Column[]): SortKey[] {
  const keys = text
    .split(",")
    .filter((part) => part !== "")
    .map((part) => {
      const descending = part.startsWith("-");
      const name = descending ? part.slice(1) : part;
      const column = columns.find((candidate) => candidate.name === name);
      if (column !== undefined) return { column, descending };
      throw badRequest(
        "invalid_sort",
        `cannot sort by "${name}"`,
        `use a column, with - before it for descending: ${columns.map((known) => known.name).join(", ")}`,
      );
    });
  return keys.filter((key, index) => keys.findIndex((other) => other.column === key.column) === index);
}

/** The order of the rows: the sort keys, missing values last, then the position in the mart, so that it is total. */
export function orderBy(keys: readonly SortKey[]): RawBuilder<unknown> {
  const parts = keys.map(({ column, descending }) =>
    descending ? sql`${comparable(column)} desc nulls last` : sql`${comparable(column)} asc nulls last`,
  );
  return sql.join([...parts, sql`${sql.ref(rowPosition)}`]);
}

/** The rows that come after a place: `a > $1 or (a = $1 and (b > $2 or …))`, missing values last. */
export function after(keys: readonly SortKey[], place: Place): RawBuilder<unknown> {
  const last = sql`${sql.ref(rowPosition)} > ${place.position}`;
  return keys.reduceRight<RawBuilder<unknown>>((rest, { column, descending }, index) => {
    const value = place.values[index] ?? null;
    const left = comparable(column);
    if (value === null) return sql`(${left} is null and ${rest})`;
    const right = operand(column, value);
    const beyond = descending ? sql`${left} < ${right}` : sql`${left} > ${right}`;
    return sql`(${beyond} or ${left} is null or (${left} = ${right} and ${rest}))`;
  }, last);
}
