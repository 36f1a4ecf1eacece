import { buildStage, type Selection } from "../pipeline/stages.ts";
import { withWarehouse } from "../pipeline/warehouse.ts";
import { openSession } from "../session.ts";
import type { Register } from "./index.ts";

/** `build`: makes the models that changed, and tests them. */
export const register: Register = (program) => {
  program
    .command("build")
    .description("make the models that changed, and run their tests")
    .option("--select <models>", "only these: name, +name, name+, tag:x, path:x, source:x")
    .option("--exclude <models>", "all but these")
    .option("--full-refresh", "make them even where nothing changed")
    .action(async (flags: Selection, command) => {
      const session = openSession(command);
      await withWarehouse(session, (warehouse) => buildStage(session, warehouse, flags));
    });
};
