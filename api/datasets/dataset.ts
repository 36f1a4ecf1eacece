import { type Kysely, type SelectQueryBuilder, sql } from "kysely";
import type { z } from "zod";
import type { Tables } from "../../warehouse/snapshot/reader.ts";
import { type Column, columnsOf } from "./column.ts";

export const roles = ["viewer", "sales", "marketing", "pricing", "approver", "controller", "admin"] as const;
export type Role = (typeof roles)[number];

/** Everybody who may sign in. */
export const everyone: readonly Role[] = roles;
/** Those who may see costs and margins. */
export const profitReaders: readonly Role[] = roles.filter((role) => role !== "sales");

export type Rows = SelectQueryBuilder<Tables, string, Record<string, unknown>>;

/** What the API serves under one name: the same rows for screens, exports and the command line. */
export interface Dataset {
  name: string;
  title: string;
  description: string;
  roles: readonly Role[];
  schema: z.ZodObject;
  columns: readonly Column[];
  /** The order of the rows where a request asks for none; else that of the mart. */
  order: string | undefined;
  /** A query that selects at least the columns of the schema and `row_position`, unique per row. */
  source: (tables: Kysely<Tables>) => Rows;
}

export const rowPosition = "row_position";

/** Describes a dataset; its columns are those of `schema`. */
export function dataset(definition: Omit<Dataset, "columns" | "order"> & { order?: string }): Dataset {
  return { ...definition, order: definition.order, columns: columnsOf(definition.schema) };
}

/** The rows of one mart. */
export function mart(name: string): Dataset["source"] {
  return (tables) =>
    tables.selectFrom(`marts.${name}`).selectAll().select(sql<number>`rowid`.as(rowPosition)) as unknown as Rows;
}
