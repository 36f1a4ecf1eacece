import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { Kysely } from "kysely";
import { WhalecurveError } from "../../core/error.ts";
import { type Connection, Database } from "../duckdb/database.ts";
import { DuckDbDialect } from "../duckdb/dialect.ts";
import { ConnectionPool } from "./pool.ts";

/** The tables of a snapshot by qualified name (`marts.dim_party`). */
export type Tables = Record<string, Record<string, unknown>>;

/** What a published build says about itself. */
export interface Build {
  buildId: string;
  /** The day the build took for today, `YYYY-MM-DD`. */
  asOf: string;
  /** ISO 8601, UTC. */
  builtAt: string;
  policyHash: string;
}

/** The right to read one snapshot: it stays open until `release`, whatever is published meanwhile. */
export interface Lease extends Build {
  /** The snapshot's file. */
  readonly file: string;
  /** Short queries, on the snapshot's pool of connections. */
  readonly tables: Kysely<Tables>;
  readonly pool: ConnectionPool;
  /** Gives the snapshot back; further calls do nothing. */
  release(): void;
}

export interface SnapshotOptions {
  /** Engine threads per snapshot; a server takes 1. */
  threads?: number;
  /** How long a pointer that was read is trusted, in milliseconds. */
  trustPointer?: number;
  /** A steady clock in milliseconds. */
  now?: () => number;
}

const connectionsPerSnapshot = 4;
const attempts = 5;

/** Leases of the current snapshot of a folder; notices a newly published one by itself. */
export class SnapshotReader {
  readonly #pointer: string;
  readonly #directory: string;
  readonly #threads: number;
  readonly #trustPointer: number;
  readonly #now: () => number;
  #current: Snapshot | undefined;
  #seen = "";
  #checkedAt = Number.NEGATIVE_INFINITY;
  #opening: Promise<Snapshot> | undefined;

  constructor(directory: string, options: SnapshotOptions = {}) {
    this.#directory = directory;
    this.#pointer = join(directory, "current.json");
    this.#threads = options.threads ?? 1;
    this.#trustPointer = options.trustPointer ?? 200;
    this.#now = options.now ?? (() => performance.now());
  }

  /**
   * A lease of the newest published snapshot.
   * @throws WhalecurveError `no_data` when nothing has been published yet.
   */
  async lease(): Promise<Lease> {
    for (;;) {
      const snapshot = this.#unchanged() ?? (await this.#refresh());
      const lease = snapshot.lease();
      if (lease !== undefined) return lease;
    }
  }

  /** Closes the snapshot as soon as its last lease is released. */
  close(): void {
    this.#current?.retire();
    this.#current = undefined;
    this.#seen = "";
  }

  #unchanged(): Snapshot | undefined {
    if (this.#current === undefined) return undefined;
    if (this.#now() - this.#checkedAt < this.#trustPointer) return this.#current;
    if (this.#identity() !== this.#seen) return undefined;
    this.#checkedAt = this.#now();
    return this.#current;
  }

  #identity(): string {
    const status = statSync(this.#pointer, { throwIfNoEntry: false });
    return status === undefined ? "" : `${status.ino}:${status.mtimeMs}:${status.size}`;
  }

  #refresh(): Promise<Snapshot> {
    this.#opening ??= this.#open().finally(() => {
      this.#opening = undefined;
    });
    return this.#opening;
  }

  async #open(): Promise<Snapshot> {
    for (let attempt = 1; ; attempt++) {
      const seen = this.#identity();
      if (seen === "") throw noData(this.#directory);
      const pointer = JSON.parse(readFileSync(this.#pointer, "utf8")) as { build_id: string; file: string };
      const file = join(this.#directory, pointer.file);
      try {
        const opened = await Snapshot.open(file, pointer.build_id, this.#threads);
        this.#current?.retire();
        this.#current = opened;
        this.#seen = seen;
        this.#checkedAt = this.#now();
        return opened;
      } catch (thrown) {
        // A newer build may have been published, and this file deleted, since the pointer was read.
        if (attempt === attempts || (existsSync(file) && this.#identity() === seen)) throw thrown;
      }
    }
  }
}

class Snapshot {
  readonly #file: string;
  readonly #build: Build;
  readonly #database: Database;
  readonly #pool: ConnectionPool;
  readonly #tables: Kysely<Tables>;
  #leases = 0;
  #retired = false;

  private constructor(file: string, build: Build, database: Database) {
    this.#file = file;
    this.#build = build;
    this.#database = database;
    this.#pool = new ConnectionPool(() => database.connect(), connectionsPerSnapshot);
    this.#tables = new Kysely<Tables>({ dialect: new DuckDbDialect(this.#pool) });
  }

  static async open(file: string, buildId: string, threads: number): Promise<Snapshot> {
    const database = await Database.open({ path: file, mode: "read", threads });
    try {
      const connection = await database.connect();
      const build = await readBuild(connection, buildId);
      connection.close();
      return new Snapshot(file, build, database);
    } catch (thrown) {
      database.close();
      throw thrown;
    }
  }

  /** Undefined when the snapshot has been retired in the meantime. */
  lease(): Lease | undefined {
    if (this.#retired) return undefined;
    this.#leases++;
    let released = false;
    return {
      ...this.#build,
      file: this.#file,
      tables: this.#tables,
      pool: this.#pool,
      release: () => {
        if (released) return;
        released = true;
        this.#leases--;
        this.#closeWhenUnused();
      },
    };
  }

  retire(): void {
    this.#retired = true;
    this.#closeWhenUnused();
  }

  #closeWhenUnused(): void {
    if (this.#retired && this.#leases === 0) this.#database.close();
  }
}

async function readBuild(connection: Connection, buildId: string): Promise<Build> {
  const row = await connection.row<{ as_of: string; built_at: string; policy_hash: string }>(
    `select strftime(as_of, '%Y-%m-%d') as as_of, strftime(built_at, '%Y-%m-%dT%H:%M:%S.%gZ') as built_at,
            policy_hash::varchar as policy_hash
     from marts.meta_build where build_id = $1`,
    [buildId],
  );
  if (row === undefined) {
    throw new WhalecurveError({
      code: "broken_snapshot",
      where: `build ${buildId}`,
      what: "marts.meta_build does not describe this build",
      hint: "run `whalecurve publish` again",
    });
  }
  return { buildId, asOf: row.as_of, builtAt: row.built_at, policyHash: row.policy_hash };
}

function noData(directory: string): WhalecurveError {
  return new WhalecurveError({
    code: "no_data",
    where: directory,
    what: "nothing has been published yet",
    hint: "run `whalecurve run`",
  });
}
