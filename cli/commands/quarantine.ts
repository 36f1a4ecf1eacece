import { existsSync } from "node:fs";
import { type Command, InvalidArgumentError } from "commander";
import { csvRecord } from "../../api/formats/csv.ts";
import { WhalecurveError } from "../../core/error.ts";
import { listQuarantine, type QuarantinedRow, type Reason, showQuarantine } from "../../ingest/quarantine.ts";
import { type Connection, Database } from "../../warehouse/duckdb/database.ts";
import { dataPaths, openSession } from "../session.ts";
import { formatTable } from "../table.ts";
import type { Register } from "./index.ts";

interface Filter {
  source?: string;
  entity?: string;
}

/** `quarantine`: the rows that a contract rejected, and why. */
export const register: Register = (program) => {
  const quarantine = program.command("quarantine").description("rows that were rejected, with every reason");
  filtered(quarantine.command("list"))
    .description("how many rows were rejected, by source, entity and reason")
    .option("--format <format>", "table, json or csv", "table")
    .action(async (flags: Filter & { format: string }, command) => {
      const write = writerOf(flags.format);
      const groups = await read(command, [], (connection) => listQuarantine(connection, flags));
      process.stdout.write(write(groups.map((group) => ({ ...group }))));
    });
  filtered(quarantine.command("show"))
    .description("the rejected rows themselves: file, row, reasons and what the source sent")
    .argument("[id]", "only this row")
    .option("--limit <rows>", "at most so many rows", positive, 20)
    .action(async (id: string | undefined, flags: Filter & { limit: number }, command) => {
      const rows = await read(command, [], (connection) => showQuarantine(connection, { ...flags, id }));
      if (id !== undefined && rows.length === 0) {
        throw new WhalecurveError({
          code: "unknown_row",
          where: id,
          what: "no row in quarantine has this identifier",
          hint: "see `whalecurve quarantine show` for those that are there",
        });
      }
      process.stdout.write(rows.map(described).join("\n"));
    });
};

function filtered(command: Command): Command {
  return command.option("--source <name>", "only this source").option("--entity <name>", "only this entity");
}

async function read<Result>(
  command: Command,
  nothing: Result,
  query: (connection: Connection) => Promise<Result>,
): Promise<Result> {
  const { warehouse } = dataPaths(openSession(command).project);
  if (!existsSync(warehouse)) return nothing;
  const database = await Database.open({ path: warehouse, mode: "read" });
  try {
    return await query(await database.connect());
  } finally {
    database.close();
  }
}

type Writer = (rows: Record<string, string | number>[]) => string;
const columns = ["source", "entity", "reason", "rows", "oldest"];
const cells = (row: Record<string, string | number>): string[] => columns.map((column) => String(row[column] ?? ""));
const writers: Record<string, Writer> = {
  table: (rows) => (rows.length === 0 ? "no row is in quarantine\n" : formatTable(columns, rows.map(cells))),
  json: (rows) => `${JSON.stringify(rows, null, 2)}\n`,
  csv: (rows) => [columns, ...rows.map(cells)].map(csvRecord).join(""),
};

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

function positive(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError("expected a number of rows");
  return Number(text);
}

function described(row: QuarantinedRow): string {
  const place = [row.file, row.row_number === null ? "" : `row ${row.row_number}`].filter(Boolean).join(", ");
  const reasons = (JSON.parse(row.reasons) as Reason[]).map(
    ({ column, value, message }) =>
      `  ${column === null ? "" : `${column}: `}${message}${value === null ? "" : `, found ${JSON.stringify(value)}`}\n`,
  );
  return `${row.quarantine_id}  ${row.source} ${row.entity}  ${place}  (load ${row.load_id}, since ${row.quarantined_at})
${reasons.join("")}  ${row.raw}\n`;
}
