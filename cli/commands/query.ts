import { availableParallelism } from "node:os";
import type { DuckDBResult } from "@duckdb/node-api";
import { csvRecord } from "../../api/formats/csv.ts";
import { messageOf, WhalecurveError } from "../../core/error.ts";
import { type Value, valueConverter } from "../../warehouse/duckdb/values.ts";
import { SnapshotReader } from "../../warehouse/snapshot/reader.ts";
import { dataPaths, openSession } from "../session.ts";
import { writeToStdout } from "../stdout.ts";
import { formatTable } from "../table.ts";
import type { Register } from "./index.ts";

/** `query`: read-only SQL on the current snapshot. */
export const register: Register = (program) => {
  program
    .command("query")
    .description("run read-only SQL on the published marts")
    .argument("<sql>", "one statement; tables of marts by name, source rows as sources.<entity>")
    .option("--format <format>", "table, csv or json", "table")
    .action(async (sql: string, flags: { format: string }, command) => {
      const { project } = openSession(command);
      const write = writerOf(flags.format);
      const snapshots = new SnapshotReader(dataPaths(project).snapshots, { threads: availableParallelism() });
      const lease = await snapshots.lease();
      const connection = await lease.pool.acquire();
      try {
        await connection.execute("use marts");
        await writeToStdout(write(await connection.stream(sql)));
      } catch (thrown) {
        throw new WhalecurveError({ code: "query_failed", what: messageOf(thrown), cause: thrown });
      } finally {
        lease.pool.release(connection);
        lease.release();
        snapshots.close();
      }
    });
};

type Writer = (result: DuckDBResult) => AsyncIterable<string>;
const writers: Record<string, Writer> = { table, csv, json };

function writerOf(format: string): Writer {
  const writer = writers[format];
  if (writer !== undefined) return writer;
  throw new WhalecurveError({
    code: "unknown_format",
    where: "--format",
    what: `there is no format "${format}"`,
    hint: `one of: ${Object.keys(writers).join(", ")}`,
    exitCode: 2,
  });
}

async function* table(result: DuckDBResult): AsyncGenerator<string> {
  const rows: Value[][] = [];
  for await (const some of result.yieldConvertedRows(valueConverter)) rows.push(...some);
  yield formatTable(
    result.deduplicatedColumnNames(),
    rows.map((row) => row.map(shown)),
  );
}

async function* csv(result: DuckDBResult): AsyncGenerator<string> {
  yield csvRecord(result.columnNames());
  for await (const rows of result.yieldConvertedRows(valueConverter)) yield rows.map(csvRecord).join("");
}

async function* json(result: DuckDBResult): AsyncGenerator<string> {
  const names = result.deduplicatedColumnNames();
  let separator = "[\n";
  for await (const rows of result.yieldConvertedRows(valueConverter)) {
    for (const row of rows) {
      yield separator + JSON.stringify(Object.fromEntries(names.map((name, index) => [name, row[index] ?? null])));
      separator = ",\n";
    }
  }
  yield separator === "[\n" ? "[]\n" : "\n]\n";
}

function shown(value: Value): string {
  if (value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
