import { entities } from "../../ingest/entities/index.ts";
import type { Connection } from "../../warehouse/duckdb/database.ts";

/** Writes to `meta.entity` which columns identify a row of each entity, so that source documents can be looked up. */
export async function recordEntities(connection: Connection): Promise<void> {
  await connection.execute("create schema if not exists meta");
  await connection.execute(
    "create table if not exists meta.entity (entity varchar not null, key_columns varchar not null)",
  );
  const stored = await connection.rows<{ entity: string; key_columns: string }>("from meta.entity order by rowid");
  const current = entities.map(({ name, key }) => ({ entity: name, key_columns: JSON.stringify(key) }));
  if (JSON.stringify(stored) === JSON.stringify(current)) return;
  await connection.transaction(async () => {
    await connection.execute("delete from meta.entity");
    for (const { entity, key_columns } of current) {
      await connection.execute("insert into meta.entity values ($1, $2)", [entity, key_columns]);
    }
  });
}
