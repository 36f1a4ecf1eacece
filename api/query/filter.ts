import { type RawBuilder, sql } from "kysely";
import type { Column, ColumnType } from "../datasets/column.ts";
import { comparable, operand } from "./operand.ts";
import { badRequest } from "./problem.ts";

type Condition = RawBuilder<unknown>;
export const operators = ["", "not", "gte", "gt", "lte", "lt", "contains"] as const;
export type Operator = (typeof operators)[number];

const ordered: readonly ColumnType[] = ["integer", "money", "decimal", "share", "date", "timestamp", "text"];
const comparison = { gte: sql`>=`, gt: sql`>`, lte: sql`<=`, lt: sql`<` };

/** The operators that make sense for a type of column; "" is equality. */
export function operatorsOf(type: ColumnType): readonly Operator[] {
  return operators.filter((operator) => {
    if (operator === "contains") return type === "text" || type === "json";
    return operator === "" || operator === "not" || ordered.includes(type);
  });
}

/** A parameter name such as `net_revenue.gte`, taken apart; undefined when its column or operator does not exist. */
export function parseName(
  name: string,
  columns: readonly Column[],
): { column: Column; operator: Operator } | undefined {
  const [columnName = "", suffix = "", ...rest] = name.split(".");
  const column = columns.find((candidate) => candidate.name === columnName);
  const operator = operators.find((candidate) => candidate === suffix);
  if (column === undefined || operator === undefined || rest.length > 0 || name.endsWith(".")) return undefined;
  return { column, operator };
}

/**
 * The condition that a filter puts on the rows; several values of one filter mean any of them (with `not`: none of them).
 * An empty value stands for a missing one. Values are always bound, never part of the SQL text.
 */
export function condition(column: Column, operator: Operator, values: readonly string[]): Condition {
  if (!operatorsOf(column.type).includes(operator)) {
    const allowed = operatorsOf(column.type).map((name) => (name === "" ? column.name : `${column.name}.${name}`));
    throw badRequest(
      "invalid_operator",
      `${column.name}.${operator} does not exist for a ${column.type} column`,
      `use one of: ${allowed.join(", ")}`,
    );
  }
  const each = values.map((value) => compare(column, operator, value));
  const joined = sql.join(each, operator === "not" ? sql` and ` : sql` or `);
  return sql`(${joined})`;
}

function compare(column: Column, operator: Operator, value: string): Condition {
  const left = comparable(column);
  if (value === "" && operator === "") return sql`${left} is null`;
  if (value === "" && operator === "not") return sql`${left} is not null`;
  const right = operand(column, value);
  if (operator === "") return sql`${left} = ${right}`;
  if (operator === "not") return sql`${left} is distinct from ${right}`;
  if (operator === "contains") return sql`contains(lower(${left}), lower(${right}))`;
  return sql`${left} ${comparison[operator]} ${right}`;
}
