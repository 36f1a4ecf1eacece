import { WhalecurveError } from "../../core/error.ts";
import { type IngestSummary, ingest } from "../../ingest/ingest.ts";
import { dataPaths, type Session } from "../session.ts";
import { counted, grouped, reportStage } from "./report.ts";
import type { Warehouse } from "./warehouse.ts";

/**
 * Loads what changed in the sources.
 * @throws WhalecurveError `ingest_failed` when a file or table could not be read; the others are loaded nevertheless.
 */
export async function ingestStage(session: Session, { database }: Warehouse): Promise<IngestSummary> {
  const { project, clock, log } = session;
  const started = performance.now();
  const summary = await ingest({ project, database, clock, log, archiveDirectory: dataPaths(project).raw });
  const rows = summary.loads.reduce((sum, load) => sum + load.rows_staged, 0);
  const did = summary.changed
    ? `${counted(rows, "row")} of ${counted(summary.loads.length, "table")} accepted, ${grouped(summary.quarantined)} quarantined`
    : `nothing changed, ${counted(summary.waiting, "row")} in quarantine`;
  reportStage(log, "ingest", did, performance.now() - started, {
    rows,
    quarantined: summary.quarantined,
    waiting: summary.waiting,
  });
  if (summary.failures.length === 0) return summary;
  for (const failure of summary.failures) log.error(failure.message, { code: failure.code });
  throw new WhalecurveError({
    code: "ingest_failed",
    where: "ingest",
    what: `${counted(summary.failures.length, "table")} could not be loaded; nothing was published`,
    hint: "mend what is reported above and run again: what has been loaded is kept",
  });
}
