import { Cron } from "croner";
import type { Clock } from "../../core/clock.ts";
import { messageOf, WhalecurveError } from "../../core/error.ts";
import type { Log } from "../../core/log.ts";
import type { ScheduleEntry } from "../../core/project.ts";
import type { Store } from "../../store/store.ts";
import { commandOf, type Job, type StartJob } from "./job.ts";

export interface SchedulerOptions {
  entries: readonly ScheduleEntry[];
  store: Store;
  startJob: StartJob;
  clock: Clock;
  log: Log;
}

const longestPause = 30_000;

/**
 * Starts what is due, one job at a time. Due times that were missed are caught up once. A job that dies is a failed run in
 * the history, nothing more.
 */
export class Scheduler {
  readonly #options: SchedulerOptions;
  readonly #crons: ReadonlyMap<ScheduleEntry, Cron>;
  #job: Job | undefined;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;
  #working: Promise<void> = Promise.resolve();

  /** @throws WhalecurveError `invalid_schedule` (exit code 2) for a `cron` that cannot be read. */
  constructor(options: SchedulerOptions) {
    this.#options = options;
    this.#crons = new Map(options.entries.map((entry) => [entry, parseCron(entry)]));
  }

  /** Works until `stop`. */
  start(): void {
    this.#working = this.runDue()
      .catch((thrown) => this.#options.log.error(`schedule: ${messageOf(thrown)}`))
      .finally(() => {
        if (!this.#stopped) this.#timer = setTimeout(() => this.start(), this.#pause());
      });
  }

  /** Ends the job that is running and starts no other. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#job?.stop();
    await this.#working;
  }

  /** Runs every entry that is due now, earliest first, and waits for each: a job may have done the next one's work. */
  async runDue(): Promise<void> {
    for (let entry = await this.#due(); entry !== undefined && !this.#stopped; entry = await this.#due()) {
      await this.#options.store.scheduleStates.setHandledUntil(entry.name, entry.cron, this.#options.clock.now());
      await this.#run(entry);
    }
  }

  async #due(): Promise<ScheduleEntry | undefined> {
    const { store, clock } = this.#options;
    const due: { entry: ScheduleEntry; at: Date }[] = [];
    for (const [entry, cron] of this.#crons) {
      const handled = await store.scheduleStates.handledUntil(entry.name, entry.cron);
      if (handled === undefined) await store.scheduleStates.setHandledUntil(entry.name, entry.cron, clock.now());
      const at = cron.nextRun(handled ?? clock.now());
      if (at !== null && at <= clock.now()) due.push({ entry, at });
    }
    return due.sort((left, right) => left.at.getTime() - right.at.getTime())[0]?.entry;
  }

  async #run(entry: ScheduleEntry): Promise<void> {
    const { store, log, startJob } = this.#options;
    const command = commandOf(entry);
    log.info(`schedule ${entry.name}: ${command.join(" ")}`);
    const job = startJob(command);
    this.#job = job;
    const run = { command: command.join(" "), scheduleName: entry.name, processId: job.processId };
    const id = await store.jobRuns.start(run);
    const end = await job.ended;
    this.#job = undefined;
    await store.jobRuns.finish(id, end);
    if (end.exitCode === 0) log.info(`schedule ${entry.name}: done`);
    else log.error(`schedule ${entry.name} failed: ${end.message ?? `exit code ${end.exitCode}`}`);
  }

  #pause(): number {
    const now = this.#options.clock.now();
    const next = [...this.#crons.values()].map((cron) => cron.nextRun(now)?.getTime() ?? Number.POSITIVE_INFINITY);
    return Math.min(longestPause, Math.max(50, Math.min(...next) - now.getTime()));
  }
}

function parseCron(entry: ScheduleEntry): Cron {
  try {
    return new Cron(entry.cron, { paused: true });
  } catch (thrown) {
    throw new WhalecurveError({
      code: "invalid_schedule",
      where: `whalecurve.yaml: schedule ${entry.name}`,
      what: `cron "${entry.cron}" cannot be read: ${messageOf(thrown)}`,
      hint: "write minute, hour, day of month, month, day of week, for example 0 2 * * *",
      exitCode: 2,
    });
  }
}
