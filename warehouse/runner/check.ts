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
  /** What is wrong about a row, where a look at the row alone tells: such checks of a model share one scan. */
  wrong?: string;
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
        ...(test.query === undefined
          ? rowCheck(model, `not (${compileQuery(test.expression ?? "true", model.path, library, variables)})`)
          : { sql: compileQuery(test.query, model.path, library, variables) }),
      }),
    );
    return [...keyed, ...ofColumns, ...ofModel];
  });
}

/** Runs checks; those that look at rows alone in one scan per model. */
export async function runChecks(connection: Connection, checks: readonly Check[]): Promise<CheckResult[]> {
  const results = new Map<Check, CheckResult>();
  for (const [model, ofModel] of Map.groupBy(
    checks.filter((check) => check.wrong !== undefined),
    (check) => check.model,
  )) {
    const counts = ofModel.map((check, index) => `count(*) filter (where ${check.wrong}) as "${index}"`);
    const found = await connection
      .row<Record<string, number>>(`select ${counts.join(", ")} from ${relation(model)}`)
      .catch(() => undefined);
    for (const [index, check] of ofModel.entries()) {
      if (found?.[String(index)] === 0) {
        const { name, severity } = check;
        results.set(check, { model: model.name, test: name, severity, failures: 0, examples: "[]" });
      }
    }
  }
  for (const check of checks) if (!results.has(check)) results.set(check, await runCheck(connection, check));
  return checks.flatMap((check) => results.get(check) ?? []);
}

async function runCheck(connection: Connection, check: Check): Promise<CheckResult> {
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

function rowCheck(model: Model, wrong: string): Pick<Check, "sql" | "wrong"> {
  return { sql: `select * from ${relation(model)} where ${wrong}`, wrong };
}

function duplicates(model: Model, key: readonly string[]): string {
  const columns = key.map(identifier).join(", ");
  return `select ${columns}, count(*) as rows from ${relation(model)} group by ${columns} having count(*) > 1`;
}

function columnCheck(model: Model, column: string, test: ColumnTest, library: Library): Check {
  const name = identifier(column);
  const check = (kind: string, query: Pick<Check, "sql" | "wrong">, severity: Check["severity"] = "error"): Check => ({
    model,
    name: `${kind}_${column}`,
    severity,
    ...query,
  });
  if (test === "not_null") return check("not_null", rowCheck(model, `${name} is null`));
  if (test === "unique") return check("unique", { sql: duplicates(model, [column]) });
  if ("not_null" in test) {
    const { where, severity } = test.not_null;
    return check("not_null", rowCheck(model, `${name} is null and (${where ?? "true"})`), severity);
  }
  if ("accepted_values" in test) {
    const values = test.accepted_values.map((value) => sqlLiteral(value).sql).join(", ");
    return check("accepted_values", rowCheck(model, `${name} is not null and ${name} not in (${values})`));
  }
  const { to, column: target } = test.relationships;
  const parent = library.models.get(to);
  const other = parent === undefined ? to : relation(parent);
  return check("relationships", {
    sql: `select child.* from ${relation(model)} as child where child.${name} is not null
     and not exists (select 1 from ${other} as parent where parent.${identifier(target)} = child.${name})`,
  });
}
