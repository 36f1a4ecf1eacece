import type { Command } from "commander";
import * as build from "./build.ts";
import * as compile from "./compile.ts";
import * as demo from "./demo.ts";
import * as doctor from "./doctor.ts";
import * as explain from "./explain.ts";
import * as exportDataset from "./export.ts";
import * as ingest from "./ingest.ts";
import * as init from "./init.ts";
import * as ls from "./ls.ts";
import * as publish from "./publish.ts";
import * as quarantine from "./quarantine.ts";
import * as query from "./query.ts";
import * as run from "./run.ts";
import * as serve from "./serve.ts";
import * as test from "./test.ts";

/** Adds one command (with its subcommands) to the program. */
export type Register = (program: Command) => void;

/** Every command, one file each, in the order of the help text. */
export const commands: readonly Register[] = [
  init,
  demo,
  run,
  ingest,
  build,
  test,
  publish,
  serve,
  query,
  exportDataset,
  explain,
  quarantine,
  ls,
  compile,
  doctor,
].map((command) => command.register);
