import type { Generated } from "kysely";

export type RunStatus = "running" | "succeeded" | "failed";

/** A job that was started as a process of its own. Times are ISO 8601 in UTC. */
export interface JobRunTable {
  id: Generated<number>;
  /** As typed: `whalecurve run`. */
  command: string;
  /** The schedule that started it; null: a person did. */
  schedule_name: string | null;
  process_id: number | null;
  started_at: string;
  finished_at: string | null;
  status: RunStatus;
  exit_code: number | null;
  message: string | null;
}

/** Up to when each schedule has been handled, so that what was missed is caught up once. */
export interface ScheduleStateTable {
  schedule_name: string;
  cron: string;
  handled_until: string;
}

export interface StoreTables {
  job_runs: JobRunTable;
  schedule_states: ScheduleStateTable;
}
