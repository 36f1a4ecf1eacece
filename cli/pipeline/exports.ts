import { Cron } from "croner";
import { WhalecurveError } from "../../core/error.ts";
import type { ScheduleEntry } from "../../core/project.ts";
import { openStore, type Store } from "../../store/store.ts";
import { commandOf, jobStarter, type StartJob } from "../schedule/job.ts";
import { dataPaths, type Session } from "../session.ts";
import { reportStage } from "./report.ts";

/**
 * Delivers the scheduled exports that became due since they last succeeded; one that never did is due at once.
 * @throws WhalecurveError `export_failed` after all of them have been tried.
 */
export async function exportStage(
  session: Session,
  startJob: StartJob = jobStarter(session.project.directory),
): Promise<void> {
  const { project, clock, log } = session;
  const entries = project.schedule.filter((entry) => entry.export !== undefined);
  if (entries.length === 0) return;
  const store = await openStore(dataPaths(project).store, clock);
  const failed: string[] = [];
  try {
    for (const entry of entries) {
      if (!(await isDue(store, entry, clock.now()))) continue;
      const started = performance.now();
      const command = [...commandOf(entry), "--quiet"];
      const job = startJob(command);
      const run = { command: command.join(" "), scheduleName: entry.name, processId: job.processId };
      const id = await store.jobRuns.start(run);
      const end = await job.ended;
      await store.jobRuns.finish(id, end);
      if (end.exitCode !== 0) {
        // What an export that ended by itself has to say, it has said already.
        failed.push(end.exitCode === null ? `${entry.name} (${end.message})` : entry.name);
        continue;
      }
      await store.scheduleStates.setHandledUntil(entry.name, entry.cron, clock.now());
      reportStage(log, "export", `${entry.name}: ${entry.export} to ${entry.to}`, performance.now() - started);
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
