import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { Kysely, SqliteDialect, sql } from "kysely";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { migrate } from "../../store/migrate.ts";
import type { Migration } from "../../store/migrations/index.ts";
import { openSqlite } from "../../store/sqlite.ts";
import { openStore, type Store } from "../../store/store.ts";
import { temporaryDirectory } from "../api/company.ts";

let directory: ReturnType<typeof temporaryDirectory>;
let file: string;
const clock = { now: () => new Date("2026-06-01T10:00:00Z") };

beforeEach(() => {
  directory = temporaryDirectory();
  file = join(directory.path, "data", "store.db");
});
afterEach(() => directory.remove());

async function withStore<Result>(work: (store: Store) => Promise<Result>): Promise<Result> {
  const store = await openStore(file, clock);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

describe("job runs", () => {
  it("keep how each job went, across openings", async () => {
    await withStore(async ({ jobRuns }) => {
      const first = await jobRuns.start({ command: "run", scheduleName: "nightly", processId: 11 });
      const second = await jobRuns.start({ command: "run", scheduleName: null, processId: 12 });
      await jobRuns.finish(first, { exitCode: 0, message: null });
      await jobRuns.finish(second, { exitCode: 1, message: "a test failed" });
    });
    const runs = await withStore(({ jobRuns }) => jobRuns.latest(10));
    expect(runs.map(({ status, exit_code, message }) => [status, exit_code, message])).toEqual([
      ["failed", 1, "a test failed"],
      ["succeeded", 0, null],
    ]);
    expect(runs[1]).toMatchObject({ schedule_name: "nightly", started_at: "2026-06-01T10:00:00.000Z" });
  });

  it("are failed when their process is gone", async () => {
    await withStore(async ({ jobRuns }) => {
      await jobRuns.start({ command: "run", scheduleName: null, processId: 11 });
      await jobRuns.start({ command: "run", scheduleName: null, processId: 12 });
      expect(await jobRuns.failLost((processId) => processId === 12)).toBe(1);
      const [alive, lost] = await jobRuns.latest(2);
      expect(alive?.status).toBe("running");
      expect(lost).toMatchObject({ status: "failed", exit_code: null, finished_at: "2026-06-01T10:00:00.000Z" });
    });
  });
});

describe("schedule states", () => {
  it("forget what they handled when the cron changes", async () => {
    await withStore(async ({ scheduleStates }) => {
      await scheduleStates.setHandledUntil("nightly", "0 2 * * *", new Date("2026-06-01T02:00:00Z"));
      await scheduleStates.setHandledUntil("nightly", "0 2 * * *", new Date("2026-06-02T02:00:00Z"));
      expect(await scheduleStates.handledUntil("nightly", "0 2 * * *")).toEqual(new Date("2026-06-02T02:00:00Z"));
      expect(await scheduleStates.handledUntil("nightly", "0 3 * * *")).toBeUndefined();
    });
  });
});

describe("the store's file", () => {
  it("is created by several processes at once", async () => {
    const module = new URL("../../store/store.ts", import.meta.url).href;
    const script = `import { openStore } from "${module}"; await (await openStore(process.argv[1])).close();`;
    const open = () => promisify(execFile)(process.execPath, ["--input-type=module", "-e", script, file]);
    await Promise.all([open(), open(), open()]);
    expect(await withStore(({ jobRuns }) => jobRuns.latest(1))).toEqual([]);
  });

  it("refuses values that it would silently lose", async () => {
    const database = new Kysely<unknown>({ dialect: new SqliteDialect({ database: openSqlite(":memory:") }) });
    await expect(sql`select ${new Date(0)}`.execute(database)).rejects.toThrow("a Date");
    await expect(sql`select ${undefined}`.execute(database)).rejects.toThrow("undefined");
    await expect(sql`select ${{ a: 1 }}`.execute(database)).rejects.toThrow("object");
    await expect(sql`select ${true}`.execute(database)).rejects.toThrow("boolean");
    await database.destroy();
  });
});

describe("migrations", () => {
  const fail: Migration = {
    name: "2",
    up: async (database) => {
      await database.schema.createTable("b").addColumn("id", "integer").execute();
      throw new Error("stopped halfway");
    },
  };
  const table: Migration = {
    name: "1",
    up: (database) => database.schema.createTable("a").addColumn("id", "integer").execute(),
  };
  const open = () => new Kysely<unknown>({ dialect: new SqliteDialect({ database: openSqlite(":memory:") }) });

  it("are applied once, and wholly or not at all", async () => {
    const database = open();
    await expect(migrate(database, [table, fail], clock.now)).rejects.toThrow("stopped halfway");
    await migrate(database, [table], clock.now);
    await migrate(database, [table], clock.now);
    const { rows } = await sql<{ name: string }>`select name from sqlite_master where type = 'table'`.execute(database);
    expect(rows.map((row) => row.name).sort()).toEqual(["a", "migrations"]);
    await database.destroy();
  });

  it("refuse a store that a newer version has changed", async () => {
    const database = open();
    await migrate(database, [table], clock.now);
    await expect(migrate(database, [], clock.now)).rejects.toMatchObject({ code: "store_too_new" });
    await database.destroy();
  });
});
