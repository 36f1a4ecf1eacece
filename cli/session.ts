import { join } from "node:path";
import type { Command } from "commander";
import { type Clock, systemClock } from "../core/clock.ts";
import { WhalecurveError } from "../core/error.ts";
import { createLog, type Log } from "../core/log.ts";
import { checkedAsOf, findProject, loadProject, type Project } from "../core/project.ts";

/** The flags that every command understands. */
export interface GlobalFlags {
  projectDir?: string;
  asOf?: string;
  logFormat?: string;
  verbose?: boolean;
  quiet?: boolean;
}

/** What a command works with: the project, the clock and the way to speak to the user. */
export interface Session {
  project: Project;
  log: Log;
  clock: Clock;
  /** The day that the run takes for today, `YYYY-MM-DD`. */
  asOf: string;
}

/** The flags given on the command line, wherever they stand. */
export function globalFlags(command: Command): GlobalFlags {
  return command.optsWithGlobals<GlobalFlags>();
}

/** The log that the flags and WHALECURVE_LOG_FORMAT ask for. */
export function openLog(flags: GlobalFlags, secrets: readonly string[] = []): Log {
  const format = flags.logFormat ?? process.env.WHALECURVE_LOG_FORMAT ?? "text";
  if (format !== "text" && format !== "json") {
    throw new WhalecurveError({
      code: "invalid_option",
      where: "--log-format",
      what: `"${format}" is not a log format`,
      hint: "use text or json",
      exitCode: 2,
    });
  }
  return createLog({ format, level: flags.verbose ? "debug" : flags.quiet ? "error" : "info", secrets });
}

/** Finds and reads the project: flag, then WHALECURVE_PROJECT_DIR, then the nearest parent folder that holds one. */
export function openSession(command: Command): Session {
  const flags = globalFlags(command);
  const directory = flags.projectDir ?? process.env.WHALECURVE_PROJECT_DIR ?? findProject(process.cwd());
  const loaded = loadProject(directory);
  const project = flags.asOf === undefined ? loaded : { ...loaded, as_of: checkedAsOf(flags.asOf) };
  const clock = systemClock;
  return {
    project,
    log: openLog(flags, project.secrets),
    clock,
    asOf: project.as_of ?? clock.now().toISOString().slice(0, 10),
  };
}

/** Where a project keeps what is created: never part of the user's own files. */
export function dataPaths(project: Project): { warehouse: string; snapshots: string; store: string; raw: string } {
  const data = join(project.directory, "data");
  return {
    warehouse: join(data, "warehouse.duckdb"),
    snapshots: join(data, "snapshots"),
    store: join(data, "store.db"),
    raw: join(data, "raw"),
  };
}
