import { type Kysely, sql } from "kysely";
import type { Tables } from "../../warehouse/snapshot/reader.ts";
import type { ColumnType } from "./column.ts";
import { datasets } from "./index.ts";

const accepted: Record<ColumnType, RegExp> = {
  text: /^(VARCHAR|ENUM)/,
  json: /^(VARCHAR|JSON)$/,
  integer: /^(TINYINT|SMALLINT|INTEGER|BIGINT)$/,
  money: /^DECIMAL/,
  decimal: /^DECIMAL/,
  share: /^DECIMAL/,
  boolean: /^BOOLEAN$/,
  date: /^DATE$/,
  timestamp: /^TIMESTAMP( WITH TIME ZONE)?$/,
};

/** What the datasets promise and the snapshot does not hold: a line per missing column or wrong type. */
export async function contractViolations(tables: Kysely<Tables>): Promise<string[]> {
  const { rows } = await sql<{ table_name: string; column_name: string; data_type: string }>`
    select table_name, column_name, data_type from duckdb_columns() where schema_name = 'marts'
  `.execute(tables);
  const types = new Map(rows.map((row) => [`${row.table_name}.${row.column_name}`, row.data_type]));
  return datasets.flatMap(({ name, columns }) =>
    columns.flatMap((column) => {
      const type = types.get(`${name}.${column.name}`);
      if (type === undefined) return [`${name}.${column.name} is missing`];
      return accepted[column.type].test(type) ? [] : [`${name}.${column.name} is ${type}, not ${column.type}`];
    }),
  );
}
