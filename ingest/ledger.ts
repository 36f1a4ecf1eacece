import type { Connection } from "../warehouse/duckdb/database.ts";
import { entities } from "./entities/index.ts";
import { refreshCanonicalView } from "./views.ts";

/** One load of one entity of one source, or of a source-shaped table (`entity` is then `raw.<table>`). */
export interface LoadRecord {
  load_id: string;
  source: string;
  entity: string;
  loaded_at: string;
  rows_read: number;
  rows_landed: number;
  rows_staged: number;
  rows_quarantined: number;
  rows_superseded: number;
  rows_deleted: number;
}

/** What was loaded last: equal fingerprints mean that nothing changed. */
export interface LoadState {
  source: string;
  entity: string;
  fingerprint: string;
  load_id: string;
}

const tables = [
  `load (load_id varchar, source varchar, entity varchar, loaded_at timestamp, rows_read bigint, rows_landed bigint,
    rows_staged bigint, rows_quarantined bigint, rows_superseded bigint, rows_deleted bigint)`,
  `quarantine (quarantine_id varchar, load_id varchar, source varchar, entity varchar, file varchar, row_number bigint,
    reasons varchar, raw varchar, quarantined_at timestamp)`,
  "ingest_state (source varchar, entity varchar, fingerprint varchar, load_id varchar)",
  'unknown_column (source varchar, entity varchar, "column" varchar)',
  "made_view (name varchar, query varchar)",
  `delivery (source varchar, "table" varchar, position bigint, fingerprint varchar, scan varchar, columns varchar,
    rows bigint, rejected bigint, rejects varchar)`,
];

/** Creates what ingest keeps its books in, where it is missing. */
export async function prepareWarehouse(connection: Connection): Promise<void> {
  for (const schema of ["raw", "canonical", "meta"]) await connection.execute(`create schema if not exists ${schema}`);
  for (const table of tables) await connection.execute(`create table if not exists meta.${table}`);
  await connection.transaction(async () => {
    for (const entity of entities) await refreshCanonicalView(connection, entity);
  });
}

/** The state of every source × entity, and of every source-shaped table. */
export async function readStates(connection: Connection): Promise<LoadState[]> {
  return connection.rows<LoadState>("select source, entity, fingerprint, load_id from meta.ingest_state order by all");
}

/** The identifier of the next load. Only one job writes at a time. */
export async function nextLoadId(connection: Connection): Promise<string> {
  const row = await connection.row<{ number: number }>(
    "select coalesce(max(cast(substring(load_id, 2) as bigint)), 0) + 1 as number from meta.load",
  );
  return `L${String(row?.number ?? 1).padStart(6, "0")}`;
}

/** Writes a load and the state that it leaves; part of the transaction that changes the data. */
export async function recordLoad(
  connection: Connection,
  load: LoadRecord,
  fingerprint: string | undefined,
): Promise<void> {
  const { load_id, source, entity, loaded_at, ...counts } = load;
  await connection.execute(
    `insert into meta.load by name select $1 as load_id, $2 as source, $3 as entity, cast($4 as timestamp) as loaded_at,
      ${Object.entries(counts)
        .map(([name, count]) => `${count} as ${name}`)
        .join(", ")}`,
    [load_id, source, entity, loaded_at],
  );
  await connection.execute("delete from meta.ingest_state where source = $1 and entity = $2", [source, entity]);
  if (fingerprint === undefined) return;
  await connection.execute("insert into meta.ingest_state values ($1, $2, $3, $4)", [
    source,
    entity,
    fingerprint,
    load_id,
  ]);
}

/**
 * The names that were never reported before; from now on they are. Columns of an entity that its contract does not
 * know; with an empty `entity`, files that are nothing the source declares.
 */
export async function newlyUnknown(
  connection: Connection,
  source: string,
  entity: string,
  names: readonly string[],
): Promise<string[]> {
  if (names.length === 0) return [];
  const known = await connection.rows<{ column: string }>(
    'select "column" from meta.unknown_column where source = $1 and entity = $2',
    [source, entity],
  );
  const fresh = names.filter((name) => !known.some((row) => row.column === name));
  for (const name of fresh) {
    await connection.execute("insert into meta.unknown_column values ($1, $2, $3)", [source, entity, name]);
  }
  return fresh;
}
