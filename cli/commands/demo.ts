import { resolve } from "node:path";
import { type Command, InvalidArgumentError } from "commander";
import { runPipeline } from "../pipeline/run.ts";
import { provideSample } from "../pipeline/sample.ts";
import { globalFlags, openLog, openSession } from "../session.ts";
import type { Register } from "./index.ts";
import { serveProject } from "./serve.ts";

/** `demo`: from nothing to dashboards of an invented company. */
export const register: Register = (program) => {
  program
    .command("demo")
    .description("generate the sample company, run everything, serve it")
    .argument("[dir]", "folder of the sample company", "demo")
    .option("--orders <lines>", "number of order lines, 1,000 to 10,000,000", orderLines, 20_000)
    .option("--seed <number>", "another seed, another company", seed, 1)
    .option("--no-serve", "stop when the data are published")
    .option("--port <port>", "port of the server")
    .option("--host <host>", "address of the server")
    .action(async (dir: string, flags: DemoFlags, command: Command) => {
      const directory = resolve(dir);
      await provideSample({ directory, orderLines: flags.orders, seed: flags.seed }, openLog(globalFlags(command)));
      program.setOptionValue("projectDir", directory);
      const session = openSession(command);
      await runPipeline(session);
      if (flags.serve) await serveProject(session, { host: flags.host, port: flags.port });
    });
};

interface DemoFlags {
  orders: number;
  seed: number;
  serve: boolean;
  port?: string;
  host?: string;
}

function orderLines(text: string): number {
  const lines = Number(text.replaceAll(/[,_]/g, ""));
  if (Number.isInteger(lines) && lines >= 1000 && lines <= 10_000_000) return lines;
  throw new InvalidArgumentError("Expected a number from 1000 to 10000000.");
}

function seed(text: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number >= 0) return number;
  throw new InvalidArgumentError("Expected a whole number.");
}
