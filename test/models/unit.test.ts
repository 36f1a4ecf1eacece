import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { recordEntities } from "../../cli/pipeline/entities.ts";
import { loadLibrary, variablesOf } from "../../cli/pipeline/library.ts";
import { withPublished } from "../../cli/pipeline/published.ts";
import { systemClock } from "../../core/clock.ts";
import { silentLog } from "../../core/log.ts";
import { loadProject } from "../../core/project.ts";
import { ingest } from "../../ingest/ingest.ts";
import { Database } from "../../warehouse/duckdb/database.ts";
import { buildGraph } from "../../warehouse/runner/graph.ts";
import { prepareState } from "../../warehouse/runner/state.ts";
import { runUnitTests, type UnitResult } from "../../warehouse/runner/unit.ts";

const directory = mkdtempSync(join(tmpdir(), "whalecurve-unit-"));
writeFileSync(
  join(directory, "whalecurve.yaml"),
  "name: unit\nreporting_currency: EUR\nas_of: 2026-06-30\nsources: {}\n",
);
const project = loadProject(directory, {});
const library = loadLibrary(project);
const tested = [...library.models.values()].filter((model) => model.options.unit_tests.length > 0);
let results: UnitResult[] = [];

beforeAll(async () => {
  const database = await Database.open({ path: ":memory:", mode: "write" });
  try {
    const connection = await database.connect();
    const archiveDirectory = join(directory, "data/raw");
    await ingest({ project, database, clock: systemClock, log: silentLog, archiveDirectory });
    await prepareState(connection);
    await recordEntities(connection);
    const session = { project, log: silentLog, clock: systemClock, asOf: "2026-06-30" };
    const variables = variablesOf(session);
    const graph = buildGraph(library, variables);
    const all = new Set(library.models.keys());
    results = await withPublished(session, { database, connection }, () =>
      runUnitTests(connection, graph, all, library, variables),
    );
  } finally {
    database.close();
    rmSync(directory, { recursive: true });
  }
});

/** What the YAML beside the built-in models gives and expects. A build runs only those of a project's own models. */
describe.each(tested.map((model) => [model.name, model.options.unit_tests.map(({ name }) => name)] as const))(
  "%s",
  (model, names) => {
    it.each(names.map((name) => [name]))("%s", (name) => {
      expect(results.find((result) => result.model === model && result.test === name)?.differences).toEqual([]);
    });
  },
);
