import type { Log } from "../../core/log.ts";
import type { Project, SourceOptions } from "../../core/project.ts";
import type { Connection } from "../../warehouse/duckdb/database.ts";

/** What a connector works with. */
export interface ConnectorContext {
  project: Project;
  /** The name of the source. */
  source: string;
  options: SourceOptions;
  /** Where what was received is kept as it was received. */
  archiveDirectory: string;
  /** For asking the engine about files that it reads itself. */
  connection: Connection;
  log: Log;
}

/** A table as it was landed. */
export interface Landed {
  /** SQL that yields the rows in the order of the source, every column text. */
  scan: string;
  columns: readonly string[];
  /** Rows that the source sent, the rejected ones included. */
  rows: number;
  /** Rows that could not even be split into columns. */
  rejected: number;
  /** SQL that yields them: row_number, line, rule, message, text. Undefined where there are none. */
  rejects: string | undefined;
}

/** One table that a source offers. */
export interface SourceTable {
  name: string;
  /** Whether it carries the columns of the entity that it is named after, so that it needs no mapping. */
  canonical: boolean;
  /** What people know it by: the file's name. */
  origin: string;
  /** Identifies content and reading options: equal means that nothing changed. Reads the source. */
  fingerprint(): Promise<string>;
  /** Reads the table. `rewrite`: do not rely on the engine's reader for the original, convert it first. */
  land(how?: { rewrite: boolean }): Promise<Landed>;
  /** The columns that identify a row of an appended table; empty: every row counts. */
  key: readonly string[];
  /** Whether each delivery adds to the ones before instead of replacing them. */
  append: boolean;
}

/** A kind of source: files, a database, an API. One object per kind, listed in index.ts. */
export interface Connector {
  name: string;
  /**
   * The tables that a source offers now.
   * @throws WhalecurveError where the source cannot be reached or its options are wrong.
   */
  discover(context: ConnectorContext): Promise<SourceTable[]>;
}
