import type { Log } from "../../core/log.ts";
import { type IngestSummary, ingest } from "../../ingest/ingest.ts";
import type { LoadRecord } from "../../ingest/ledger.ts";
import { counted, reportStage } from "../pipeline/report.ts";
import { withWarehouse } from "../pipeline/warehouse.ts";
import { dataPaths, openSession } from "../session.ts";
import type { Register } from "./index.ts";

interface Flags {
  source?: string;
  entity?: string;
  full?: boolean;
  strict?: boolean;
}

/** `ingest`: land, map, check and stage what the sources deliver. */
export const register: Register = (program) => {
  program
    .command("ingest")
    .description("load what changed in the sources: land, map, check; rejected rows go to quarantine")
    .option("--source <name>", "only this source")
    .option("--entity <name>", "only this entity")
    .option("--full", "load again what did not change")
    .option("--strict", "exit with 1 when rows are in quarantine")
    .action(async (flags: Flags, command) => {
      const session = openSession(command);
      const { project, clock, log } = session;
      const started = performance.now();
      const summary = await withWarehouse(session, ({ database }) =>
        ingest({ project, database, clock, log, archiveDirectory: dataPaths(project).raw, ...flags }),
      );
      report(log, summary, performance.now() - started);
      if (summary.failures.length > 0 || (flags.strict === true && summary.waiting > 0)) process.exitCode = 1;
    });
};

function report(log: Log, summary: IngestSummary, milliseconds: number): void {
  const broken = summary.tables.filter((load) => load.rows_quarantined > 0);
  for (const load of [...broken, ...summary.loads]) {
    log.info(`${name(load)}  ${outcome(load)}`, { ...load });
  }
  for (const { source, entity } of summary.unchanged)
    log.info(`${name({ source, entity })}  unchanged`, { source, entity });
  for (const failure of summary.failures) log.error(failure.message, { code: failure.code });
  const rows = summary.loads.reduce((sum, load) => sum + load.rows_staged, 0);
  const did = summary.changed
    ? `${counted(rows, "row")} of ${counted(summary.loads.length, "table")} accepted, ${counted(summary.quarantined, "row")} quarantined`
    : "nothing changed";
  reportStage(log, "ingest", did, milliseconds, { rows, quarantined: summary.quarantined, waiting: summary.waiting });
  if (summary.waiting > 0) {
    log.warn(`${counted(summary.waiting, "row")} in quarantine: see \`whalecurve quarantine list\``);
  }
}

function name({ source, entity }: { source: string; entity: string }): string {
  return `${source} ${entity}`.padEnd(36);
}

function outcome(load: LoadRecord): string {
  const parts = [
    counted(load.rows_staged, "row"),
    load.rows_quarantined > 0 ? `${counted(load.rows_quarantined, "row")} quarantined` : "",
    load.rows_superseded > 0 ? `${counted(load.rows_superseded, "row")} superseded` : "",
    load.rows_deleted > 0 ? `${counted(load.rows_deleted, "row")} deleted` : "",
  ];
  return parts.filter((part) => part !== "").join(", ");
}
