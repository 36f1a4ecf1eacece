import type { Connection } from "../duckdb/database.ts";
import { identifier } from "../duckdb/sql.ts";
import { compileQuery, type Variables } from "./compile.ts";
import type { Graph } from "./graph.ts";
import type { Library } from "./load.ts";
import { type ColumnTest, type Model, relation } from "./model.ts";
import { sqlError } from "./run.ts";
import { sqlLiteral } from "./template.ts";

/** A query that returns the rows that are wrong: none means passed. */
export interface Check {
  model: Model;
  name: string;
  severity: "error" | "warn";
  sql: string;
}

export interface CheckResult {
  model: string;
  test: string;
  severity: "error" | "warn";
  failures: number;
  /** Up to five of the wrong rows, as JSON. */
  examples: string;
}

/** The checks of the selected models, as their YAML states them. */
export function compileChecks(
  graph: Graph,
  selected: ReadonlySet<string>,
  library: Library,
  variables: Variables,
): Check[] {
  return graph.flatMap(({ model }) => {
    if (!selected.has(model.name)) return [];
    const { key, columns, tests } = model.options;
    const keyed: Check[] =
      key === undefined
        ? []
        : [{ model, name: `unique_${key.join("_")}`, severity: "error", sql: duplicates(model, key) }];
    const ofColumns = Object.entries(columns).flatMap(([column, { tests: given }]) =>
      given.map((test) => columnCheck(model, column, test, library)),
    );
    const ofModel = tests.map(
      (test): Check => ({
        model,
        name: test.name,
        severity: test.severity,
        sql:
          test.query === undefined
            ? `select * from ${relation(model)} where not (${compileQuery(test.expression ?? "true", model.path, library, variables)})`
            : compileQuery(test.query, model.path, library, variables),
      }),
    );
    return [...keyed, ...ofColumns, ...ofModel];
  });
}

/** Runs one check. */
export async function runCheck(connection: Connection, check: Check): Promise<CheckResult> {
  try {
    const found = await connection.row<{ failures: number; examples: string | null }>(
      `with wrong as (\n${check.sql}\n), example as (select to_json(wrong)::varchar as line from wrong limit 5)
       select (select count(*) from wrong) as failures, (select '[' || string_agg(line, ',') || ']' from example) as examples`,
    );
    return {
      model: check.model.name,
      test: check.name,
      severity: check.severity,
      failures: found?.failures ?? 0,
      examples: found?.examples ?? "[]",
    };
  } catch (thrown) {
    throw sqlError(
      { ...check.model, path: `${check.model.path.replace(/\.sql$/, ".yaml")} (test ${check.name})` },
      check.sql,
      thrown,
    );
  }
}

function duplicates(model: Model, key: readonly string[]): string {
  const columns = key.map(identifier).join(", ");
  return `select ${columns}, count(*) as rows from ${relation(model)} group by ${columns} having count(*) > 1`;
}

function columnCheck(model: Model, column: string, test: ColumnTest, library: Library): Check {
  const name = identifier(column);
  const from = `from ${relation(model)}`;
  const check = (kind: string, sql: string, severity: Check["severity"] = "error"): Check => ({
    model,
    name: `${kind}_${column}`,
    severity,
    sql,
  });
  if (test === "not_null") return check("not_null", `select * ${from} where ${name} is null`);
  if (test === "unique") return check("unique", duplicates(model, [column]));
  if ("not_null" in test) {
    const { where, severity } = test.not_null;
    return check("not_null", `select * ${from} where ${name} is null and (${where ?? "true"})`, severity);
  }
  if ("accepted_values" in test) {
    const values = test.accepted_values.map((value) => sqlLiteral(value).sql).join(", ");
    return check("accepted_values", `select * ${from} where ${name} is not null and ${name} not in (${values})`);
  }
  const { to, column: target } = test.relationships;
  const parent = library.models.get(to);
  const other = parent === undefined ? to : relation(parent);
  return check(
    "relationships",
    `select child.* from ${relation(model)} as child where child.${name} is not null
     and not exists (select 1 from ${other} as parent where parent.${identifier(target)} = child.${name})`,
  );
}
