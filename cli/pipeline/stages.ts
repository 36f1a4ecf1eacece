import { WhalecurveError } from "../../core/error.ts";
import { type BuildOptions, type BuildResult, build, test } from "../../warehouse/runner/build.ts";
import type { Graph } from "../../warehouse/runner/graph.ts";
import { publish } from "../../warehouse/snapshot/publish.ts";
import { dataPaths, type Session } from "../session.ts";
import { recordEntities } from "./entities.ts";
import { codeVersion, loadLibrary, variablesOf } from "./library.ts";
import { withPublished } from "./published.ts";
import { counted, grouped, reportStage } from "./report.ts";
import type { Warehouse } from "./warehouse.ts";

/** Which models a stage works on; all of them by default. */
export interface Selection {
  select?: string;
  exclude?: string;
  fullRefresh?: boolean;
}

/**
 * Makes the models that changed and tests them.
 * @throws WhalecurveError `tests_failed` when a test of severity `error` or a unit test failed.
 */
export async function buildStage(session: Session, warehouse: Warehouse, selection: Selection): Promise<BuildResult> {
  await requireLoads(warehouse);
  await recordEntities(warehouse.connection);
  const started = performance.now();
  const options = optionsOf(session, warehouse, selection);
  const result = await withPublished(session, warehouse, () => build(options));
  const elapsed = performance.now() - started;
  if (!result.changed && result.status === "passed") {
    reportStage(session.log, "build", "nothing changed", elapsed, { models: 0 });
    return result;
  }
  const building = result.models.reduce((sum, model) => sum + model.milliseconds, 0);
  reportStage(session.log, "build", counted(result.models.length, "model"), building, { models: result.models.length });
  requirePassed(session, result, elapsed - building);
  return result;
}

/**
 * Tests the models as they stand.
 * @throws WhalecurveError `tests_failed`, or `not_built` when a selected model does not exist yet.
 */
export async function testStage(session: Session, warehouse: Warehouse, selection: Selection): Promise<void> {
  await requireLoads(warehouse);
  const started = performance.now();
  const options = optionsOf(session, warehouse, selection);
  const result = await withPublished(session, warehouse, () => test(options));
  requirePassed(session, result, performance.now() - started);
}

/** Makes the last build the published one, where it is not already. */
export async function publishStage(
  session: Session,
  { connection }: Warehouse,
  graph: Graph,
): Promise<{ buildId: string; changed: boolean }> {
  const started = performance.now();
  const published = await publish(connection, graph, dataPaths(session.project).snapshots);
  const did = published.changed ? `build ${published.buildId}` : `build ${published.buildId} is published already`;
  reportStage(session.log, "publish", did, performance.now() - started, { build: published.buildId });
  return published;
}

function optionsOf(session: Session, { connection }: Warehouse, selection: Selection): BuildOptions {
  return {
    connection,
    library: loadLibrary(session.project),
    variables: variablesOf(session),
    clock: session.clock,
    log: session.log,
    codeVersion,
    ...selection,
  };
}

async function requireLoads({ connection }: Warehouse): Promise<void> {
  const prepared = await connection.row(
    "select 1 as found from information_schema.tables where table_schema = 'meta' and table_name = 'ingest_state'",
  );
  if (prepared !== undefined) return;
  throw new WhalecurveError({
    code: "no_loads",
    where: "build",
    what: "nothing has been ingested yet",
    hint: "run `whalecurve ingest` first, or `whalecurve run` for everything",
  });
}

function requirePassed(
  session: Session,
  { checks, unitTests }: Pick<BuildResult, "checks" | "unitTests">,
  milliseconds: number,
): void {
  const wrong = checks.filter((check) => check.failures > 0);
  const failed =
    wrong.filter((check) => check.severity === "error").length +
    unitTests.filter((unitTest) => unitTest.differences.length > 0).length;
  const warnings = wrong.filter((check) => check.severity === "warn").length;
  const passed = checks.length + unitTests.length - failed - warnings;
  const did = `${grouped(passed)} passed, ${counted(warnings, "warning")}, ${grouped(failed)} failed`;
  reportStage(session.log, "test", did, milliseconds, { passed, warnings, failed });
  if (failed === 0) return;
  throw new WhalecurveError({
    code: "tests_failed",
    where: "test",
    what: `${counted(failed, "test")} failed; nothing was published`,
    hint: "mend what is reported above, then run again",
  });
}
