import { type Kysely, sql } from "kysely";
import { WhalecurveError } from "../core/error.ts";
import type { Migration } from "./migrations/index.ts";

/**
 * Brings the store's schema up to date, all steps in one transaction. A store that is up to date is only read.
 * @throws WhalecurveError `store_too_new` when a newer version has changed the store already.
 */
export async function migrate(database: Kysely<unknown>, migrations: readonly Migration[], now: () => Date) {
  await database.connection().execute(async (connection) => {
    if ((await missing(connection, migrations)).length === 0) return;
    await sql`begin immediate`.execute(connection);
    try {
      await sql`create table if not exists migrations (name text primary key, applied_at text not null)`.execute(
        connection,
      );
      for (const migration of await missing(connection, migrations)) {
        await migration.up(connection);
        await sql`insert into migrations values (${migration.name}, ${now().toISOString()})`.execute(connection);
      }
      await sql`commit`.execute(connection);
    } catch (thrown) {
      await sql`rollback`.execute(connection);
      throw thrown;
    }
  });
}

async function missing(database: Kysely<unknown>, migrations: readonly Migration[]): Promise<Migration[]> {
  const applied = await appliedNames(database);
  const unknown = applied.filter((name) => !migrations.some((migration) => migration.name === name));
  if (unknown.length > 0) {
    throw new WhalecurveError({
      code: "store_too_new",
      where: "store",
      what: `it was changed by a newer version (${unknown.join(", ")})`,
      hint: "use that version, or restore a backup of the store",
    });
  }
  return migrations.filter((migration) => !applied.includes(migration.name));
}

async function appliedNames(database: Kysely<unknown>): Promise<string[]> {
  const known = await sql`select name from sqlite_master where type = 'table' and name = 'migrations'`.execute(
    database,
  );
  if (known.rows.length === 0) return [];
  const { rows } = await sql<{ name: string }>`select name from migrations order by name`.execute(database);
  return rows.map((row) => row.name);
}
