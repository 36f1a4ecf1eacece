import type { Clock } from "../core/clock.ts";
import type { Log } from "../core/log.ts";
import type { Connection } from "../warehouse/duckdb/database.ts";
import { entities } from "./entities/index.ts";
import { type LoadRecord, nextLoadId, readStates, recordLoad } from "./ledger.ts";
import { canonicalTable, dropView, rawView, refreshCanonicalView } from "./views.ts";

/**
 * Removes what was loaded and is delivered no more: of one source that could be read, the entities and tables that are
 * not `present`; without `scope`, all of sources that the project no longer has. Each is warned about.
 */
export async function forgetVanished(
  connection: Connection,
  { clock, log }: { clock: Clock; log: Log },
  sources: readonly string[],
  scope: { source: string; present: readonly string[] } | undefined,
): Promise<LoadRecord[]> {
  const vanished = (await readStates(connection)).filter(({ source, entity }) =>
    scope === undefined ? !sources.includes(source) : source === scope.source && !scope.present.includes(entity),
  );
  const loads: LoadRecord[] = [];
  for (const { source, entity } of vanished) {
    const load = await connection.transaction(() => forget(connection, clock, source, entity));
    const table = entity.startsWith("raw.") ? entity.slice(4) : undefined;
    if (table !== undefined) {
      log.warn(`${source}: the table ${table} is no longer delivered`);
      continue;
    }
    log.warn(`${source}: ${entity} is no longer delivered: its ${load.rows_deleted} rows are deleted`);
    loads.push(load);
  }
  return loads;
}

async function forget(connection: Connection, clock: Clock, source: string, entity: string): Promise<LoadRecord> {
  const isRaw = entity.startsWith("raw.");
  const name = isRaw ? entity.slice(4) : entity;
  let deleted = 0;
  if (isRaw) {
    await connection.execute('delete from meta.delivery where source = $1 and "table" = $2', [source, name]);
  } else {
    const table = canonicalTable(entity, source);
    deleted = (await connection.row<{ rows: number }>(`select count(*) as rows from ${table}`))?.rows ?? 0;
    await connection.execute(`drop table ${table}`);
  }
  await dropView(connection, rawView(source, name));
  await connection.execute("delete from meta.quarantine where source = $1 and entity = $2", [source, entity]);
  const load: LoadRecord = {
    load_id: await nextLoadId(connection),
    source,
    entity,
    loaded_at: clock.now().toISOString(),
    rows_read: 0,
    rows_landed: 0,
    rows_staged: 0,
    rows_quarantined: 0,
    rows_superseded: 0,
    rows_deleted: deleted,
  };
  await recordLoad(connection, load, undefined);
  const contract = entities.find((known) => known.name === entity);
  if (contract !== undefined) await refreshCanonicalView(connection, contract);
  return load;
}
