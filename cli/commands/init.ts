import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { WhalecurveError } from "../../core/error.ts";
import { globalFlags, openLog } from "../session.ts";
import type { Register } from "./index.ts";

const template = join(import.meta.dirname, "../template");

/** `init`: a new, commented project that loads as it is. */
export const register: Register = (program) => {
  program
    .command("init")
    .description("start a new project: commented whalecurve.yaml, policy.yaml, .env.example and folders")
    .argument("[dir]", "folder of the project", ".")
    .action((dir: string, _flags: object, command) => {
      const directory = resolve(dir);
      const written = createProject(directory);
      const log = openLog(globalFlags(command));
      log.info(`a new project stands in ${directory}: ${written.join(", ")}`);
      log.info("next: put your files into sources/, describe them in whalecurve.yaml, then `whalecurve run`");
    });
};

function createProject(directory: string): string[] {
  for (const file of readdirSync(template)) {
    if (!existsSync(join(directory, file))) continue;
    throw new WhalecurveError({
      code: "project_exists",
      where: join(directory, file),
      what: "a project stands here already",
      hint: "name another folder: `whalecurve init my-project`",
      exitCode: 2,
    });
  }
  mkdirSync(join(directory, "sources/erp"), { recursive: true });
  mkdirSync(join(directory, "models"), { recursive: true });
  const files = readdirSync(template).sort();
  for (const file of files) copyFileSync(join(template, file), join(directory, file));
  const configuration = join(directory, "whalecurve.yaml");
  const named = readFileSync(configuration, "utf8").replace(
    /^name: .*$/m,
    `name: ${JSON.stringify(basename(directory))}`,
  );
  writeFileSync(configuration, named);
  return [...files, "sources/", "models/"];
}
