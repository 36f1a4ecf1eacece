import { createHash } from "node:crypto";
import type { Clock } from "../core/clock.ts";
import { messageOf, WhalecurveError } from "../core/error.ts";
import type { Log } from "../core/log.ts";
import type { Project, SourceOptions } from "../core/project.ts";
import type { Connection } from "../warehouse/duckdb/database.ts";
import { identifier } from "../warehouse/duckdb/sql.ts";
import type { SourceTable } from "./connectors/connector.ts";
import { compileContract, missingColumns, unknownColumns } from "./contract.ts";
import { type Entity, entities } from "./entities/index.ts";
import { type LoadRecord, type LoadState, newlyUnknown } from "./ledger.ts";
import { type EntityLoad, loadEntity, RowCountMismatch } from "./load.ts";
import { describeMapping, type Mapping, mappingFailed, renderMapping } from "./mapping.ts";
import { landTable, plainView, type RawTable, rawEntity, unreadable } from "./tables.ts";
import { rawView, replaceView } from "./views.ts";

/** Bump when the same input would give other rows than before. */
const version = 1;

/** One source, ready to be loaded. */
export interface SourceJob {
  connection: Connection;
  clock: Clock;
  log: Log;
  project: Project;
  source: string;
  options: SourceOptions;
  tables: readonly SourceTable[];
  mappings: readonly Mapping[];
  states: readonly LoadState[];
  full: boolean;
}

/** How one entity of a source is delivered. */
export type Delivered = { entity: Entity } & ({ table: SourceTable } | { mapping: Mapping });

/**
 * What a source delivers: mapped entities, and canonical tables by their name.
 * @throws WhalecurveError where a canonical file and a mapping both claim an entity.
 */
export function deliveredBy(job: Pick<SourceJob, "source" | "tables" | "mappings">): Delivered[] {
  return entities.flatMap((entity): Delivered[] => {
    const mapping = job.mappings.find((candidate) => candidate.entity === entity.name);
    const table = job.tables.find((candidate) => candidate.canonical && candidate.name === entity.name);
    if (mapping === undefined) return table === undefined ? [] : [{ entity, table }];
    if (table !== undefined) {
      throw new WhalecurveError({
        code: "ambiguous_entity",
        where: `sources.${job.source}`,
        what: `${entity.name} comes both from the canonical file ${table.origin} and from the mapping ${mapping.file}`,
        hint: "keep one of them, or declare the file under `tables:` so that the mapping can read it",
      });
    }
    return [{ entity, mapping }];
  });
}

/** Loads one entity. Undefined where nothing changed. */
export async function loadDelivered(
  job: SourceJob,
  delivered: Delivered,
  raw: (table: SourceTable) => Promise<RawTable>,
): Promise<LoadRecord | undefined> {
  if ("mapping" in delivered) return loadMapped(job, delivered.entity, delivered.mapping, raw);
  return loadCanonical(job, delivered.entity, delivered.table);
}

/** Lands one source-shaped table of the job. */
export function landSourceTable(job: SourceJob, table: SourceTable): Promise<RawTable> {
  const before = stateOf(job, rawEntity(table.name));
  return landTable(job.connection, job.clock, job.source, table, before, job.full);
}

async function loadCanonical(job: SourceJob, entity: Entity, table: SourceTable): Promise<LoadRecord | undefined> {
  const { connection, source } = job;
  const fingerprint = fingerprintOf(job, entity, [await table.fingerprint()]);
  if (isUnchanged(job, entity, fingerprint)) {
    const landed = await table.land();
    await connection.transaction(() => replaceView(connection, rawView(source, table.name), plainView(landed)));
    return undefined;
  }
  const attempt = async (how: { rewrite: boolean }): Promise<LoadRecord> => {
    const landed = await table.land(how);
    const { scan, columns, rows, rejected, rejects } = landed;
    const load = await checkedLoad(job, entity, { scan, columns, file: table.origin, fingerprint, numbering: "file" });
    return loadEntity(connection, job.clock, {
      ...load,
      rows,
      rejected,
      rejects,
      raw: { view: rawView(source, table.name), query: plainView(landed) },
    });
  };
  try {
    return await attempt({ rewrite: false });
  } catch (thrown) {
    if (thrown instanceof WhalecurveError) throw thrown;
    if (!(thrown instanceof RowCountMismatch)) job.log.debug(`${table.origin}: ${messageOf(thrown)}`);
  }
  try {
    return await attempt({ rewrite: true });
  } catch (thrown) {
    if (thrown instanceof WhalecurveError) throw thrown;
    throw unreadable(table.origin, messageOf(thrown).split("\n")[0] ?? "");
  }
}

async function loadMapped(
  job: SourceJob,
  entity: Entity,
  mapping: Mapping,
  raw: (table: SourceTable) => Promise<RawTable>,
): Promise<LoadRecord | undefined> {
  const { connection, source } = job;
  const names = job.tables.map((table) => table.name);
  const rendered = renderMapping(mapping, names, (name) => rawView(source, name));
  const read: RawTable[] = [];
  for (const table of job.tables.filter((candidate) => rendered.tables.includes(candidate.name))) {
    read.push(await raw(table));
  }
  const fingerprint = fingerprintOf(job, entity, [rendered.sql, ...read.map((table) => table.fingerprint)]);
  if (isUnchanged(job, entity, fingerprint)) return undefined;
  const columns = await describeMapping(connection, mapping, rendered.sql);
  const texts = columns.map((column) => `cast(${identifier(column)} as varchar) as ${identifier(column)}`).join(", ");
  const load = await checkedLoad(job, entity, {
    scan: `(select ${texts} from (\n${rendered.sql}\n))`,
    columns,
    file: read.map((table) => table.origin).join(", "),
    fingerprint,
    numbering: "none",
  });
  try {
    return await loadEntity(connection, job.clock, load);
  } catch (thrown) {
    const statement = compileContract(entity, load);
    const linesBefore = statement.slice(0, statement.indexOf(rendered.sql)).split("\n").length - 1;
    throw mappingFailed(mapping, thrown, linesBefore);
  }
}

async function checkedLoad(
  job: SourceJob,
  entity: Entity,
  load: Pick<EntityLoad, "scan" | "columns" | "file" | "fingerprint" | "numbering">,
): Promise<EntityLoad> {
  const { source, options, project } = job;
  const replaces = stateOf(job, entity.name) !== undefined;
  const settings = { entity, source, timezone: options.timezone, currency: currencyOf(job), replaces };
  if (load.columns.length === 0) {
    const columns = Object.keys(entity.columns);
    const nulls = columns.map((column) => `cast(null as varchar) as ${identifier(column)}`).join(", ");
    return { ...load, ...settings, columns, scan: `(select ${nulls} where false)` };
  }
  const missing = missingColumns(entity, load.columns);
  if (missing.length > 0) {
    throw new WhalecurveError({
      code: "missing_column",
      where: `${source}: ${load.file}`,
      what: `${entity.name} needs the column ${missing.join(", ")}`,
      hint: `it has ${load.columns.join(", ")}; see docs/sources.md for the columns of every entity of ${project.name}`,
    });
  }
  const unknown = unknownColumns(entity, load.columns);
  const fresh = await newlyUnknown(job.connection, source, entity.name, unknown);
  if (fresh.length > 0) {
    job.log.warn(`${source}: ${load.file}: ${entity.name} has no column ${fresh.join(", ")}: kept in raw only`);
  }
  return { ...load, ...settings };
}

function currencyOf(job: SourceJob): string {
  return job.options.currency ?? job.project.reporting_currency;
}

function stateOf(job: SourceJob, entity: string): LoadState | undefined {
  return job.states.find((state) => state.source === job.source && state.entity === entity);
}

function isUnchanged(job: SourceJob, entity: Entity, fingerprint: string): boolean {
  return !job.full && stateOf(job, entity.name)?.fingerprint === fingerprint;
}

function fingerprintOf(job: SourceJob, entity: Entity, inputs: readonly string[]): string {
  const { columns, key, rules } = entity;
  const content = [version, columns, key, rules, job.options.timezone, currencyOf(job), inputs];
  return createHash("sha256").update(JSON.stringify(content)).digest("hex");
}
