import { DatabaseSync, type StatementSync } from "node:sqlite";
import type { SqliteDatabase, SqliteStatement } from "kysely";

type Bound = string | number | bigint | null | Uint8Array;

/** Opens a SQLite file for Kysely: write-ahead log, foreign keys on, other processes waited for. */
export function openSqlite(path: string): SqliteDatabase {
  const database = new DatabaseSync(path, { timeout: 5000, enableForeignKeyConstraints: true });
  database.exec("pragma journal_mode = wal; pragma synchronous = full");
  return {
    close: () => database.close(),
    prepare: (sql) => adapted(database.prepare(sql), sql),
  };
}

function adapted(statement: StatementSync, sql: string): SqliteStatement {
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...checked(parameters, sql)),
    run: (parameters) => statement.run(...checked(parameters, sql)),
    iterate: (parameters) => statement.iterate(...checked(parameters, sql)),
  };
}

/** The engine would store a Date or undefined as NULL without a word. */
function checked(parameters: readonly unknown[], sql: string): Bound[] {
  return parameters.map((value, index) => {
    if (value === null || value instanceof Uint8Array) return value;
    if (typeof value === "string" || typeof value === "number" || typeof value === "bigint") return value;
    const kind = value instanceof Date ? "a Date" : typeof value;
    throw new TypeError(`parameter ${index + 1} is ${kind}: only text, numbers, bytes and null can be stored (${sql})`);
  });
}
