import type { Connection } from "../warehouse/duckdb/database.ts";
import { rawColumn, reasonsColumn } from "./contract.ts";

/** Why and where a row was rejected. */
export interface Reason {
  column: string | null;
  rule: string;
  value: string | null;
  message: string;
}

export interface QuarantinedRow {
  quarantine_id: string;
  load_id: string;
  source: string;
  entity: string;
  file: string | null;
  row_number: number | null;
  /** A JSON list of `Reason`. */
  reasons: string;
  raw: string;
  quarantined_at: string;
}

export interface QuarantineGroup {
  source: string;
  entity: string;
  reason: string;
  rows: number;
  oldest: string;
}

export interface QuarantineFilter {
  source?: string | undefined;
  entity?: string | undefined;
}

/** The rows that one load rejects, as SQL: `position` in reading order, `row_number`, `reasons`, `raw`. */
export function brokenRecords(rejects: string): string {
  return `select ordinal as position, row_number,
    cast(to_json([{'column': cast(null as varchar), 'rule': rule, 'value': cast(null as varchar), 'message': message}]) as varchar) as reasons,
    cast(to_json({'line': line, 'text': "text"}) as varchar) as raw from ${rejects}`;
}

/**
 * The rows of a checked table that its contract rejects, as SQL. The row number in the file counts the broken records
 * before it as well; where the rows do not come from one file it is NULL.
 */
export function rejectedRows(table: string, numbering: "file" | "none", rejects: string | undefined): string {
  const skipped =
    rejects === undefined
      ? "0"
      : `(select count(*) from ${rejects} as broken where broken.row_number - broken.ordinal < position)`;
  return `select position, ${numbering === "file" ? `position + ${skipped}` : "null"} as row_number, reasons, raw
    from (select rowid - (select min(rowid) from ${table}) + 1 as position, ${reasonsColumn} as reasons, ${rawColumn} as raw
      from ${table} where ${reasonsColumn} is not null)`;
}

/**
 * Puts the rejected rows of a load in the place of those of the load before. A row that was there already keeps its
 * identifier and its date. Part of the transaction that changes the data.
 * @param queries SQL as made by `brokenRecords` and `rejectedRows`.
 */
export async function replaceQuarantine(
  connection: Connection,
  load: { load_id: string; source: string; entity: string; loaded_at: string; file: string },
  queries: readonly string[],
): Promise<number> {
  const { load_id, source, entity, loaded_at, file } = load;
  const before = await connection.row(
    "select 1 as found from meta.quarantine where source = $1 and entity = $2 limit 1",
    [source, entity],
  );
  if (queries.length === 0 && before === undefined) return 0;
  await connection.execute("drop table if exists temp.rejected");
  const rows =
    queries.length === 0
      ? "select 0 as position, 0 as row_number, '' as reasons, '' as raw where false"
      : queries.join(" union all ");
  await connection.execute(
    `create temp table rejected as
    select 'Q' || upper(left(md5(concat_ws('|', $1::varchar, $2::varchar, raw, occurrence)), 12)) as quarantine_id, row_number, reasons, raw
    from (select *, row_number() over (partition by raw order by row_number, position) as occurrence from (${rows}))`,
    [source, entity],
  );
  await connection.execute(
    `create or replace temp table requarantined as
    select rejected.quarantine_id, $1::varchar as load_id, $2::varchar as source, $3::varchar as entity, $4::varchar as file,
      rejected.row_number, rejected.reasons, rejected.raw, coalesce(known.quarantined_at, $5::timestamp) as quarantined_at
    from temp.rejected left join meta.quarantine as known using (quarantine_id)`,
    [load_id, source, entity, file, loaded_at],
  );
  await connection.execute("delete from meta.quarantine where source = $1 and entity = $2", [source, entity]);
  const count = await connection.execute(
    "insert into meta.quarantine by name from temp.requarantined order by row_number, quarantine_id",
  );
  await connection.execute("drop table temp.rejected");
  await connection.execute("drop table temp.requarantined");
  return count;
}

/** Rejected rows by source, entity and reason. A row with several reasons counts under each. */
export async function listQuarantine(connection: Connection, filter: QuarantineFilter): Promise<QuarantineGroup[]> {
  return connection.rows<QuarantineGroup>(
    `select source, entity, concat_ws(': ', reason ->> 'column', reason ->> 'message') as reason,
      count(distinct quarantine_id) as rows, min(quarantined_at) as oldest
    from (select *, unnest(cast(cast(reasons as json) as json[])) as reason from meta.quarantine)
    where ($1 is null or source = $1) and ($2 is null or entity = $2)
    group by all order by source, entity, rows desc, reason`,
    [filter.source ?? null, filter.entity ?? null],
  );
}

/** Rejected rows with everything known about them; one of them by its identifier. */
export async function showQuarantine(
  connection: Connection,
  filter: QuarantineFilter & { id?: string | undefined; limit: number },
): Promise<QuarantinedRow[]> {
  return connection.rows<QuarantinedRow>(
    `from meta.quarantine
    where ($1 is null or source = $1) and ($2 is null or entity = $2) and ($3 is null or quarantine_id = upper($3))
    order by source, entity, row_number, quarantine_id limit $4`,
    [filter.source ?? null, filter.entity ?? null, filter.id ?? null, filter.limit],
  );
}
