import type { Clock } from "../core/clock.ts";
import { messageOf, WhalecurveError } from "../core/error.ts";
import type { Connection } from "../warehouse/duckdb/database.ts";
import { identifier } from "../warehouse/duckdb/sql.ts";
import type { Landed, SourceTable } from "./connectors/connector.ts";
import { type LoadRecord, type LoadState, nextLoadId, recordLoad } from "./ledger.ts";
import { brokenRecords, replaceQuarantine } from "./quarantine.ts";
import { rawView, replaceView } from "./views.ts";

/** A source-shaped table as mappings see it. */
export interface RawTable {
  name: string;
  /** The view that holds its current rows. */
  relation: string;
  origin: string;
  fingerprint: string;
  /** Its load, where something changed. */
  load: LoadRecord | undefined;
}

/** The entity name under which a source-shaped table stands in loads and quarantine. */
export function rawEntity(table: string): string {
  return `raw.${table}`;
}

/**
 * Lands one source-shaped table: `raw.<source>__<table>` shows its current rows as the source sent them, records that
 * cannot be split into columns go to quarantine.
 * @throws WhalecurveError where the table as a whole cannot be read; what was landed before stays then.
 */
export async function landTable(
  connection: Connection,
  clock: Clock,
  source: string,
  table: SourceTable,
  before: LoadState | undefined,
  full: boolean,
): Promise<RawTable> {
  const content = await table.fingerprint();
  const entity = rawEntity(table.name);
  const relation = rawView(source, table.name);
  const deliveries = table.append ? await readDeliveries(connection, source, table.name) : [];
  const known = deliveries.some((delivery) => delivery.fingerprint === content);
  const fingerprint = table.append
    ? [...deliveries.map((delivery) => delivery.fingerprint), ...(known ? [] : [content])].join(" ")
    : content;
  const changed = full || before?.fingerprint !== fingerprint;
  const landed = changed ? await verified(connection, table) : await table.land();
  const result = { name: table.name, relation, origin: table.origin, fingerprint, load: undefined };
  if (!changed) {
    if (!table.append) await connection.transaction(() => replaceView(connection, relation, plainView(landed)));
    return result;
  }
  const load = await connection.transaction(async () => {
    const load_id = await nextLoadId(connection);
    const loaded_at = clock.now().toISOString();
    if (table.append && !known) {
      deliveries.push({ fingerprint: content, landed });
      await keepDelivery(connection, source, table.name, deliveries.length, content, landed);
    }
    const view = table.append
      ? appendedView(
          deliveries.map((delivery) => delivery.landed),
          table.key,
        )
      : plainView(landed);
    await replaceView(connection, relation, view);
    const all = table.append ? deliveries.map((delivery) => delivery.landed) : [landed];
    const rejects = all.flatMap(({ rejects: broken }) => (broken === undefined ? [] : [brokenRecords(broken)]));
    const quarantined = await replaceQuarantine(
      connection,
      { load_id, source, entity, loaded_at, file: table.origin },
      rejects,
    );
    const rows = all.reduce((sum, delivery) => sum + delivery.rows, 0);
    const staged = await connection.row<{ rows: number }>(`select count(*) as rows from ${relation}`);
    const record: LoadRecord = {
      load_id,
      source,
      entity,
      loaded_at,
      rows_read: rows,
      rows_landed: rows,
      rows_staged: staged?.rows ?? 0,
      rows_quarantined: quarantined,
      rows_superseded: rows - quarantined - (staged?.rows ?? 0),
      rows_deleted: 0,
    };
    await recordLoad(connection, record, fingerprint);
    return record;
  });
  return { ...result, load };
}

/** A view over one delivery. */
export function plainView({ scan, columns }: Landed): string {
  return columns.length === 0 ? "select cast(null as varchar) as column1 where false" : `select * from ${scan}`;
}

/** Every delivery together; of rows with one key the one of the latest delivery, and there the last one. */
function appendedView(deliveries: readonly Landed[], key: readonly string[]): string {
  const filled = deliveries.filter((delivery) => delivery.columns.length > 0);
  if (filled.length === 0) return "select cast(null as varchar) as column1 where false";
  const parts = filled.map(
    ({ scan }, index) => `select *, ${index} as __delivery, row_number() over () as __position from ${scan}`,
  );
  const all = `select * from (${parts.join(" union all by name ")})`;
  const shown = all.replace("select *", "select * exclude (__delivery, __position)");
  if (key.length === 0) return `${shown} order by __delivery, __position`;
  return `${shown} qualify row_number() over (partition by ${key.map(identifier).join(", ")}
    order by __delivery desc, __position desc) = 1`;
}

/** Lands a table and counts what the engine reads; where they differ the engine gets a clean copy instead. */
async function verified(connection: Connection, table: SourceTable): Promise<Landed> {
  const landed = await table.land();
  const first = await readable(connection, landed);
  if (first === undefined) return landed;
  const again = await table.land({ rewrite: true });
  const second = await readable(connection, again);
  if (second === undefined) return again;
  throw unreadable(table.origin, second);
}

async function readable(connection: Connection, landed: Landed): Promise<string | undefined> {
  try {
    const row = await connection.row<{ rows: number }>(`select count(*) as rows from ${landed.scan}`);
    const read = (row?.rows ?? 0) + landed.rejected;
    return read === landed.rows ? undefined : `${landed.rows} rows in the file, ${read} were read`;
  } catch (thrown) {
    return messageOf(thrown).split("\n")[0];
  }
}

/** A file that the engine cannot read even after it was cleaned. */
export function unreadable(file: string, why: string): WhalecurveError {
  return new WhalecurveError({
    code: "file_unreadable",
    where: file,
    what: why,
    hint: "check `delimiter`, `quote`, `row_end` and `encoding` of this table",
  });
}

interface Delivery {
  fingerprint: string;
  landed: Landed;
}

async function readDeliveries(connection: Connection, source: string, table: string): Promise<Delivery[]> {
  const rows = await connection.rows<
    Record<"fingerprint" | "scan" | "columns", string> &
      Record<"rows" | "rejected", number> & { rejects: string | null }
  >(
    'select fingerprint, scan, columns, rows, rejected, rejects from meta.delivery where source = $1 and "table" = $2 order by position',
    [source, table],
  );
  return rows.map(({ fingerprint, columns, rejects, ...landed }) => ({
    fingerprint,
    landed: { ...landed, columns: JSON.parse(columns) as string[], rejects: rejects ?? undefined },
  }));
}

async function keepDelivery(
  connection: Connection,
  source: string,
  table: string,
  position: number,
  fingerprint: string,
  landed: Landed,
): Promise<void> {
  await connection.execute("insert into meta.delivery values ($1, $2, $3, $4, $5, $6, $7, $8, $9)", [
    source,
    table,
    position,
    fingerprint,
    landed.scan,
    JSON.stringify(landed.columns),
    landed.rows,
    landed.rejected,
    landed.rejects ?? null,
  ]);
}
