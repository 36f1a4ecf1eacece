import type { Kysely } from "kysely";
import type { Migration } from "./index.ts";

export const jobs: Migration = {
  name: "0001-jobs",
  async up(database: Kysely<unknown>) {
    await database.schema
      .createTable("job_runs")
      .addColumn("id", "integer", (column) => column.primaryKey().autoIncrement())
      .addColumn("command", "text", (column) => column.notNull())
      .addColumn("schedule_name", "text")
      .addColumn("process_id", "integer")
      .addColumn("started_at", "text", (column) => column.notNull())
      .addColumn("finished_at", "text")
      .addColumn("status", "text", (column) => column.notNull())
      .addColumn("exit_code", "integer")
      .addColumn("message", "text")
      .execute();
    await database.schema.createIndex("job_runs_by_status").on("job_runs").column("status").execute();
    await database.schema
      .createTable("schedule_states")
      .addColumn("schedule_name", "text", (column) => column.primaryKey())
      .addColumn("cron", "text", (column) => column.notNull())
      .addColumn("handled_until", "text", (column) => column.notNull())
      .execute();
  },
};
