import { recordEntities } from "../../cli/pipeline/entities.ts";
import { loadLibrary, variablesOf } from "../../cli/pipeline/library.ts";
import { systemClock } from "../../core/clock.ts";
import { silentLog } from "../../core/log.ts";
import { loadProject, type Project } from "../../core/project.ts";
import { type IngestSummary, ingest } from "../../ingest/ingest.ts";
import { type Connection, Database } from "../../warehouse/duckdb/database.ts";
import { buildGraph } from "../../warehouse/runner/graph.ts";
import type { Library } from "../../warehouse/runner/load.ts";
import { relation } from "../../warehouse/runner/model.ts";
import { planBuild } from "../../warehouse/runner/plan.ts";
import { runStep } from "../../warehouse/runner/run.ts";
import { selectModels } from "../../warehouse/runner/selector.ts";
import { prepareState, readSourceVersions } from "../../warehouse/runner/state.ts";

/** A project whose sources are loaded and whose wanted models stand, in memory. */
export interface BuiltProject {
  project: Project;
  connection: Connection;
  library: Library;
  loaded: IngestSummary;
}

/**
 * Takes a project folder through the real ingest and the real models.
 * @param models the tables wanted; what they rest on is built too, nothing else.
 * @param amend changes the models before they are compiled.
 */
export async function withBuiltProject<Result>(
  directory: string,
  archiveDirectory: string,
  models: readonly string[],
  work: (built: BuiltProject) => Promise<Result>,
  amend: (library: Library) => void = () => undefined,
): Promise<Result> {
  const project = loadProject(directory, {});
  const database = await Database.open({ path: ":memory:", mode: "write", threads: 1 });
  try {
    const connection = await database.connect();
    await prepareState(connection);
    await recordEntities(connection);
    const loaded = await ingest({ project, database, clock: systemClock, log: silentLog, archiveDirectory });
    const library = loadLibrary(project);
    amend(library);
    const variables = variablesOf({ project, asOf: project.as_of ?? "2026-06-30" });
    const graph = buildGraph(library, variables);
    const selected = selectModels(graph, models.map((name) => `+${name}`).join(" "), undefined);
    const versions = await readSourceVersions(connection);
    for (const step of planBuild(graph, selected, new Map(), versions)) {
      await runStep(connection, step, "2026-01-01 00:00:00");
    }
    return await work({ project, connection, library, loaded });
  } finally {
    database.close();
  }
}

/** The relation of a model by its name. */
export function relationOf(library: Library, name: string): string {
  const model = library.models.get(name);
  if (model === undefined) throw new Error(`there is no model "${name}"`);
  return relation(model);
}
