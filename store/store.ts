import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { Kysely, SqliteDialect } from "kysely";
import { type Clock, systemClock } from "../core/clock.ts";
import { JobRuns } from "./job-runs.ts";
import { migrate } from "./migrate.ts";
import { migrations } from "./migrations/index.ts";
import { ScheduleStates } from "./schedule-states.ts";
import type { StoreTables } from "./schema.ts";
import { openSqlite } from "./sqlite.ts";

/** The operational database: what people and processes decided or did. */
export interface Store {
  jobRuns: JobRuns;
  scheduleStates: ScheduleStates;
  close(): Promise<void>;
}

/** Opens (and creates or upgrades) the store of a project; `path` may be `:memory:`. */
export async function openStore(path: string, clock: Clock = systemClock): Promise<Store> {
  if (path !== ":memory:") mkdirSync(dirname(path), { recursive: true });
  const database = new Kysely<StoreTables>({ dialect: new SqliteDialect({ database: openSqlite(path) }) });
  await migrate(database as Kysely<unknown>, migrations, () => clock.now());
  return {
    jobRuns: new JobRuns(database, clock),
    scheduleStates: new ScheduleStates(database),
    close: () => database.destroy(),
  };
}
