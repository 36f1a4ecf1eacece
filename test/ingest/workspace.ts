import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import type { Clock } from "../../core/clock.ts";
import type { Log } from "../../core/log.ts";
import { loadProject } from "../../core/project.ts";
import { type IngestOptions, type IngestSummary, ingest } from "../../ingest/ingest.ts";
import type { Reason } from "../../ingest/quarantine.ts";
import { type Connection, Database } from "../../warehouse/duckdb/database.ts";
import type { Row } from "../../warehouse/duckdb/values.ts";

/** A project folder of its own with a real warehouse file, gone when the test is. */
export interface Workspace {
  directory: string;
  /** Messages that were logged as warnings. */
  warnings: string[];
  write(path: string, content: string | Buffer): void;
  remove(path: string): void;
  ingest(options?: Partial<IngestOptions>): Promise<IngestSummary>;
  rows<Result = Row>(sql: string): Promise<Result[]>;
  reasons(entity: string): Promise<(Reason & { row: number | null })[]>;
}

/** Opens a workspace. `configuration` is the YAML below `sources:`. */
export async function openWorkspace(
  configuration = "  erp: { connector: files, path: sources/erp }",
): Promise<Workspace> {
  const directory = mkdtempSync(join(tmpdir(), "whalecurve-ingest-"));
  mkdirSync(join(directory, "sources/erp"), { recursive: true });
  writeFileSync(
    join(directory, "whalecurve.yaml"),
    `name: test\nreporting_currency: EUR\nsources:\n${configuration}\n`,
  );
  const database = await Database.open({ path: join(directory, "data/warehouse.duckdb"), mode: "write" });
  const connection: Connection = await database.connect();
  onTestFinished(() => {
    database.close();
    rmSync(directory, { recursive: true, force: true });
  });
  const warnings: string[] = [];
  const log: Log = { error() {}, warn: (text) => warnings.push(text), info() {}, debug() {}, progress() {} };
  let minute = 0;
  const clock: Clock = { now: () => new Date(Date.UTC(2026, 5, 30, 12, minute++)) };
  return {
    directory,
    warnings,
    write(path, content) {
      mkdirSync(dirname(join(directory, path)), { recursive: true });
      writeFileSync(join(directory, path), content);
    },
    remove: (path) => rmSync(join(directory, path), { recursive: true }),
    ingest: (options = {}) =>
      ingest({
        project: loadProject(directory, {}),
        database,
        clock,
        log,
        archiveDirectory: join(directory, "data/raw"),
        ...options,
      }),
    rows: (sql) => connection.rows(sql),
    async reasons(entity) {
      const found = await connection.rows<{ row: number | null; reasons: string }>(
        "select row_number as row, reasons from meta.quarantine where entity = $1 order by row_number, quarantine_id",
        [entity],
      );
      return found.flatMap(({ row, reasons }) =>
        (JSON.parse(reasons) as Reason[]).map((reason) => ({ row, ...reason })),
      );
    },
  };
}
