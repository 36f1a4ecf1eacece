import { createHash } from "node:crypto";
import type { Connection } from "../duckdb/database.ts";
import type { CompiledModel } from "./compile.ts";

/** Creates what the runner remembers, where it is missing. */
export async function prepareState(connection: Connection): Promise<void> {
  for (const schema of ["meta", "canonical", "staging", "intermediate", "marts"]) {
    await connection.execute(`create schema if not exists ${schema}`);
  }
  await connection.execute(`create table if not exists meta.model_state (
    name varchar not null, fingerprint varchar not null, kind varchar not null, rows bigint, built_at timestamp not null)`);
  await connection.execute(`create table if not exists meta.build (
    build_id varchar not null, built_at timestamp not null, as_of date not null, policy_hash varchar not null,
    code_version varchar not null, sources varchar not null, status varchar not null)`);
  await connection.execute(`create table if not exists meta.test_result (
    build_id varchar not null, model varchar not null, test varchar not null, severity varchar not null,
    failures bigint not null, examples varchar not null)`);
}

/** The fingerprints of the models as they stand in the warehouse, by model name. */
export async function readFingerprints(connection: Connection): Promise<Map<string, string>> {
  const rows = await connection.rows<{ name: string; fingerprint: string }>(
    "select name, fingerprint from meta.model_state",
  );
  return new Map(rows.map((row) => [row.name, row.fingerprint]));
}

/**
 * What every table outside the models holds at the moment: the loads that it consists of. What was published last counts as
 * one and the same for ever: otherwise publishing alone would make the models that compare with it stale.
 */
export async function readSourceVersions(connection: Connection): Promise<(table: string) => string> {
  const loads = await connection.rows<{ entity: string; version: string }>(
    `select entity, string_agg(source || ':' || load_id, ',' order by source) as version from meta.ingest_state group by entity`,
  );
  const byTable = new Map(loads.map((row) => [`canonical.${row.entity}`, row.version]));
  const latest = loads
    .map((row) => `${row.entity}=${row.version}`)
    .sort()
    .join(";");
  return (table) => {
    if (table.startsWith("published.")) return "published";
    return table.startsWith("canonical.") ? (byTable.get(table) ?? "empty") : latest;
  };
}

/** Identifies what a model is made of: the same fingerprint gives the same rows. */
export function fingerprint(
  node: CompiledModel,
  upstream: ReadonlyMap<string, string>,
  versionOf: (table: string) => string,
): string {
  const hash = createHash("sha256").update(node.model.options.materialized).update("\0").update(node.sql);
  for (const ref of node.refs) hash.update(`\0${ref}=${upstream.get(ref)}`);
  for (const source of node.sources) hash.update(`\0${source}=${versionOf(source)}`);
  return hash.digest("hex");
}
