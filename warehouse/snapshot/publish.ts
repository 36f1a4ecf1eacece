import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { WhalecurveError } from "../../core/error.ts";
import type { Connection } from "../duckdb/database.ts";
import { identifier, literal } from "../duckdb/sql.ts";
import { lastBuild } from "../runner/build.ts";
import type { Graph } from "../runner/graph.ts";
import { planBuild } from "../runner/plan.ts";
import { readFingerprints, readSourceVersions } from "../runner/state.ts";

/** What `current.json` in the snapshot directory says. */
export interface SnapshotPointer {
  build_id: string;
  file: string;
}

const kept = 3;
const shortcomings: Record<string, string> = {
  failed: "failed its tests",
  partial: "made and tested only some of the models",
};

/** The pointer of a snapshot directory; undefined before the first publication. */
export function readPointer(directory: string): SnapshotPointer | undefined {
  const file = join(directory, "current.json");
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as SnapshotPointer) : undefined;
}

/**
 * Copies the marts of the last build, and the accepted source rows that explain them, into a new immutable file and makes
 * it the current one by an atomic rename. A crash before the rename leaves the former snapshot current.
 * @returns the published build, and whether it was new.
 * @throws WhalecurveError `not_audited` when the last build failed or its models are out of date.
 */
export async function publish(
  connection: Connection,
  graph: Graph,
  directory: string,
): Promise<{ buildId: string; changed: boolean }> {
  const build = await lastBuild(connection);
  await requireAudited(connection, graph, build);
  const buildId = build?.build_id ?? "";
  mkdirSync(directory, { recursive: true });
  const file = `${buildId}.duckdb`;
  if (readPointer(directory)?.build_id === buildId && existsSync(join(directory, file)))
    return { buildId, changed: false };
  for (const left of readdirSync(directory)) if (left.includes(".tmp")) rmSync(join(directory, left));

  const temporary = join(directory, `${file}.tmp`);
  await copyTables(connection, temporary);
  fsync(temporary);
  renameSync(temporary, join(directory, file));
  const pointer = join(directory, "current.json");
  writeFileSync(`${pointer}.tmp`, `${JSON.stringify({ build_id: buildId, file } satisfies SnapshotPointer)}\n`);
  fsync(`${pointer}.tmp`);
  renameSync(`${pointer}.tmp`, pointer);
  fsync(directory);
  removeOldSnapshots(directory, file);
  return { buildId, changed: true };
}

async function requireAudited(
  connection: Connection,
  graph: Graph,
  build: { build_id: string; status: string } | undefined,
): Promise<void> {
  const refuse = (what: string, hint: string) =>
    new WhalecurveError({ code: "not_audited", where: "publish", what, hint });
  if (build === undefined) throw refuse("nothing has been built yet", "run `whalecurve run`");
  if (build.status !== "passed") {
    throw refuse(
      `build ${build.build_id} ${shortcomings[build.status] ?? "has not finished"}`,
      "run `whalecurve build` and mend what it reports",
    );
  }
  const versionOf = await readSourceVersions(connection);
  const made = await readFingerprints(connection);
  const all = new Set(graph.map((node) => node.model.name));
  const stale = planBuild(graph, all, made, (table) => (table === "meta.build" ? build.build_id : versionOf(table)));
  const first = stale[0];
  if (first !== undefined) {
    throw refuse(
      `${stale.length} models are out of date, such as ${first.node.model.name}`,
      "run `whalecurve build` for all models",
    );
  }
}

async function copyTables(connection: Connection, file: string): Promise<void> {
  await connection.execute("detach database if exists snapshot");
  await connection.execute(`attach ${literal(file)} as snapshot`);
  try {
    const tables = await connection.rows<{ schema: string; name: string }>(
      `select table_schema as schema, table_name as name from information_schema.tables
       where table_catalog = current_database()
         and (table_schema = 'marts' or (table_schema = 'canonical' and table_name not like '%\\_\\_%' escape '\\'))
       order by table_schema, table_name`,
    );
    await connection.execute("create schema snapshot.marts");
    await connection.execute("create schema snapshot.sources");
    for (const { schema, name } of tables) {
      const target = schema === "marts" ? "marts" : "sources";
      await connection.execute(
        `create table snapshot.${target}.${identifier(name)} as select * from ${identifier(schema)}.${identifier(name)}`,
      );
    }
  } finally {
    await connection.execute("detach snapshot");
  }
}

function removeOldSnapshots(directory: string, current: string): void {
  const snapshots = readdirSync(directory)
    .filter((name) => name.endsWith(".duckdb") && name !== current)
    .sort()
    .reverse();
  for (const name of snapshots.slice(kept - 1)) rmSync(join(directory, name));
}

function fsync(path: string): void {
  const descriptor = openSync(path, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
