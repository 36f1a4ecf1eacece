import type { Clock } from "../core/clock.ts";
import { WhalecurveError } from "../core/error.ts";
import type { Connection } from "../warehouse/duckdb/database.ts";
import { identifier } from "../warehouse/duckdb/sql.ts";
import { compileContract, type Intake, rawColumn, reasonsColumn } from "./contract.ts";
import type { Entity } from "./entities/index.ts";
import { type LoadRecord, nextLoadId, recordLoad } from "./ledger.ts";
import { brokenRecords, rejectedRows, replaceQuarantine } from "./quarantine.ts";
import { canonicalTable, refreshCanonicalView, replaceView } from "./views.ts";

/** What is to be loaded into one entity of one source. */
export interface EntityLoad extends Intake {
  entity: Entity;
  fingerprint: string;
  /** Whether the entity was loaded from this source before. */
  replaces: boolean;
  /** Where the rows come from, for people. */
  file: string;
  /** Whether the rows are those of one file in its order, so that they have numbers. */
  numbering: "file" | "none";
  /** Rows that the source sent, broken records included; undefined: as many as the scan yields. */
  rows?: number;
  rejected?: number;
  rejects?: string | undefined;
  /** The view that shows the rows as the source sent them, where the load makes it. */
  raw?: { view: string; query: string };
}

/** The engine read another number of rows than the file holds. */
export class RowCountMismatch extends Error {}

/**
 * Checks and stages one entity of one source in one transaction: data, quarantine, load record and state are stored
 * together, or nothing is.
 * @throws RowCountMismatch where the scan yields another number of rows than announced; nothing is stored then.
 */
export async function loadEntity(connection: Connection, clock: Clock, load: EntityLoad): Promise<LoadRecord> {
  const { entity, source } = load;
  const table = canonicalTable(entity.name, source);
  const next = canonicalTable(entity.name, `${source}~next`);
  return connection.transaction(async () => {
    await connection.execute(`create or replace table ${next} as ${compileContract(entity, load)}`);
    const counted = await connection.row<{ rows: number; broken: number }>(
      `select count(*) as rows, count(${reasonsColumn}) as broken from ${next}`,
    );
    const { rows: scanned, broken } = counted ?? { rows: 0, broken: 0 };
    const rejected = load.rejected ?? 0;
    if (load.rows !== undefined && load.rows !== scanned + rejected) {
      throw new RowCountMismatch(`${load.rows} rows in the file, ${scanned + rejected} were read`);
    }
    const load_id = await nextLoadId(connection);
    const loaded_at = clock.now().toISOString();
    const queries = [
      ...(load.rejects === undefined ? [] : [brokenRecords(load.rejects)]),
      ...(broken === 0 ? [] : [rejectedRows(next, load.numbering, load.rejects)]),
    ];
    const quarantined = await replaceQuarantine(
      connection,
      { load_id, source, entity: entity.name, loaded_at, file: load.file },
      queries,
    );
    if (broken > 0) await connection.execute(`delete from ${next} where ${reasonsColumn} is not null`);
    const superseded = await dropSuperseded(connection, next, entity.key);
    for (const column of [reasonsColumn, rawColumn]) {
      await connection.execute(`alter table ${next} drop column ${column}`);
    }
    const deleted = load.replaces ? await countDeleted(connection, table, next, entity.key) : 0;
    await connection.execute(`drop table if exists ${table}`);
    await connection.execute(`alter table ${next} rename to ${identifier(`${entity.name}__${source}`)}`);
    const staged = await connection.row<{ rows: number }>(`select count(*) as rows from ${table}`);
    const record: LoadRecord = {
      load_id,
      source,
      entity: entity.name,
      loaded_at,
      rows_read: load.rows ?? scanned,
      rows_landed: scanned + rejected,
      rows_staged: staged?.rows ?? 0,
      rows_quarantined: quarantined,
      rows_superseded: superseded,
      rows_deleted: deleted,
    };
    checkAccounts(record);
    await recordLoad(connection, record, load.fingerprint);
    await refreshCanonicalView(connection, entity);
    if (load.raw !== undefined) await replaceView(connection, load.raw.view, load.raw.query);
    return record;
  });
}

/** Of rows with one key only the last one stays. Finding the few keys first is far cheaper than ranking every row. */
async function dropSuperseded(connection: Connection, table: string, key: readonly string[]): Promise<number> {
  const columns = key.map(identifier);
  const repeated = `select ${columns.join(", ")}, max(rowid) as last from ${table} group by all having count(*) > 1`;
  await connection.execute(`create or replace temp table repeated as ${repeated}`);
  const any = await connection.row("select 1 as found from temp.repeated limit 1");
  const same = columns.map((column) => `stale.${column} is not distinct from repeated.${column}`).join(" and ");
  const dropped =
    any === undefined
      ? 0
      : await connection.execute(
          `delete from ${table} as stale using temp.repeated as repeated where ${same} and stale.rowid < repeated.last`,
        );
  await connection.execute("drop table temp.repeated");
  return dropped;
}

async function countDeleted(
  connection: Connection,
  before: string,
  after: string,
  key: readonly string[],
): Promise<number> {
  const columns = await connection.rows<{ column_name: string }>(`describe ${before}`);
  if (!key.every((column) => columns.some((known) => known.column_name === column))) return 0;
  const same = key.map(identifier).map((column) => `old.${column} is not distinct from new.${column}`);
  const row = await connection.row<{ rows: number }>(
    `select count(*) as rows from ${before} as old anti join ${after} as new on ${same.join(" and ")}`,
  );
  return row?.rows ?? 0;
}

function checkAccounts(load: LoadRecord): void {
  const accounted = load.rows_staged + load.rows_quarantined + load.rows_superseded;
  if (load.rows_read === load.rows_landed && load.rows_landed === accounted) return;
  throw new WhalecurveError({
    code: "load_accounting",
    where: `${load.source} ${load.entity}`,
    what: `${load.rows_read} rows read, ${load.rows_landed} landed, ${accounted} accounted for`,
    hint: "nothing of this load was stored; please report this with the file",
  });
}
