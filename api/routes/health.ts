import type { FastifyInstance } from "fastify";
import type { SnapshotReader } from "../../warehouse/snapshot/reader.ts";
import type { Metrics } from "../plugins/metrics.ts";
import { currentBuild } from "./company.ts";

/** For whatever watches over the server: alive, ready to answer, measured. */
export function registerHealth(app: FastifyInstance, snapshots: SnapshotReader, metrics: Metrics): void {
  app.get("/healthz", async () => ({ status: "ok" }));

  app.get("/readyz", async () => {
    const lease = await snapshots.lease();
    lease.release();
    return { status: "ready", build_id: lease.buildId, as_of: lease.asOf };
  });

  app.get("/metrics", async (_request, reply) => {
    const build = await currentBuild(snapshots);
    reply.type("text/plain; version=0.0.4; charset=utf-8");
    return metrics.text({
      whalecurve_build_timestamp_seconds: build === undefined ? 0 : Date.parse(build.builtAt) / 1000,
      process_resident_memory_bytes: process.memoryUsage.rss(),
      process_uptime_seconds: process.uptime(),
    });
  });
}
