import { WhalecurveError } from "../../core/error.ts";
import { policySchema } from "../../core/policy.ts";
import { type Connection, Database } from "../duckdb/database.ts";
import { identifier } from "../duckdb/sql.ts";
import { type CompiledModel, compileModel, type Variables } from "./compile.ts";
import type { Graph } from "./graph.ts";
import type { Library } from "./load.ts";
import { relation, type UnitTest } from "./model.ts";
import { sqlError } from "./run.ts";
import { sqlLiteral } from "./template.ts";

export interface UnitResult {
  model: string;
  test: string;
  /** Rows that were expected and are missing, or are there and were not expected, as JSON lines. */
  differences: string[];
}

type Columns = Map<string, string>;
type Cells = UnitTest["expect"];

/**
 * Runs the unit tests of the selected models in an empty copy of the warehouse in memory, so they need no data.
 * @param connection the warehouse, asked only for the columns of the tables outside the models.
 */
export async function runUnitTests(
  connection: Connection,
  graph: Graph,
  selected: ReadonlySet<string>,
  library: Library,
  variables: Variables,
): Promise<UnitResult[]> {
  const tested = graph.filter((node) => selected.has(node.model.name) && node.model.options.unit_tests.length > 0);
  if (tested.length === 0) return [];
  const database = await Database.open({ path: ":memory:", mode: "write", threads: 1 });
  try {
    const empty = await database.connect();
    await createEmptyWarehouse(connection, empty, withAncestors(graph, tested));
    const results: UnitResult[] = [];
    for (const node of tested) {
      for (const test of node.model.options.unit_tests) {
        results.push(await runUnitTest(empty, node, test, library, variables));
      }
    }
    return results;
  } finally {
    database.close();
  }
}

function withAncestors(graph: Graph, nodes: Graph): Graph {
  const needed = new Set(nodes.map((node) => node.model.name));
  for (const node of [...graph].reverse())
    if (needed.has(node.model.name)) for (const ref of node.refs) needed.add(ref);
  return graph.filter((node) => needed.has(node.model.name));
}

async function createEmptyWarehouse(warehouse: Connection, empty: Connection, graph: Graph): Promise<void> {
  const columns = await warehouse.rows<{ schema: string; name: string; definition: string }>(
    `select case when table_catalog = 'published' then 'published' else table_schema end as schema, table_name as name,
       string_agg('"' || column_name || '" ' || data_type, ', ' order by ordinal_position) as definition
     from information_schema.columns
     where table_catalog = 'published'
       or (table_catalog = current_database() and table_schema in ('canonical', 'meta') and table_name not like '%\\_\\_%' escape '\\')
     group by all`,
  );
  for (const schema of new Set([
    "given",
    ...columns.map((row) => row.schema),
    ...graph.map((node) => node.model.schema),
  ])) {
    await empty.execute(`create schema if not exists ${identifier(schema)}`);
  }
  for (const table of columns) {
    await empty.execute(`create table ${identifier(table.schema)}.${identifier(table.name)} (${table.definition})`);
  }
  for (const { model, sql } of graph) {
    await empty.execute(`create table ${relation(model)} as\n${sql}\nlimit 0`).catch((thrown: unknown) => {
      throw sqlError(model, sql, thrown);
    });
  }
}

async function runUnitTest(
  connection: Connection,
  node: CompiledModel,
  test: UnitTest,
  library: Library,
  variables: Variables,
): Promise<UnitResult> {
  const { model } = node;
  const where = `${model.path.replace(/\.sql$/, ".yaml")} (unit test "${test.name}")`;
  const names = new Map<string, string>();
  for (const [name, rows] of Object.entries(test.given)) {
    const parent = library.models.get(name);
    const original = parent === undefined ? (name.includes(".") ? name : `canonical.${name}`) : relation(parent);
    const table = `given.${identifier(name)}`;
    await createRows(connection, table, await columnsOf(connection, original, where), rows, where);
    names.set(parent === undefined ? original : name, table);
  }
  const compiled = compileModel(
    model,
    library,
    {
      ...variables,
      policy: policySchema.parse(test.policy ?? {}),
      asOf: test.as_of ?? "2026-06-30",
      reportingCurrency: "EUR",
      sources: [{ name: "erp", timezone: "UTC", currency: "EUR" }],
    },
    (kind, name) => names.get(name) ?? (kind === "source" ? name : relation(library.models.get(name) ?? model)),
  );
  await connection.execute(`create or replace table given.actual as\n${compiled.sql}`).catch((thrown: unknown) => {
    throw sqlError({ ...model, path: where }, compiled.sql, thrown);
  });
  const all = await columnsOf(connection, "given.actual", where);
  const named = test.expect[0] === undefined ? [...all.keys()] : Object.keys(test.expect[0]);
  await createRows(connection, "given.expected", pick(all, named, where), test.expect, where);
  const list = named.map(identifier).join(", ");
  const differences = await connection.rows<{ line: string }>(
    `select 'missing ' || to_json(missing)::varchar as line
     from (select ${list} from given.expected except all select ${list} from given.actual) as missing
     union all
     select 'unexpected ' || to_json(unexpected)::varchar as line
     from (select ${list} from given.actual except all select ${list} from given.expected) as unexpected`,
  );
  return { model: model.name, test: test.name, differences: differences.map((row) => row.line) };
}

async function columnsOf(connection: Connection, table: string, where: string): Promise<Columns> {
  const rows = await connection.rows<{ column_name: string; column_type: string }>(`describe ${table}`).catch(() => {
    throw new WhalecurveError({
      code: "unknown_input",
      where,
      what: `there is no ${table}`,
      hint: "name a model or an entity under `given`",
      exitCode: 2,
    });
  });
  return new Map(rows.map((row) => [row.column_name, row.column_type]));
}

function pick(columns: Columns, names: readonly string[], where: string): Columns {
  return new Map(
    names.map((name) => {
      const type = columns.get(name);
      if (type === undefined) {
        throw new WhalecurveError({
          code: "unknown_column",
          where,
          what: `there is no column "${name}"; there are: ${[...columns.keys()].join(", ")}`,
          hint: "correct the name in the unit test",
          exitCode: 2,
        });
      }
      return [name, type];
    }),
  );
}

async function createRows(
  connection: Connection,
  table: string,
  columns: Columns,
  rows: Cells,
  where: string,
): Promise<void> {
  for (const row of rows) pick(columns, Object.keys(row), where);
  const definition = [...columns].map(([name, type]) => `${identifier(name)} ${type}`).join(", ");
  await connection.execute(`create or replace table ${table} (${definition})`);
  for (const row of rows) {
    const names = Object.keys(row);
    const values = names.map((name) => {
      const value = row[name];
      return value === null ? "null" : `cast(${sqlLiteral(String(value)).sql} as ${columns.get(name)})`;
    });
    await connection.execute(
      `insert into ${table} (${names.map(identifier).join(", ")}) values (${values.join(", ")})`,
    );
  }
}
