import type { Session } from "../session.ts";
import { checkExports, exportStage } from "./exports.ts";
import { ingestStage } from "./ingestion.ts";
import { loadGraph } from "./library.ts";
import { buildStage, publishStage } from "./stages.ts";
import { withWarehouse } from "./warehouse.ts";

/** What a run did. `waiting` counts the rows in quarantine. */
export interface RunOutcome {
  buildId: string;
  changed: boolean;
  waiting: number;
}

/**
 * Ingest, build with its tests, publish, then the exports that are due. Every stage commits by itself, so that a run that
 * was stopped anywhere is completed by the next one. Nothing is published unless everything before it succeeded.
 * @throws WhalecurveError of the stage that failed.
 */
export async function runPipeline(session: Session): Promise<RunOutcome> {
  // First: a mistake in the schedule or in a model is told before anything is loaded.
  checkExports(session.project);
  const graph = loadGraph(session);
  const outcome = await withWarehouse(session, async (warehouse) => {
    const ingested = await ingestStage(session, warehouse);
    const built = await buildStage(session, warehouse, {});
    const published = await publishStage(session, warehouse, graph);
    const changed = ingested.changed || built.changed || published.changed;
    return { buildId: published.buildId, changed, waiting: ingested.waiting };
  });
  if (!outcome.changed) session.log.info(`nothing changed: build ${outcome.buildId} still stands`);
  await exportStage(session);
  return outcome;
}
