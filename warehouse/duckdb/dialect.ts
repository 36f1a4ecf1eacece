import {
  type CompiledQuery,
  type DatabaseConnection,
  type DatabaseIntrospector,
  type Dialect,
  DialectAdapterBase,
  type Driver,
  type Kysely,
  PostgresQueryCompiler,
  type QueryResult,
  type SchemaMetadata,
  sql,
  type TableMetadata,
} from "kysely";
import type { Connection, Parameter } from "./database.ts";
import { valueConverter } from "./values.ts";

/** Where the dialect takes its connections from, for example the pool of a snapshot. */
export interface ConnectionSource {
  acquire(): Promise<Connection>;
  release(connection: Connection): void;
}

/** Kysely on DuckDB: PostgreSQL's grammar, parameters as `$1`, values as they leave `valueConverter`. */
export class DuckDbDialect implements Dialect {
  readonly #source: ConnectionSource;

  constructor(source: ConnectionSource) {
    this.#source = source;
  }

  createDriver(): Driver {
    return new DuckDbDriver(this.#source);
  }

  createQueryCompiler(): PostgresQueryCompiler {
    return new PostgresQueryCompiler();
  }

  createAdapter(): DialectAdapterBase {
    return new DuckDbAdapter();
  }

  createIntrospector(database: Kysely<unknown>): DatabaseIntrospector {
    return new DuckDbIntrospector(database);
  }
}

class DuckDbDriver implements Driver {
  readonly #source: ConnectionSource;

  constructor(source: ConnectionSource) {
    this.#source = source;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DuckDbConnection> {
    return new DuckDbConnection(await this.#source.acquire());
  }

  async beginTransaction(connection: DuckDbConnection): Promise<void> {
    await connection.connection.execute("begin transaction");
  }

  async commitTransaction(connection: DuckDbConnection): Promise<void> {
    await connection.connection.execute("commit");
  }

  async rollbackTransaction(connection: DuckDbConnection): Promise<void> {
    await connection.connection.execute("rollback");
  }

  async releaseConnection(connection: DuckDbConnection): Promise<void> {
    this.#source.release(connection.connection);
  }

  async destroy(): Promise<void> {}
}

class DuckDbConnection implements DatabaseConnection {
  readonly connection: Connection;

  constructor(connection: Connection) {
    this.connection = connection;
  }

  async executeQuery<Result>(query: CompiledQuery): Promise<QueryResult<Result>> {
    return { rows: await this.connection.rows<Result>(query.sql, checkedParameters(query.parameters)) };
  }

  async *streamQuery<Result>(query: CompiledQuery): AsyncIterableIterator<QueryResult<Result>> {
    const result = await this.connection.stream(query.sql, checkedParameters(query.parameters));
    for await (const rows of result.yieldConvertedRowObjects(valueConverter)) yield { rows: rows as Result[] };
  }
}

class DuckDbAdapter extends DialectAdapterBase {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }

  override get supportsReturning(): boolean {
    return true;
  }

  /** The file's own lock admits one writing process: nothing more to lock. */
  async acquireMigrationLock(): Promise<void> {}

  async releaseMigrationLock(): Promise<void> {}
}

class DuckDbIntrospector implements DatabaseIntrospector {
  readonly #database: Kysely<unknown>;

  constructor(database: Kysely<unknown>) {
    this.#database = database;
  }

  async getSchemas(): Promise<SchemaMetadata[]> {
    const { rows } = await sql<SchemaMetadata>`
      select schema_name as name from duckdb_schemas() where not internal order by 1
    `.execute(this.#database);
    return rows;
  }

  async getTables(): Promise<TableMetadata[]> {
    const { rows } = await sql<ColumnRow>`
      select schema_name, table_name, column_name, data_type, is_nullable, column_default is not null as has_default
      from duckdb_columns() where not internal order by schema_name, table_name, column_index
    `.execute(this.#database);
    const tables = Map.groupBy(rows, (row) => JSON.stringify([row.schema_name, row.table_name]));
    return [...tables.values()].map((columns) => ({
      schema: columns[0]?.schema_name,
      name: columns[0]?.table_name ?? "",
      isView: false,
      isForeign: false,
      columns: columns.map((column) => ({
        name: column.column_name,
        dataType: column.data_type,
        isNullable: column.is_nullable,
        hasDefaultValue: column.has_default,
        isAutoIncrementing: false,
      })),
    }));
  }

  async getMetadata(): Promise<{ tables: TableMetadata[] }> {
    return { tables: await this.getTables() };
  }
}

interface ColumnRow {
  schema_name: string;
  table_name: string;
  column_name: string;
  data_type: string;
  is_nullable: boolean;
  has_default: boolean;
}

/** Parameters that the engine would misread (a Date, undefined, an object) are refused. */
export function checkedParameters(parameters: readonly unknown[]): Parameter[] {
  return parameters.map((parameter, index) => {
    if (parameter === null) return null;
    switch (typeof parameter) {
      case "string":
      case "number":
      case "bigint":
      case "boolean":
        return parameter;
      default:
        throw new TypeError(`parameter $${index + 1} is ${typeof parameter}: only text, numbers, booleans and null`);
    }
  });
}
