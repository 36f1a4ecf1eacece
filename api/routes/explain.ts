import type { FastifyInstance } from "fastify";
import type { SnapshotReader } from "../../warehouse/snapshot/reader.ts";
import { explainOrder } from "../explain/order.ts";
import { describeBuild, isUnchanged } from "../plugins/build.ts";

export function registerExplain(app: FastifyInstance, snapshots: SnapshotReader, shape: string): void {
  app.get<{ Params: { id: string } }>("/api/v1/explain/orders/:id", async (request, reply) => {
    const lease = await snapshots.lease();
    try {
      const explanation = await explainOrder(lease.tables, request.params.id);
      const tag = describeBuild(reply, lease, shape);
      if (isUnchanged(request, tag)) return reply.code(304).send();
      return explanation;
    } finally {
      lease.release();
    }
  });
}
