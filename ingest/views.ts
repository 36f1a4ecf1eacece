import type { Connection } from "../warehouse/duckdb/database.ts";
import { identifier } from "../warehouse/duckdb/sql.ts";
import { tableColumns } from "./contract.ts";
import type { Entity } from "./entities/index.ts";

/** The name of the table that holds one entity of one source. */
export function canonicalTable(entity: string, source: string): string {
  return `canonical.${identifier(`${entity}__${source}`)}`;
}

/** The name of the view over what a source sent. */
export function rawView(source: string, table: string): string {
  return `raw.${identifier(`${source}__${table}`)}`;
}

/** Makes `canonical.<entity>` the union over the sources that deliver it; typed and empty where none does. */
export async function refreshCanonicalView(connection: Connection, entity: Entity): Promise<void> {
  const sources = await connection.rows<{ source: string }>(
    "select source from meta.ingest_state where entity = $1 order by source",
    [entity.name],
  );
  const query = unionOf(
    entity,
    sources.map(({ source }) => source),
  );
  await replaceView(connection, `canonical.${entity.name}`, query);
}

/** Creates or replaces a view, unless it is the same already. Part of a transaction. */
export async function replaceView(connection: Connection, name: string, query: string): Promise<void> {
  const known = await connection.row<{ query: string }>("select query from meta.made_view where name = $1", [name]);
  if (known?.query === query) return;
  await connection.execute(`create or replace view ${name} as ${query}`);
  await connection.execute("delete from meta.made_view where name = $1", [name]);
  await connection.execute("insert into meta.made_view values ($1, $2)", [name, query]);
}

/** Drops a view that `replaceView` made. */
export async function dropView(connection: Connection, name: string): Promise<void> {
  await connection.execute(`drop view if exists ${name}`);
  await connection.execute("delete from meta.made_view where name = $1", [name]);
}

function unionOf(entity: Entity, sources: readonly string[]): string {
  const columns = tableColumns(entity);
  if (sources.length === 0) {
    return `select ${columns.map(({ name, type }) => `cast(null as ${type}) as ${identifier(name)}`).join(", ")} where false`;
  }
  const names = columns.map(({ name }) => identifier(name)).join(", ");
  // The engine keeps the types of a view; naming them here has it made anew when the contract changes one.
  const types = `/* ${columns.map(({ type }) => type).join(" ")} */ `;
  return `${types}${sources.map((source) => `select ${names} from ${canonicalTable(entity.name, source)}`).join(" union all ")}`;
}
