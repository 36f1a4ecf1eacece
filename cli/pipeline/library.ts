import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Project } from "../../core/project.ts";
import type { Variables } from "../../warehouse/runner/compile.ts";
import { buildGraph, type Graph } from "../../warehouse/runner/graph.ts";
import { type Library, loadModels } from "../../warehouse/runner/load.ts";
import type { Session } from "../session.ts";

const root = join(import.meta.dirname, "../..");

/** The version of this program, as package.json states it. */
export const codeVersion: string = (JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string })
  .version;

/** The folder of the built dashboards. */
export const dashboardsDirectory: string = join(root, "dashboards/dist");

/** The built-in models, and those of the project beside them or in their place. */
export function loadLibrary(project: Project): Library {
  return loadModels([
    { directory: join(root, "models"), shownAs: "models", isBuiltIn: true },
    { directory: join(project.directory, "models"), shownAs: "models", isBuiltIn: false },
  ]);
}

/** What the models' templates may speak of, from the project and the day taken for today. */
export function variablesOf(session: Pick<Session, "project" | "asOf">): Variables {
  const { project, asOf } = session;
  const sources = Object.entries(project.sources).map(([name, source]) => ({
    name,
    timezone: source.timezone,
    currency: source.currency ?? project.reporting_currency,
    recognise: source.recognise,
  }));
  return { policy: project.policy, asOf, reportingCurrency: project.reporting_currency, sources };
}

/** All models of a project, compiled and in order. Reads no warehouse. */
export function loadGraph(session: Pick<Session, "project" | "asOf">): Graph {
  return buildGraph(loadLibrary(session.project), variablesOf(session));
}
