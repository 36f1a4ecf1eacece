import { loadGraph } from "../pipeline/library.ts";
import { publishStage } from "../pipeline/stages.ts";
import { withWarehouse } from "../pipeline/warehouse.ts";
import { openSession } from "../session.ts";
import type { Register } from "./index.ts";

/** `publish`: the last build, if it passed its tests, becomes what everybody reads. */
export const register: Register = (program) => {
  program
    .command("publish")
    .description("publish the last build, if it passed its tests, as a new read-only snapshot")
    .action(async (_flags: object, command) => {
      const session = openSession(command);
      const graph = loadGraph(session);
      await withWarehouse(session, (warehouse) => publishStage(session, warehouse, graph));
    });
};
