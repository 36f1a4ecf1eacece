import { Command, CommanderError } from "commander";
import { messageOf, WhalecurveError } from "../core/error.ts";
import { commands } from "./commands/index.ts";
import { codeVersion } from "./pipeline/library.ts";
import { openLog } from "./session.ts";

const program = new Command("whalecurve")
  .description("Customer profitability warehouse: what every order really earned, and price grades back to the ERP")
  .version(codeVersion)
  .option("--project-dir <dir>", "project folder (default: the nearest parent with a whalecurve.yaml)")
  .option("--as-of <date>", "the day that the run takes for today, YYYY-MM-DD")
  .option("--log-format <format>", "text for people, json for machines")
  .option("--verbose", "say more")
  .option("--quiet", "say only errors")
  .showHelpAfterError()
  .exitOverride();
for (const register of commands) register(program);
for (const command of program.commands.flatMap((top) => [top, ...top.commands]))
  command.exitOverride().showHelpAfterError();

try {
  await program.parseAsync(process.argv);
} catch (thrown) {
  process.exitCode = report(thrown);
}

function report(thrown: unknown): number {
  if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? 0 : 2;
  const flags = program.opts();
  const log = openLog({ ...flags, logFormat: flags.logFormat === "json" ? "json" : "text" });
  log.error(messageOf(thrown), thrown instanceof WhalecurveError ? { code: thrown.code } : {});
  if (!(thrown instanceof WhalecurveError) && thrown instanceof Error) log.debug(thrown.stack ?? "");
  return thrown instanceof WhalecurveError ? thrown.exitCode : 1;
}
