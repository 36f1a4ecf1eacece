import { z } from "zod";
import { type Column, columnOf } from "./column.ts";

/** A rule over several columns of one row. `violated` is SQL over the typed columns, true for a bad row. */
export interface Rule {
  name: string;
  columns: readonly string[];
  violated: string;
  message: string;
}

/** The contract of one canonical entity. */
export interface Entity {
  name: string;
  /** Unique per source; NULL counts as a value. */
  key: readonly string[];
  schema: z.ZodObject;
  columns: Readonly<Record<string, Column>>;
  rules: readonly Rule[];
}

/** Declares the contract of one canonical entity; its columns are made with the builders of column.ts. */
export function entity(
  name: string,
  definition: { key: readonly string[]; columns: Record<string, z.ZodType>; rules?: readonly Rule[] },
): Entity {
  const columns = Object.fromEntries(
    Object.entries(definition.columns).map(([column, schema]) => [column, columnOf(schema)]),
  );
  return { name, key: definition.key, schema: z.object(definition.columns), columns, rules: definition.rules ?? [] };
}

/** At least one of the columns must be given. */
export function eitherOf(...columns: [string, string]): Rule {
  return {
    name: "either_of",
    columns,
    violated: columns.map((column) => `${column} is null`).join(" and "),
    message: `expected ${columns.join(" or ")}`,
  };
}

/** The first column must not lie after the second. */
export function notAfter(first: string, second: string): Rule {
  return {
    name: "order",
    columns: [first, second],
    violated: `${first} > ${second}`,
    message: `expected ${first} on or before ${second}`,
  };
}

/** The account or the customer that a row belongs to. */
export const accountOrCustomer = eitherOf("account_id", "customer_id");
