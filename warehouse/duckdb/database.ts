import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { type DuckDBConnection, DuckDBInstance, type DuckDBResult, type DuckDBValue } from "@duckdb/node-api";
import { messageOf, WhalecurveError } from "../../core/error.ts";
import { type Row, valueConverter } from "./values.ts";

/** What a statement may take as a parameter. A Date, undefined or an array would be misread by the engine. */
export type Parameter = string | number | bigint | boolean | null;

export interface DatabaseOptions {
  /** The file, or `:memory:`. */
  path: string;
  /** `write`: the only process that changes the file; `read`: locked down, for serving people. */
  mode: "write" | "read";
  threads?: number;
  /** As the engine writes it, for example `4GB`. */
  memoryLimit?: string;
}

/** One open DuckDB file. Close it when done; closing interrupts what still runs. */
export class Database {
  readonly #instance: DuckDBInstance;
  readonly #connections = new Set<Connection>();

  private constructor(instance: DuckDBInstance) {
    this.#instance = instance;
  }

  /**
   * Opens a file. In `write` mode the engine's own file lock admits one process; a crash releases it.
   * @throws WhalecurveError `warehouse_busy` naming the process that holds the file.
   */
  static async open(options: DatabaseOptions): Promise<Database> {
    const settings: Record<string, string> = {
      autoinstall_known_extensions: "false",
      autoload_known_extensions: "false",
      ...(options.threads === undefined ? {} : { threads: String(options.threads) }),
      ...(options.memoryLimit === undefined ? {} : { memory_limit: options.memoryLimit }),
    };
    if (options.mode === "read") settings.access_mode = "READ_ONLY";
    else if (options.path !== ":memory:") mkdirSync(dirname(options.path), { recursive: true });
    const instance = await DuckDBInstance.create(options.path, settings).catch((thrown: unknown) => {
      const holder = /PID (\d+)/.exec(messageOf(thrown))?.[1];
      if (holder === undefined) throw thrown;
      throw new WhalecurveError({
        code: "warehouse_busy",
        where: options.path,
        what: `another job (process ${holder}) is writing the warehouse`,
        hint: "wait until it has finished, or stop it",
        cause: thrown,
      });
    });
    const database = new Database(instance);
    const connection = await database.connect();
    await connection.execute("set global timezone = 'UTC'");
    if (options.mode === "read") {
      await connection.execute("set enable_external_access = false");
      await connection.execute("set lock_configuration = true");
    }
    connection.close();
    return database;
  }

  async connect(): Promise<Connection> {
    const connection = new Connection(await this.#instance.connect(), (closed) => this.#connections.delete(closed));
    this.#connections.add(connection);
    return connection;
  }

  close(): void {
    for (const connection of this.#connections) connection.close();
    this.#instance.closeSync();
  }
}

/** One session on a database. Statements on one connection run one after another. */
export class Connection {
  readonly #connection: DuckDBConnection;
  readonly #closed: (connection: Connection) => void;

  constructor(connection: DuckDBConnection, closed: (connection: Connection) => void) {
    this.#connection = connection;
    this.#closed = closed;
  }

  /** Runs one statement and returns the number of rows it changed. */
  async execute(sql: string, parameters: readonly Parameter[] = []): Promise<number> {
    const result = await this.#connection.run(sql, bound(parameters));
    return result.rowsChanged;
  }

  /** All rows of a query. For small results; large ones go through `stream`. */
  async rows<Result = Row>(sql: string, parameters: readonly Parameter[] = []): Promise<Result[]> {
    const reader = await this.#connection.runAndReadAll(sql, bound(parameters));
    return reader.convertRowObjects(valueConverter) as Result[];
  }

  /** The first row of a query, or undefined. */
  async row<Result = Row>(sql: string, parameters: readonly Parameter[] = []): Promise<Result | undefined> {
    return (await this.rows<Result>(sql, parameters))[0];
  }

  /** A result that is fetched chunk by chunk while the query runs. */
  async stream(sql: string, parameters: readonly Parameter[] = []): Promise<DuckDBResult> {
    return this.#connection.stream(sql, bound(parameters));
  }

  /** Runs `work` in one transaction: all of it is stored, or nothing. */
  async transaction<Result>(work: () => Promise<Result>): Promise<Result> {
    await this.execute("begin transaction");
    try {
      const result = await work();
      await this.execute("commit");
      return result;
    } catch (thrown) {
      await this.execute("rollback").catch(() => undefined);
      throw thrown;
    }
  }

  interrupt(): void {
    this.#connection.interrupt();
  }

  close(): void {
    this.#closed(this);
    this.#connection.closeSync();
  }
}

function bound(parameters: readonly Parameter[]): DuckDBValue[] | undefined {
  return parameters.length === 0 ? undefined : [...parameters];
}
