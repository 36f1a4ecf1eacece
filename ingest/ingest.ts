import type { Clock } from "../core/clock.ts";
import { messageOf, WhalecurveError } from "../core/error.ts";
import type { Log } from "../core/log.ts";
import type { Project } from "../core/project.ts";
import type { Connection, Database } from "../warehouse/duckdb/database.ts";
import type { SourceTable } from "./connectors/connector.ts";
import { connectors } from "./connectors/index.ts";
import { entities } from "./entities/index.ts";
import { type LoadRecord, prepareWarehouse, readStates } from "./ledger.ts";
import { readMappings } from "./mapping.ts";
import { deliveredBy, landSourceTable, loadDelivered, type SourceJob } from "./source.ts";
import { type RawTable, rawEntity } from "./tables.ts";
import { forgetVanished } from "./vanished.ts";

export interface IngestOptions {
  project: Project;
  database: Database;
  clock: Clock;
  log: Log;
  /** Only this source. */
  source?: string | undefined;
  /** Only this entity. */
  entity?: string | undefined;
  /** Load again what did not change. */
  full?: boolean | undefined;
  /** Where the original files are kept. */
  archiveDirectory: string;
}

export interface IngestSummary {
  /** One record per source × entity that changed. */
  loads: LoadRecord[];
  /** Source-shaped tables that changed; their records that cannot be split into columns are quarantined. */
  tables: LoadRecord[];
  /** What was looked at and is as before. */
  unchanged: { source: string; entity: string }[];
  changed: boolean;
  /** Rows that these loads put into quarantine. */
  quarantined: number;
  /** Rows that are in quarantine now, those of earlier loads included. */
  waiting: number;
  /** What could not be loaded; everything else is. */
  failures: WhalecurveError[];
}

/**
 * Lands, maps, checks and stages every source. A table or source that cannot be read fails alone.
 * @throws WhalecurveError (exit code 2) for wrong configuration: an unknown source, entity, connector or key.
 */
export async function ingest(options: IngestOptions): Promise<IngestSummary> {
  const { project, database, log } = options;
  checkNames(options);
  const connection = await database.connect();
  const summary: IngestSummary = {
    loads: [],
    tables: [],
    unchanged: [],
    changed: false,
    quarantined: 0,
    waiting: 0,
    failures: [],
  };
  try {
    await prepareWarehouse(connection);
    const sources = Object.keys(project.sources).filter((name) => (options.source ?? name) === name);
    for (const source of sources) await ingestSource(connection, options, source, summary);
    if (options.source === undefined && options.entity === undefined) {
      summary.loads.push(...(await forgetVanished(connection, options, Object.keys(project.sources), undefined)));
    }
    const waiting = await connection.row<{ rows: number }>("select count(*) as rows from meta.quarantine");
    summary.waiting = waiting?.rows ?? 0;
  } finally {
    connection.close();
    log.progress("");
  }
  summary.changed = summary.loads.length > 0;
  summary.quarantined = [...summary.loads, ...summary.tables].reduce((sum, load) => sum + load.rows_quarantined, 0);
  return summary;
}

async function ingestSource(
  connection: Connection,
  options: IngestOptions,
  source: string,
  summary: IngestSummary,
): Promise<void> {
  const job = await attempt(summary, source, () => prepare(connection, options, source));
  if (job === undefined) return;
  const wanted = deliveredBy(job).filter(({ entity }) => (options.entity ?? entity.name) === entity.name);
  const landed = new Map<SourceTable, Promise<RawTable>>();
  const raw = (table: SourceTable): Promise<RawTable> => {
    const known = landed.get(table);
    if (known !== undefined) return known;
    options.log.progress(`${source}: reading ${table.origin}`);
    const promise = landSourceTable(job, table).then((result) => {
      if (result.load !== undefined) summary.tables.push(result.load);
      return result;
    });
    landed.set(table, promise);
    return promise;
  };
  const direct = new Set(wanted.flatMap((delivered) => ("table" in delivered ? [delivered.table] : [])));
  if (options.entity === undefined) {
    for (const table of job.tables) {
      if (!direct.has(table)) await attempt(summary, `${source}: ${table.origin}`, () => raw(table));
    }
  }
  for (const delivered of wanted) {
    const entity = delivered.entity.name;
    options.log.progress(`${source}: loading ${entity}`);
    const outcome = await attempt(summary, `${source} ${entity}`, async () => ({
      load: await loadDelivered(job, delivered, raw),
    }));
    if (outcome === undefined) continue;
    if (outcome.load === undefined) summary.unchanged.push({ source, entity });
    else summary.loads.push(outcome.load);
  }
  if (options.entity === undefined) {
    const present = [
      ...deliveredBy(job).map(({ entity }) => entity.name),
      ...job.tables.map(({ name }) => rawEntity(name)),
    ];
    summary.loads.push(
      ...(await forgetVanished(connection, options, Object.keys(options.project.sources), { source, present })),
    );
  }
}

async function prepare(connection: Connection, options: IngestOptions, source: string): Promise<SourceJob> {
  const { project, clock, log, archiveDirectory, full = false } = options;
  const settings = project.sources[source];
  const connector = connectors.find(({ name }) => name === settings?.connector);
  if (settings === undefined || connector === undefined) {
    throw new WhalecurveError({
      code: "unknown_connector",
      where: `whalecurve.yaml: sources.${source}.connector`,
      what: `there is no connector "${settings?.connector}"`,
      hint: `use one of ${connectors.map(({ name }) => name).join(", ")}`,
      exitCode: 2,
    });
  }
  const mappings = readMappings(project, source);
  const tables = await connector.discover({ project, source, options: settings, archiveDirectory, connection, log });
  const job = { connection, clock, log, project, source, options: settings, tables, mappings, full };
  deliveredBy(job);
  return { ...job, states: await readStates(connection) };
}

/** Runs one part of the work; what goes wrong is noted, and wrong configuration ends everything. */
async function attempt<Result>(
  summary: IngestSummary,
  where: string,
  work: () => Promise<Result>,
): Promise<Result | undefined> {
  try {
    return await work();
  } catch (thrown) {
    if (thrown instanceof WhalecurveError && thrown.exitCode === 2) throw thrown;
    const failure =
      thrown instanceof WhalecurveError
        ? thrown
        : new WhalecurveError({ code: "load_failed", where, what: messageOf(thrown), cause: thrown });
    if (!summary.failures.some((known) => known.message === failure.message)) summary.failures.push(failure);
    return undefined;
  }
}

function checkNames({ project, source, entity }: IngestOptions): void {
  const known = Object.keys(project.sources);
  if (source !== undefined && !known.includes(source)) {
    throw new WhalecurveError({
      code: "unknown_source",
      where: "--source",
      what: `the project has no source "${source}"`,
      hint: `its sources are ${known.join(", ")}`,
      exitCode: 2,
    });
  }
  if (entity !== undefined && !entities.some(({ name }) => name === entity)) {
    throw new WhalecurveError({
      code: "unknown_entity",
      where: "--entity",
      what: `"${entity}" is no canonical entity`,
      hint: `use one of ${entities.map(({ name }) => name).join(", ")}`,
      exitCode: 2,
    });
  }
}
