import type { FastifyInstance } from "fastify";
import { isLoopback } from "../../api/plugins/security.ts";
import { createServer } from "../../api/server.ts";
import { messageOf, WhalecurveError } from "../../core/error.ts";
import { openStore } from "../../store/store.ts";
import { SnapshotReader } from "../../warehouse/snapshot/reader.ts";
import { codeVersion, dashboardsDirectory } from "../pipeline/library.ts";
import { isAlive, jobStarter } from "../schedule/job.ts";
import { Scheduler } from "../schedule/scheduler.ts";
import { dataPaths, openSession, type Session } from "../session.ts";
import type { Register } from "./index.ts";

const shutdownLimit = 10_000;

export interface ServeFlags {
  port?: string | undefined;
  host?: string | undefined;
}

/** `serve`: API, dashboards and scheduler. */
export const register: Register = (program) => {
  program
    .command("serve")
    .description("serve the API and the dashboards, and run what is scheduled")
    .option("--port <port>", "port (default: 8080; 0: any free one)")
    .option("--host <host>", "address of this machine (default: 127.0.0.1)")
    .action(async (flags: ServeFlags, command) => {
      await serveProject(openSession(command), flags);
    });
};

/**
 * Serves a project until the process is asked to end.
 * @throws WhalecurveError (exit code 2): `host_not_loopback`, `invalid_port`, `port_busy`.
 */
export async function serveProject(session: Session, flags: ServeFlags): Promise<void> {
  const { project, log, clock } = session;
  const host = loopbackHost(flags.host ?? process.env.WHALECURVE_HOST ?? project.server.host);
  const port = parsePort(flags.port ?? process.env.WHALECURVE_PORT ?? String(project.server.port));
  const store = await openStore(dataPaths(project).store, clock);
  try {
    const startJob = jobStarter(project.directory);
    const scheduler = new Scheduler({ entries: project.schedule, store, startJob, clock, log });
    const server = await createServer({
      snapshots: new SnapshotReader(dataPaths(project).snapshots),
      company: { name: project.name, reportingCurrency: project.reporting_currency, grades: gradesOf(session) },
      log,
      dashboardsDirectory,
      version: codeVersion,
    });
    const url = await listen(server, host, port);
    const lost = await store.jobRuns.failLost(isAlive);
    if (lost > 0) log.warn(`${lost} jobs ended without a report while the server was away`);
    process.stdout.write(`Whalecurve: ${url}\n`);
    scheduler.start();
    await untilAskedToEnd();
    log.info("stopping");
    setTimeout(() => process.exit(1), shutdownLimit).unref();
    await Promise.all([scheduler.stop(), server.close()]);
  } finally {
    await store.close();
  }
}

function gradesOf({ project }: Session): Record<string, string> {
  return Object.fromEntries(Object.entries(project.policy.pricing.grades).map(([tier, { grade }]) => [tier, grade]));
}

function loopbackHost(host: string): string {
  if (isLoopback(host)) return host;
  throw new WhalecurveError({
    code: "host_not_loopback",
    where: "--host",
    what: `"${host}" can be reached from other machines, and accounts are not available yet`,
    hint: "use 127.0.0.1, and a proxy or tunnel that asks who is calling for other machines",
    exitCode: 2,
  });
}

function parsePort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 65_536;
  if (port <= 65_535) return port;
  throw new WhalecurveError({
    code: "invalid_port",
    where: "--port",
    what: `"${text}" is not a port`,
    hint: "use a number from 0 to 65535",
    exitCode: 2,
  });
}

async function listen(server: FastifyInstance, host: string, port: number): Promise<string> {
  try {
    return await server.listen({ host, port });
  } catch (thrown) {
    await server.close();
    const code = (thrown as NodeJS.ErrnoException).code;
    if (code !== "EADDRINUSE" && code !== "EACCES") throw thrown;
    throw new WhalecurveError({
      code: "port_busy",
      where: `${host}:${port}`,
      what: code === "EACCES" ? "this port needs more rights" : "another program listens on this port",
      hint: "choose another with --port, or --port 0 for any free one",
      exitCode: 2,
      cause: messageOf(thrown),
    });
  }
}

function untilAskedToEnd(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
  });
}
