import { createHash, randomUUID } from "node:crypto";
import { closeSync, existsSync, openSync, readFileSync, renameSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { literal } from "../../warehouse/duckdb/sql.ts";
import type { Reject } from "./scanner.ts";

/** How an archived file can be scanned, found out once and kept beside it. */
export interface Reading {
  columns: string[];
  /** Rows in the file, the rejected ones included. */
  rows: number;
  rejected: number;
  /** The SQL that scans it. */
  scan: string;
}

/** An archived file to be read in one way: what is derived from it stands beside it under names that the way decides. */
export class Derivation {
  readonly path: string;
  readonly #stem: string;

  constructor(path: string, way: unknown) {
    this.path = path;
    const digest = createHash("sha256").update(JSON.stringify(way)).digest("hex").slice(0, 12);
    this.#stem = `${path}.${digest}`;
  }

  get data(): string {
    return `${this.#stem}.data`;
  }

  /** What was found out before, if all that it rests on still stands. */
  known(): Reading | undefined {
    const file = `${this.#stem}.json`;
    if (!existsSync(file)) return undefined;
    const kept = JSON.parse(readFileSync(file, "utf8")) as Reading & { derived: boolean; path: string };
    if (kept.derived && !existsSync(this.data)) return undefined;
    if (kept.rejected > 0 && !existsSync(this.#rejects)) return undefined;
    const { columns, rows, rejected } = kept;
    return {
      columns,
      rows,
      rejected,
      scan: kept.scan.replaceAll(literal(kept.path).slice(0, -1), literal(this.path).slice(0, -1)),
    };
  }

  /** Keeps what was found out; last, so that an interrupted reading is done again. */
  keep(reading: Reading, rejects: readonly Reject[]): void {
    if (rejects.length > 0) {
      write(
        this.#rejects,
        rejects.map((reject, index) => `${JSON.stringify({ ordinal: index + 1, ...reject })}\n`).join(""),
      );
    }
    write(`${this.#stem}.json`, JSON.stringify({ ...reading, derived: existsSync(this.data), path: this.path }));
  }

  /** SQL that yields the rejected rows. */
  rejectsScan(reading: Reading): string | undefined {
    if (reading.rejected === 0) return undefined;
    return `(select ordinal, "row" as row_number, line, rule, message, "text" from read_json(${literal(this.#rejects)},
      format = 'newline_delimited', maximum_object_size = 67108864,
      columns = {ordinal: 'BIGINT', "row": 'BIGINT', line: 'BIGINT', rule: 'VARCHAR', message: 'VARCHAR', "text": 'VARCHAR'}))`;
  }

  get #rejects(): string {
    return `${this.#stem}.rejects`;
  }
}

/** Writes a file that appears whole or not at all. */
export class WholeFile {
  readonly #path: string;
  readonly #part: string;
  readonly #handle: number;
  readonly #block = Buffer.allocUnsafe(1 << 17);
  #filled = 0;

  constructor(path: string) {
    this.#path = path;
    this.#part = `${path}.${randomUUID()}.part`;
    this.#handle = openSync(this.#part, "wx");
  }

  bytes(source: Buffer, start = 0, end = source.length): void {
    const length = end - start;
    if (this.#filled + length > this.#block.length) this.#flush();
    if (length > this.#block.length) {
      writeSync(this.#handle, source, start, length);
      return;
    }
    this.#filled += source.copy(this.#block, this.#filled, start, end);
  }

  byte(value: number): void {
    if (this.#filled === this.#block.length) this.#flush();
    this.#block[this.#filled++] = value;
  }

  text(value: string): void {
    this.bytes(Buffer.from(value));
  }

  finish(): void {
    this.#flush();
    closeSync(this.#handle);
    renameSync(this.#part, this.#path);
  }

  abandon(): void {
    closeSync(this.#handle);
    rmSync(this.#part, { force: true });
  }

  #flush(): void {
    let done = 0;
    while (done < this.#filled) done += writeSync(this.#handle, this.#block, done, this.#filled - done);
    this.#filled = 0;
  }
}

function write(path: string, content: string): void {
  const part = `${path}.${randomUUID()}.part`;
  writeFileSync(part, content);
  renameSync(part, path);
}
