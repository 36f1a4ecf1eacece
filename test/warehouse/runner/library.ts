import { systemClock } from "../../../core/clock.ts";
import { silentLog } from "../../../core/log.ts";
import { policySchema } from "../../../core/policy.ts";
import { Database } from "../../../warehouse/duckdb/database.ts";
import type { BuildOptions } from "../../../warehouse/runner/build.ts";
import type { Variables } from "../../../warehouse/runner/compile.ts";
import type { Library } from "../../../warehouse/runner/load.ts";
import { modelSchema } from "../../../warehouse/runner/model.ts";

export const variables: Variables = {
  policy: policySchema.parse({}),
  asOf: "2026-06-30",
  reportingCurrency: "EUR",
  sources: [{ name: "erp", timezone: "UTC", currency: "EUR" }],
};

/** Models written down in a test: name → template, or template with what its YAML says. */
export function libraryOf(
  models: Record<string, string | { sql: string; yaml: object }>,
  macros: Record<string, string> = {},
): Library {
  return {
    models: new Map(
      Object.entries(models).map(([name, given]) => {
        const { sql, yaml } = typeof given === "string" ? { sql: given, yaml: {} } : given;
        const options = modelSchema.parse({ description: name, grain: "row", materialized: "table", ...yaml });
        return [
          name,
          { name, schema: "marts", path: `models/marts/${name}.sql`, template: sql, options, isBuiltIn: false },
        ];
      }),
    ),
    macros: new Map(
      Object.entries(macros).map(([name, template]) => [name, { path: `models/macros/${name}.sql`, template }]),
    ),
  };
}

/** An empty warehouse in memory with one canonical table, `canonical.orders`, that one load filled. */
export async function openWarehouse(): Promise<Database> {
  const database = await Database.open({ path: ":memory:", mode: "write", threads: 1 });
  const connection = await database.connect();
  for (const statement of [
    "create schema meta",
    "create schema canonical",
    "create table meta.ingest_state (source varchar, entity varchar, fingerprint varchar, load_id varchar)",
    "create table meta.load (load_id varchar, source varchar, entity varchar, loaded_at timestamp, rows_staged bigint)",
    "create table canonical.orders (order_id varchar, amount decimal(18, 2))",
    "insert into canonical.orders values ('1', 10), ('2', 20)",
    "insert into meta.ingest_state values ('erp', 'orders', 'x', 'L1')",
  ]) {
    await connection.execute(statement);
  }
  connection.close();
  return database;
}

export async function buildOptions(database: Database, library: Library): Promise<BuildOptions> {
  return {
    connection: await database.connect(),
    library,
    variables,
    clock: systemClock,
    log: silentLog,
    codeVersion: "test",
  };
}
