import { runPipeline } from "../pipeline/run.ts";
import { openSession } from "../session.ts";
import type { Register } from "./index.ts";

/** `run`: everything from the sources to the exports; what the scheduler calls. */
export const register: Register = (program) => {
  program
    .command("run")
    .description("ingest, build, test, publish, and deliver the exports that are due")
    .option("--strict", "exit with 1 when rows are in quarantine")
    .action(async (flags: { strict?: boolean }, command) => {
      const { waiting } = await runPipeline(openSession(command));
      if (flags.strict === true && waiting > 0) process.exitCode = 1;
    });
};
