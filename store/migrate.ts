import { type Kysely, sql } from "kysely";
import { WhalecurveError } from "../core/error.ts";
import type { Migration } from "./migrations/index.ts";

/**
 * Brings the store's schema up to date, all steps in one transaction.
 * @throws WhalecurveError `store_too_new` when a newer version has changed the store already.
 */
export async function migrate(database: Kysely<unknown>, migrations: readonly Migration[], now: () => Date) {
  await database.connection().execute(async (connection) => {
    await sql`begin immediate`.execute(connection);
    try {
      await applyMissing(connection, migrations, now);
      await sql`commit`.execute(connection);
    } catch (thrown) {
      await sql`rollback`.execute(connection);
      throw thrown;
    }
  });
}

async function applyMissing(database: Kysely<unknown>, migrations: readonly Migration[], now: () => Date) {
  await sql`create table if not exists migrations (name text primary key, applied_at text not null)`.execute(database);
  const { rows } = await sql<{ name: string }>`select name from migrations order by name`.execute(database);
  const applied = rows.map((row) => row.name);
  const unknown = applied.filter((name) => !migrations.some((migration) => migration.name === name));
  if (unknown.length > 0) {
    throw new WhalecurveError({
      code: "store_too_new",
      where: "store",
      what: `it was changed by a newer version (${unknown.join(", ")})`,
      hint: "use that version, or restore a backup of the store",
    });
  }
  for (const migration of migrations) {
    if (applied.includes(migration.name)) continue;
    await migration.up(database);
    await sql`insert into migrations values (${migration.name}, ${now().toISOString()})`.execute(database);
  }
}
