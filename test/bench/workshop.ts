import { join } from "node:path";
import { recordEntities } from "../../cli/pipeline/entities.ts";
import { loadLibrary, variablesOf } from "../../cli/pipeline/library.ts";
import { withPublished } from "../../cli/pipeline/published.ts";
import { dataPaths, type Session } from "../../cli/session.ts";
import { systemClock } from "../../core/clock.ts";
import { silentLog } from "../../core/log.ts";
import { loadProject } from "../../core/project.ts";
import { type Connection, Database } from "../../warehouse/duckdb/database.ts";
import type { BuildOptions } from "../../warehouse/runner/build.ts";
import { buildGraph, type Graph } from "../../warehouse/runner/graph.ts";
import { prepareState } from "../../warehouse/runner/state.ts";

/** A generated company with an open warehouse, for the benchmarks to work on one after another. */
export interface Workshop {
  directory: string;
  session: Session;
  database: Database;
  connection: Connection;
  graph: Graph;
  buildOptions: BuildOptions;
  /** Runs work that reads what was published last, as a build does. */
  withPublished<Result>(work: () => Promise<Result>): Promise<Result>;
}

export async function openWorkshop(directory: string, memoryLimit: string | undefined): Promise<Workshop> {
  const project = loadProject(directory, {});
  const session: Session = { project, log: silentLog, clock: systemClock, asOf: project.as_of ?? "2026-06-30" };
  const database = await Database.open({
    path: dataPaths(project).warehouse,
    mode: "write",
    ...(memoryLimit === undefined ? {} : { memoryLimit }),
  });
  const connection = await database.connect();
  await connection.execute(`set temp_directory = '${join(directory, "data", "spill")}'`);
  await prepareState(connection);
  await recordEntities(connection);
  const library = loadLibrary(project);
  const variables = variablesOf(session);
  return {
    directory,
    session,
    database,
    connection,
    graph: buildGraph(library, variables),
    buildOptions: { connection, library, variables, clock: systemClock, log: silentLog, codeVersion: "bench" },
    withPublished: (work) => withPublished(session, { database, connection }, work),
  };
}
