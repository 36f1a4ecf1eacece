import { runPipeline } from "../pipeline/run.ts";
import { openSession } from "../session.ts";
import type { Register } from "./index.ts";

/** `run`: everything from the sources to the exports; what the scheduler calls. */
export const register: Register = (program) => {
  program
    .command("run")
    .description("ingest, build, test, publish, and deliver the exports that are due")
    .action(async (_flags: object, command) => {
      await runPipeline(openSession(command));
    });
};
