import type { Clock } from "../../core/clock.ts";
import { WhalecurveError } from "../../core/error.ts";
import type { Log } from "../../core/log.ts";
import { policyHash } from "../../core/policy.ts";
import type { Connection } from "../duckdb/database.ts";
import { type CheckResult, compileChecks, runChecks } from "./check.ts";
import type { Variables } from "./compile.ts";
import { buildGraph, type Graph } from "./graph.ts";
import type { Library } from "./load.ts";
import { planBuild } from "./plan.ts";
import { runStep } from "./run.ts";
import { selectModels } from "./selector.ts";
import { prepareState, readFingerprints, readSourceVersions } from "./state.ts";
import { runUnitTests, type UnitResult } from "./unit.ts";

export interface BuildOptions {
  connection: Connection;
  library: Library;
  variables: Variables;
  clock: Clock;
  log: Log;
  /** Version of the program, stored with the build. */
  codeVersion: string;
  select?: string | undefined;
  exclude?: string | undefined;
  fullRefresh?: boolean;
}

export interface BuiltModel {
  model: string;
  reason: string;
  rows: number | null;
  milliseconds: number;
}

export interface BuildResult {
  buildId: string;
  /** False when nothing had changed since the last build, which then still stands. */
  changed: boolean;
  models: BuiltModel[];
  checks: CheckResult[];
  unitTests: UnitResult[];
  status: "passed" | "failed";
}

/**
 * Makes what changed, then tests it; unit tests of the project's own models come first. A build in which a test of severity `error` fails is stored as failed and is never
 * published; the models that were made stay in the warehouse for inspection. Nor is one of selected models: a build of all
 * models has to pass first.
 * @throws WhalecurveError when a model or a test cannot run.
 */
export async function build(options: BuildOptions): Promise<BuildResult> {
  const { connection, library, variables, clock, log } = options;
  await prepareState(connection);
  const graph = buildGraph(library, variables);
  const selected = selectModels(graph, options.select, options.exclude);
  const own = new Set([...selected].filter((name) => library.models.get(name)?.isBuiltIn === false));
  const unitTests = await runUnitTests(connection, graph, own, library, variables);
  reportUnitTests(unitTests, log);

  const versionOf = await readSourceVersions(connection);
  const made = await readFingerprints(connection);
  const last = await lastBuild(connection);
  const outdated = planBuild(
    graph,
    selected,
    made,
    withBuild(versionOf, last?.build_id ?? "none"),
    options.fullRefresh,
  );
  const unchanged = outdated.length === 0 && last?.status === "passed";
  if (unchanged) {
    const status = unitTests.some((test) => test.differences.length > 0) ? "failed" : "passed";
    return { buildId: last.build_id, changed: false, models: [], checks: [], unitTests, status };
  }

  const resumed = outdated.length === 0 && last !== undefined;
  const buildId = resumed ? last.build_id : newBuildId(clock);
  if (!resumed) await recordBuild(connection, buildId, options);
  const builtAt = clock.now().toISOString().replace("Z", "");
  const models: BuiltModel[] = [];
  const steps = planBuild(graph, selected, made, withBuild(versionOf, buildId), options.fullRefresh);
  for (const [index, step] of steps.entries()) {
    const name = step.node.model.name;
    log.progress(`build ${index + 1}/${steps.length} ${name}`);
    const started = performance.now();
    const rows = await runStep(connection, step, builtAt);
    const milliseconds = Math.round(performance.now() - started);
    models.push({ model: name, reason: step.reason, rows, milliseconds });
    log.debug(`${name}: ${step.reason}`, { rows, milliseconds });
  }
  await forgetRemovedModels(connection, graph, library);
  const checks = await audit(connection, graph, selected, library, variables, buildId, log);
  const failed =
    checks.some((check) => check.failures > 0 && check.severity === "error") ||
    unitTests.some((test) => test.differences.length > 0);
  const status = failed ? "failed" : "passed";
  // Some models prove nothing about the others: what an unfinished or failed build still owes stays owed.
  const isWhole = graph.every((node) => selected.has(node.model.name));
  const recorded = failed || isWhole ? status : resumed ? last.status : "partial";
  await connection.execute("update meta.build set status = $1 where build_id = $2", [recorded, buildId]);
  return { buildId, changed: true, models, checks, unitTests, status };
}

/** Runs the tests of the selected models as they stand in the warehouse, and all their unit tests. */
export async function test(options: BuildOptions): Promise<Pick<BuildResult, "checks" | "unitTests" | "status">> {
  const { connection, library, variables, log } = options;
  await prepareState(connection);
  const graph = buildGraph(library, variables);
  const selected = selectModels(graph, options.select, options.exclude);
  const made = await readFingerprints(connection);
  const missing = [...selected].find((name) => !made.has(name));
  if (missing !== undefined) {
    throw new WhalecurveError({
      code: "not_built",
      where: missing,
      what: "this model has not been built yet",
      hint: "run `whalecurve build` first",
    });
  }
  const unitTests = await runUnitTests(connection, graph, selected, library, variables);
  reportUnitTests(unitTests, log);
  const buildId = (await lastBuild(connection))?.build_id ?? "none";
  const checks = await audit(connection, graph, selected, library, variables, buildId, log);
  const failed =
    checks.some((check) => check.failures > 0 && check.severity === "error") ||
    unitTests.some((unitTest) => unitTest.differences.length > 0);
  return { checks, unitTests, status: failed ? "failed" : "passed" };
}

async function audit(
  connection: Connection,
  graph: Graph,
  selected: ReadonlySet<string>,
  library: Library,
  variables: Variables,
  buildId: string,
  log: Log,
): Promise<CheckResult[]> {
  const compiled = compileChecks(graph, selected, library, variables);
  log.progress(`test ${compiled.length} checks`);
  const results = await runChecks(connection, compiled);
  for (const result of results) {
    if (result.failures > 0) {
      const text = `test ${result.test} of ${result.model}: ${result.failures} rows are wrong, such as ${result.examples}`;
      if (result.severity === "error") log.error(text);
      else log.warn(text);
    }
  }
  await connection.transaction(async () => {
    await connection.execute("delete from meta.test_result where build_id = $1", [buildId]);
    for (const result of results.filter((found) => found.failures > 0)) {
      await connection.execute("insert into meta.test_result values ($1, $2, $3, $4, $5, $6)", [
        buildId,
        result.model,
        result.test,
        result.severity,
        result.failures,
        result.examples,
      ]);
    }
  });
  return results;
}

function reportUnitTests(results: readonly UnitResult[], log: Log): void {
  for (const { model, test: name, differences } of results) {
    if (differences.length > 0)
      log.error(`unit test "${name}" of ${model}:\n  ${differences.slice(0, 10).join("\n  ")}`);
  }
}

const withBuild =
  (versionOf: (table: string) => string, buildId: string) =>
  (table: string): string =>
    table === "meta.build" ? buildId : versionOf(table);

function newBuildId(clock: Clock): string {
  return clock.now().toISOString().replace(/[-:.]/g, "");
}

/** The newest build, finished or not. */
export async function lastBuild(
  connection: Connection,
): Promise<{ build_id: string; built_at: string; as_of: string; policy_hash: string; status: string } | undefined> {
  return connection.row(
    "select build_id, built_at, as_of, policy_hash, status from meta.build order by built_at desc, build_id desc limit 1",
  );
}

async function recordBuild(connection: Connection, buildId: string, options: BuildOptions): Promise<void> {
  const { variables, clock, codeVersion } = options;
  await connection.execute(
    `insert into meta.build
     select $1, $2::timestamp, $3::date, $4, $5,
       coalesce((select '[' || string_agg(to_json(load)::varchar, ',' order by source, entity) || ']' from (
         select source, entity, load_id, rows_staged as rows, loaded_at as newest from meta.load
         qualify row_number() over (partition by source, entity order by load_id desc) = 1) as load), '[]'),
       'running'`,
    [buildId, clock.now().toISOString().replace("Z", ""), variables.asOf, policyHash(variables.policy), codeVersion],
  );
}

async function forgetRemovedModels(connection: Connection, graph: Graph, library: Library): Promise<void> {
  const made = await readFingerprints(connection);
  for (const name of made.keys()) {
    if (library.models.has(name) || graph.some((node) => node.model.name === name)) continue;
    await connection.transaction(async () => {
      const standing = await connection.rows<{ schema: string; kind: string }>(
        `select table_schema as schema, table_type as kind from information_schema.tables
         where table_catalog = current_database() and table_name = $1 and table_schema not in ('canonical', 'meta', 'raw')`,
        [name],
      );
      for (const { schema, kind } of standing) {
        await connection.execute(`drop ${kind === "VIEW" ? "view" : "table"} "${schema}"."${name}"`);
      }
      await connection.execute("delete from meta.model_state where name = $1", [name]);
    });
  }
}
