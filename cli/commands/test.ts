import { type Selection, testStage } from "../pipeline/stages.ts";
import { withWarehouse } from "../pipeline/warehouse.ts";
import { openSession } from "../session.ts";
import type { Register } from "./index.ts";

/** `test`: the tests of the models as they stand. */
export const register: Register = (program) => {
  program
    .command("test")
    .description("run the tests of the models as they stand in the warehouse")
    .option("--select <models>", "only these: name, +name, name+, tag:x, path:x, source:x")
    .option("--exclude <models>", "all but these")
    .action(async (flags: Selection, command) => {
      const session = openSession(command);
      await withWarehouse(session, (warehouse) => testStage(session, warehouse, flags));
    });
};
