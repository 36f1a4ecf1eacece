import { join } from "node:path";
import { Database } from "../../warehouse/duckdb/database.ts";
import { readPointer } from "../../warehouse/snapshot/publish.ts";

/** Columns that tell when something was done, not what it was. */
const moments = ["built_at", "checked_at", "loaded_at", "recorded_at", "oldest"];

/** A fingerprint of the content of every published mart, by name; what a build says about itself is left out. */
export async function publishedMarts(projectDirectory: string): Promise<Record<string, string>> {
  const snapshots = join(projectDirectory, "data/snapshots");
  const database = await Database.open({ path: join(snapshots, readPointer(snapshots)?.file ?? ""), mode: "read" });
  try {
    const connection = await database.connect();
    const tables = await connection.rows<{ name: string; columns: string }>(
      `select table_name as name, string_agg('"' || column_name || '"', ', ' order by column_name) as columns
       from duckdb_columns()
       where schema_name = 'marts' and table_name not like 'meta%' and column_name not in (${moments.map((name) => `'${name}'`).join(", ")})
       group by table_name order by table_name`,
    );
    const hashes: Record<string, string> = {};
    for (const { name, columns } of tables) {
      const found = await connection.row<{ hash: string; rows: number }>(
        `select count(*) as rows, md5(coalesce(string_agg(line, chr(10) order by line), '')) as hash
         from (select to_json(mart)::varchar as line from (select ${columns} from marts."${name}") as mart)`,
      );
      hashes[name] = `${found?.rows} rows ${found?.hash}`;
    }
    return hashes;
  } finally {
    database.close();
  }
}

/** The numbers of loads, builds and quarantined rows that a project's warehouse knows. */
export async function books(projectDirectory: string): Promise<unknown> {
  const database = await Database.open({ path: join(projectDirectory, "data/warehouse.duckdb"), mode: "read" });
  try {
    const connection = await database.connect();
    return await connection.row(`select (select count(*) from meta.load) as loads,
      (select count(*) from meta.build) as builds, (select count(*) from meta.quarantine) as quarantined`);
  } finally {
    database.close();
  }
}
