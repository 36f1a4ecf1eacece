import type { Kysely, Selectable } from "kysely";
import type { Clock } from "../core/clock.ts";
import type { JobRunTable, StoreTables } from "./schema.ts";

export type JobRun = Selectable<JobRunTable>;

/** The history of jobs. */
export class JobRuns {
  readonly #database: Kysely<StoreTables>;
  readonly #clock: Clock;

  constructor(database: Kysely<StoreTables>, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  /** Records that a job begins, and returns its id. */
  async start(run: { command: string; scheduleName: string | null; processId: number | null }): Promise<number> {
    const { id } = await this.#database
      .insertInto("job_runs")
      .values({
        command: run.command,
        schedule_name: run.scheduleName,
        process_id: run.processId,
        started_at: this.#now(),
        status: "running",
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    return id;
  }

  /** Records how a job ended. `exitCode` null: a signal ended it. */
  async finish(id: number, end: { exitCode: number | null; message: string | null }): Promise<void> {
    await this.#database
      .updateTable("job_runs")
      .set({
        finished_at: this.#now(),
        status: end.exitCode === 0 ? "succeeded" : "failed",
        exit_code: end.exitCode,
        message: end.message,
      })
      .where("id", "=", id)
      .execute();
  }

  /** Marks running jobs whose process is gone as failed, and returns how many there were. */
  async failLost(isAlive: (processId: number) => boolean): Promise<number> {
    const running = await this.#database.selectFrom("job_runs").selectAll().where("status", "=", "running").execute();
    const lost = running.filter((run) => run.process_id === null || !isAlive(run.process_id));
    for (const run of lost)
      await this.finish(run.id, { exitCode: null, message: "its process ended without a report" });
    return lost.length;
  }

  /** The latest runs, newest first. */
  async latest(limit: number): Promise<JobRun[]> {
    return this.#database.selectFrom("job_runs").selectAll().orderBy("id", "desc").limit(limit).execute();
  }

  #now(): string {
    return this.#clock.now().toISOString();
  }
}
