import { existsSync, readdirSync, statfsSync } from "node:fs";
import { join, resolve } from "node:path";
import { version as duckdbVersion } from "@duckdb/node-api";
import { Cron } from "croner";
import { messageOf, WhalecurveError } from "../../core/error.ts";
import type { Project, SourceOptions } from "../../core/project.ts";
import { connectors } from "../../ingest/connectors/index.ts";
import { readPointer } from "../../warehouse/snapshot/publish.ts";
import { dataPaths, type Session } from "../session.ts";
import { dashboardsDirectory, loadGraph } from "./library.ts";
import { counted } from "./report.ts";

/** One thing that was looked at. A `todo` is a step that is still to be done; only a `problem` is a failure. */
export interface Finding {
  subject: string;
  state: "ok" | "todo" | "problem";
  what: string;
  hint?: string;
}

const gigabyte = 1024 ** 3;

/** What does not depend on a project: versions of the runtime and the engine, and the built dashboards. */
export function checkProgram(): Finding[] {
  const major = Number(process.versions.node.split(".")[0]);
  const built = existsSync(join(dashboardsDirectory, "index.html"));
  return [
    major >= 24
      ? { subject: "node", state: "ok", what: process.versions.node }
      : { subject: "node", state: "problem", what: process.versions.node, hint: "install Node.js 24 or newer" },
    { subject: "duckdb", state: "ok", what: duckdbVersion() },
    built
      ? { subject: "dashboards", state: "ok", what: "built" }
      : { subject: "dashboards", state: "todo", what: "not built", hint: "run `npm run prepare`" },
  ];
}

/** Models, sources, schedule, disk and snapshot of a project whose configuration could be read. */
export function checkProject(session: Session): Finding[] {
  const { project } = session;
  return [
    { subject: "configuration", state: "ok", what: join(project.directory, "whalecurve.yaml") },
    attempt("models", () => counted(loadGraph(session).length, "model")),
    ...Object.entries(project.sources).map(([name, source]) => checkSource(project, name, source)),
    ...project.schedule.map((entry) => checkSchedule(project, entry)),
    checkDisk(project.directory),
    checkSnapshot(project),
  ];
}

function attempt(subject: string, work: () => string): Finding {
  try {
    return { subject, state: "ok", what: work() };
  } catch (thrown) {
    const known = thrown instanceof WhalecurveError ? thrown : undefined;
    const what = known === undefined ? messageOf(thrown) : [known.where, known.what].filter(Boolean).join(": ");
    return { subject, state: "problem", what, ...(known?.hint === undefined ? {} : { hint: known.hint }) };
  }
}

function checkSource(project: Project, name: string, source: SourceOptions): Finding {
  const subject = `source ${name}`;
  const known = connectors.map((connector) => connector.name);
  if (!known.includes(source.connector)) {
    const what = `there is no connector "${source.connector}"`;
    return { subject, state: "problem", what, hint: `use one of: ${known.join(", ")}` };
  }
  const folder = resolve(project.directory, source.path ?? join("sources", name));
  if (!existsSync(folder)) {
    return { subject, state: "problem", what: `${folder} does not exist`, hint: "correct `path` in whalecurve.yaml" };
  }
  const missing = Object.values(source.tables).find((table) => !existsSync(resolve(folder, table.file)));
  if (missing !== undefined) {
    const what = `${resolve(folder, missing.file)} does not exist`;
    return { subject, state: "problem", what, hint: "correct `file` in whalecurve.yaml, or bring the file" };
  }
  const files = readdirSync(folder).filter((file) => !file.startsWith(".") && !file.endsWith(".sql"));
  if (files.length === 0) {
    return { subject, state: "todo", what: `${folder} is empty`, hint: "put files such as orders.csv into it" };
  }
  return { subject, state: "ok", what: `${counted(files.length, "file")} in ${folder}` };
}

function checkSchedule(project: Project, entry: Project["schedule"][number]): Finding {
  const subject = `schedule ${entry.name}`;
  if (entry.to !== undefined && project.targets[entry.to] === undefined) {
    const hint = `name one of: ${Object.keys(project.targets).join(", ") || "(there are none)"}`;
    return { subject, state: "problem", what: `there is no target "${entry.to}"`, hint };
  }
  return attempt(subject, () => {
    const next = new Cron(entry.cron, { paused: true }).nextRun();
    return next === null ? "never" : `next on ${next.toISOString()}`;
  });
}

function checkDisk(directory: string): Finding {
  const disk = statfsSync(directory);
  const free = disk.bavail * disk.bsize;
  const what = `${(free / gigabyte).toFixed(1)} GB free`;
  if (free >= gigabyte) return { subject: "disk", state: "ok", what };
  return { subject: "disk", state: "problem", what, hint: "free at least 1 GB: a build needs room for a second copy" };
}

function checkSnapshot(project: Project): Finding {
  const pointer = readPointer(dataPaths(project).snapshots);
  if (pointer === undefined) {
    return { subject: "snapshot", state: "todo", what: "nothing published yet", hint: "run `whalecurve run`" };
  }
  if (existsSync(join(dataPaths(project).snapshots, pointer.file))) {
    return { subject: "snapshot", state: "ok", what: `build ${pointer.build_id}` };
  }
  return { subject: "snapshot", state: "problem", what: `${pointer.file} is gone`, hint: "run `whalecurve publish`" };
}
