import { createHash, randomUUID } from "node:crypto";
import fastify, { type FastifyInstance } from "fastify";
import type { Log } from "../core/log.ts";
import type { SnapshotReader } from "../warehouse/snapshot/reader.ts";
import { Metrics, registerMetrics } from "./plugins/metrics.ts";
import { registerProblems } from "./plugins/problem.ts";
import { registerSecurity } from "./plugins/security.ts";
import { type Company, registerCompany } from "./routes/company.ts";
import { registerDashboards } from "./routes/dashboards.ts";
import { registerDatasets } from "./routes/datasets.ts";
import { registerExplain } from "./routes/explain.ts";
import { registerHealth } from "./routes/health.ts";
import { openApi, registerOpenApi } from "./routes/openapi.ts";

export interface ServerOptions {
  snapshots: SnapshotReader;
  company: Company;
  log: Log;
  /** The built web app; where it is missing a page says how to build it. */
  dashboardsDirectory: string;
  version: string;
}

/** The HTTP server, ready to listen: datasets, explanations, health and the dashboards. */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const { snapshots, company, log, version } = options;
  const app = fastify({
    logger: false,
    genReqId: () => randomUUID(),
    bodyLimit: 64 * 1024,
    requestTimeout: 30_000,
    connectionTimeout: 120_000,
    keepAliveTimeout: 10_000,
    forceCloseConnections: "idle",
    routerOptions: { maxParamLength: 1024 },
  });
  const description = JSON.stringify(openApi(version));
  // Part of every ETag: another shape of the answers is another representation of the same build.
  const shape = createHash("sha256").update(description).digest("hex").slice(0, 8);
  const metrics = new Metrics();
  registerSecurity(app);
  registerMetrics(app, metrics, log);
  registerProblems(app, log);
  registerCompany(app, snapshots, company);
  registerDatasets(app, snapshots, shape);
  registerExplain(app, snapshots, shape);
  registerHealth(app, snapshots, metrics);
  registerOpenApi(app, description);
  await registerDashboards(app, options.dashboardsDirectory);
  app.addHook("onClose", async () => snapshots.close());
  return app;
}
