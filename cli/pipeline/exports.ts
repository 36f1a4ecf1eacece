import { Cron } from "croner";
import { findDataset } from "../../api/datasets/index.ts";
import { findFormat } from "../../api/formats/index.ts";
import { messageOf, WhalecurveError } from "../../core/error.ts";
import type { Project, ScheduleEntry } from "../../core/project.ts";
import { findTarget } from "../../pricing/targets/index.ts";
import { openStore, type Store } from "../../store/store.ts";
import { commandOf } from "../schedule/job.ts";
import { dataPaths, type Session } from "../session.ts";
import { exportDataset } from "./dataset.ts";
import { reportStage } from "./report.ts";

/**
 * Sees that every scheduled export names a dataset, a format and a target that are there.
 * @throws WhalecurveError (exit code 2).
 */
export function checkExports(project: Project): void {
  for (const { export: dataset, format, to } of project.schedule) {
    if (dataset === undefined) continue;
    findDataset(dataset);
    findFormat(format);
    if (to !== undefined) findTarget(project, to);
  }
}

/**
 * Delivers the scheduled exports that became due since they last succeeded; one that never did is due at once.
 * @throws WhalecurveError `export_failed` after all of them have been tried.
 */
export async function exportStage(session: Session, deliver: typeof exportDataset = exportDataset): Promise<void> {
  const { project, clock, log } = session;
  const entries = project.schedule.filter((entry) => entry.export !== undefined);
  if (entries.length === 0) return;
  const store = await openStore(dataPaths(project).store, clock);
  const failed: string[] = [];
  try {
    for (const entry of entries) {
      if (!(await isDue(store, entry, clock.now()))) continue;
      const started = performance.now();
      const command = commandOf(entry).join(" ");
      const id = await store.jobRuns.start({ command, scheduleName: entry.name, processId: process.pid });
      try {
        const { export: dataset = "", format, to } = entry;
        const did = await deliver(session, { dataset, format, to });
        await store.jobRuns.finish(id, { exitCode: 0, message: null });
        await store.scheduleStates.setHandledUntil(entry.name, entry.cron, clock.now());
        reportStage(log, "export", `${entry.name}: ${did}`, performance.now() - started);
      } catch (thrown) {
        const exitCode = thrown instanceof WhalecurveError ? thrown.exitCode : 1;
        await store.jobRuns.finish(id, { exitCode, message: messageOf(thrown) });
        log.error(
          `export ${entry.name}: ${messageOf(thrown)}`,
          thrown instanceof WhalecurveError ? { code: thrown.code } : {},
        );
        failed.push(entry.name);
      }
    }
  } finally {
    await store.close();
  }
  if (failed.length === 0) return;
  throw new WhalecurveError({
    code: "export_failed",
    where: "export",
    what: `${failed.join(", ")} could not be delivered`,
    hint: "mend what is reported above; the next `whalecurve run` tries again",
  });
}

async function isDue(store: Store, entry: ScheduleEntry, now: Date): Promise<boolean> {
  const handled = await store.scheduleStates.handledUntil(entry.name, entry.cron);
  if (handled === undefined) return true;
  const next = new Cron(entry.cron, { paused: true }).nextRun(handled);
  return next !== null && next <= now;
}
