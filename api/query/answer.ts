import type { DuckDBDataChunk, DuckDBResult, DuckDBType } from "@duckdb/node-api";
import { type CompiledQuery, type Kysely, sql } from "kysely";
import { WhalecurveError } from "../../core/error.ts";
import type { Connection, Parameter } from "../../warehouse/duckdb/database.ts";
import { checkedParameters } from "../../warehouse/duckdb/dialect.ts";
import { valueConverter } from "../../warehouse/duckdb/values.ts";
import type { Lease, Tables } from "../../warehouse/snapshot/reader.ts";
import type { Column } from "../datasets/column.ts";
import { rowPosition } from "../datasets/dataset.ts";
import { readCursor, writeCursor } from "./cursor.ts";
import { pageLimit, type Selection } from "./selection.ts";
import { after, orderBy, type Place } from "./sort.ts";

/** A piece of an answer: the first `rows` rows of a chunk; columns in the order of the dataset. */
export interface Batch {
  chunk: DuckDBDataChunk;
  rows: number;
}

/** The rows that a selection asks for, read chunk by chunk. Close it when done, whatever happened. */
export interface Answer {
  readonly columns: readonly Column[];
  /** The engine's type of each column. */
  readonly types: readonly DuckDBType[];
  /** All rows that match the filters. */
  readonly rowCount: number;
  /** The rows of this answer: of the page, or all. */
  readonly rows: number;
  readonly nextCursor: string | null;
  /** Whether all rows are in memory already. */
  readonly small: boolean;
  /** The query behind the rows of this answer, and the file it reads. */
  readonly query: { sql: string; parameters: Parameter[]; file: string };
  /**
   * Every row once, in order; to be read once.
   * @throws WhalecurveError `incomplete` when the engine delivers another number of rows than it counted.
   */
  batches(): AsyncIterable<Batch>;
  close(): Promise<void>;
}

/** Enough to hold any page and to see that it ends. */
const headRows = pageLimit + 1;

/** Runs a selection on a leased snapshot. The lease stays the caller's; it must outlive the answer. */
export async function openAnswer(lease: Lease, selection: Selection): Promise<Answer> {
  const scope = { buildId: lease.buildId, request: selection.identity };
  const start = selection.cursor === undefined ? undefined : readCursor(scope, selection.cursor);
  const { limit } = selection;
  const query = rowsQuery(lease.tables, selection, start, limit);
  const ahead = limit === undefined ? query : rowsQuery(lease.tables, selection, start, limit + 1);

  const reading = new Reading(lease, await lease.pool.acquire());
  try {
    await reading.open(ahead);
    const read = reading.headRows;
    const rows = limit === undefined ? undefined : Math.min(limit, read);
    const counted = reading.ended && start === undefined && (limit === undefined || read <= limit);
    const rowCount = counted ? read : await countRows(lease.tables, selection);
    const more = limit !== undefined && read > limit;
    return {
      columns: selection.dataset.columns,
      types: reading.types,
      rowCount,
      rows: rows ?? rowCount,
      nextCursor: more ? writeCursor(scope, placeOf(reading.head, selection, limit - 1)) : null,
      small: reading.ended,
      query: { sql: query.sql, parameters: checkedParameters(query.parameters), file: lease.file },
      batches: () => reading.batches(rows ?? rowCount),
      close: () => reading.close(),
    };
  } catch (thrown) {
    await reading.close();
    throw notBuilt(thrown, selection);
  }
}

function matching(tables: Kysely<Tables>, selection: Selection) {
  const rows = tables.selectFrom(selection.dataset.source(tables).as("dataset"));
  return selection.conditions.reduce((query, condition) => query.where(sql<boolean>`${condition}`), rows);
}

function rowsQuery(
  tables: Kysely<Tables>,
  selection: Selection,
  start: Place | undefined,
  limit: number | undefined,
): CompiledQuery {
  const names = selection.dataset.columns.map((column) => column.name);
  let query = matching(tables, selection).select([...names, rowPosition]);
  if (start !== undefined) query = query.where(sql<boolean>`${after(selection.sort, start)}`);
  if (selection.sort.length > 0 || limit !== undefined) query = query.orderBy(orderBy(selection.sort));
  return (limit === undefined ? query : query.limit(sql.lit(limit))).compile();
}

async function countRows(tables: Kysely<Tables>, selection: Selection): Promise<number> {
  const counted = await matching(tables, selection).select(sql<number>`count(*)`.as("rows")).executeTakeFirst();
  return counted?.rows ?? 0;
}

function placeOf(head: readonly DuckDBDataChunk[], selection: Selection, index: number): Place {
  let row = index;
  for (const chunk of head) {
    if (row < chunk.rowCount) {
      const values = chunk.convertRowValues(row, valueConverter);
      const names = selection.dataset.columns.map((column) => column.name);
      const texts = selection.sort.map((key) => values[names.indexOf(key.column.name)] ?? null);
      return { values: texts.map((value) => (value === null ? null : String(value))), position: Number(values.at(-1)) };
    }
    row -= chunk.rowCount;
  }
  throw new RangeError(`no row ${index}`);
}

/** A result that is read from its connection: the head at once, the rest as it is asked for. */
class Reading {
  readonly head: DuckDBDataChunk[] = [];
  types: readonly DuckDBType[] = [];
  headRows = 0;
  ended = false;
  readonly #lease: Lease;
  readonly #connection: Connection;
  #result: DuckDBResult | undefined;
  #fetching: Promise<DuckDBDataChunk | null> | undefined;
  #holds: "pooled" | "detached" | "nothing" = "pooled";

  constructor(lease: Lease, connection: Connection) {
    this.#lease = lease;
    this.#connection = connection;
  }

  async open(query: CompiledQuery): Promise<void> {
    this.#result = await this.#connection.stream(query.sql, checkedParameters(query.parameters));
    this.types = this.#result.columnTypes();
    while (this.headRows <= headRows) {
      const chunk = await this.#fetch();
      if (chunk === undefined) break;
      this.head.push(chunk);
      this.headRows += chunk.rowCount;
    }
    if (this.ended) return this.close();
    this.#lease.pool.detach();
    this.#holds = "detached";
  }

  async *batches(expected: number): AsyncGenerator<Batch> {
    let delivered = 0;
    const take = (chunk: DuckDBDataChunk): Batch => {
      const rows = Math.min(chunk.rowCount, expected - delivered);
      delivered += rows;
      return { chunk, rows };
    };
    for (const chunk of this.head) if (delivered < expected) yield take(chunk);
    while (!this.ended) {
      const chunk = await this.#fetch();
      if (chunk === undefined) break;
      yield take(chunk);
    }
    if (delivered !== expected) {
      throw new WhalecurveError({ code: "incomplete", what: `${expected} rows were counted, another number was read` });
    }
  }

  /** Interrupts what is being read, waits until the engine has let go, and gives the connection back. */
  async close(): Promise<void> {
    if (this.#holds === "nothing") return;
    const held = this.#holds;
    this.#holds = "nothing";
    if (this.#fetching !== undefined) this.#connection.interrupt();
    await this.#fetching?.catch(() => undefined);
    this.#result = undefined;
    if (held === "pooled") this.#lease.pool.release(this.#connection);
    else this.#lease.pool.discard(this.#connection);
  }

  async #fetch(): Promise<DuckDBDataChunk | undefined> {
    if (this.#result === undefined || this.#holds === "nothing") throw new Error("the answer has been closed");
    this.#fetching = this.#result.fetchChunk();
    const chunk = await this.#fetching;
    this.#fetching = undefined;
    if (chunk !== null && chunk.rowCount > 0) return chunk;
    this.ended = true;
    return undefined;
  }
}

function notBuilt(thrown: unknown, selection: Selection): unknown {
  if (!(thrown instanceof Error) || !/^Catalog Error: Table with name/.test(thrown.message)) return thrown;
  return new WhalecurveError({
    code: "not_built",
    what: `the published build has no ${selection.dataset.name}`,
    hint: "run `whalecurve run` with this version",
    cause: thrown,
  });
}
