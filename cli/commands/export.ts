import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { findDataset } from "../../api/datasets/index.ts";
import { writeAnswerFile } from "../../api/formats/file.ts";
import type { Format } from "../../api/formats/format.ts";
import { findFormat } from "../../api/formats/index.ts";
import { type Answer, openAnswer } from "../../api/query/answer.ts";
import { badRequest } from "../../api/query/problem.ts";
import { type Parameters, parseSelection } from "../../api/query/selection.ts";
import { WhalecurveError } from "../../core/error.ts";
import type { Project } from "../../core/project.ts";
import { SnapshotReader } from "../../warehouse/snapshot/reader.ts";
import { dataPaths, openSession } from "../session.ts";
import { writeToStdout } from "../stdout.ts";
import type { Register } from "./index.ts";

interface ExportFlags {
  format: string;
  out?: string;
  to?: string;
  filter: string[];
  sort?: string;
  limit?: string;
}

/** `export`: one dataset as a file, the same rows as the screen. */
export const register: Register = (program) => {
  program
    .command("export")
    .description("write one dataset, the same rows as the screen")
    .argument("<dataset>", "its name, such as fct_order_profit or price_grades")
    .option("--format <format>", "csv, json, parquet, arrow or xlsx", "csv")
    .option("--out <file>", "file to write (default: standard output)")
    .option("--to <target>", "target of whalecurve.yaml to deliver to")
    .option("--filter <column=value>", "only these rows; also column.gte=value and so on; may be repeated", append, [])
    .option("--sort <columns>", "such as -actual_profit,order_id")
    .option("--limit <rows>", "at most so many rows (default: all)")
    .action(async (name: string, flags: ExportFlags, command) => {
      const { project, log } = openSession(command);
      const dataset = findDataset(name);
      const format = findFormat(flags.format);
      const selection = parseSelection(dataset, parametersOf(flags));
      const directory = targetDirectory(project, flags);
      const snapshots = new SnapshotReader(dataPaths(project).snapshots);
      const lease = await snapshots.lease();
      const answer = await openAnswer(lease, selection);
      try {
        const written = await write(answer, format, { name, directory, out: flags.out });
        log.info(`${name}: ${answer.rows} rows of build ${lease.buildId}, as of ${lease.asOf}${written}`);
      } finally {
        await answer.close();
        lease.release();
        snapshots.close();
      }
    });
};

async function write(
  answer: Answer,
  format: Format,
  place: { name: string; directory: string | undefined; out: string | undefined },
): Promise<string> {
  if (place.directory !== undefined) {
    await deliver({
      directory: place.directory,
      name: place.name,
      format: format.name,
      write: (path) => writeAnswerFile(answer, format, path),
    });
    return `, delivered to ${place.directory}`;
  }
  if (place.out === undefined || place.out === "-") {
    await writeToStdout(format.write(answer));
    return "";
  }
  await replaceFile(resolve(place.out), (path) => writeAnswerFile(answer, format, path));
  return `, written to ${place.out}`;
}

/** A complete file in a target's folder, its checksum beside it: the checksum appears first, the file last. */
async function deliver(delivery: {
  directory: string;
  name: string;
  format: string;
  write: (path: string) => Promise<void>;
}): Promise<void> {
  await mkdir(delivery.directory, { recursive: true });
  const file = `${delivery.name}.${delivery.format}`;
  await replaceFile(join(delivery.directory, file), async (path) => {
    await delivery.write(path);
    const hash = createHash("sha256");
    for await (const piece of createReadStream(path)) hash.update(piece as Buffer);
    const checksum = `${hash.digest("hex")}  ${file}\n`;
    await replaceFile(join(delivery.directory, `${file}.sha256`), (beside) => writeFile(beside, checksum));
  });
}

/** The file appears complete or not at all. */
async function replaceFile(path: string, write: (path: string) => Promise<void>): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.part`);
  try {
    await write(temporary);
    await rename(temporary, path);
  } catch (thrown) {
    await rm(temporary, { force: true });
    throw thrown;
  }
}

function parametersOf({ filter, sort, limit }: ExportFlags): Parameters {
  const filters = filter.map((text) => {
    const at = text.indexOf("=");
    if (at > 0) return { name: text.slice(0, at), value: text.slice(at + 1) };
    throw badRequest("invalid_filter", `"${text}" is not a filter`, "write it as column=value");
  });
  const byName = Map.groupBy(filters, ({ name }) => name);
  const grouped = [...byName].map(([name, given]) => [name, given.map(({ value }) => value)] as const);
  return { ...Object.fromEntries(grouped), sort, limit };
}

function targetDirectory(project: Project, { to, out }: ExportFlags): string | undefined {
  if (to === undefined) return undefined;
  const target = project.targets[to];
  const refuse = (what: string, hint: string) =>
    new WhalecurveError({ code: "invalid_target", where: "--to", what, hint, exitCode: 2 });
  if (out !== undefined) throw refuse("a target and --out are given", "give one of them");
  if (target === undefined) {
    const names = Object.keys(project.targets).join(", ");
    throw refuse(`there is no target "${to}"`, `targets of whalecurve.yaml: ${names || "(none)"}`);
  }
  if (target.kind !== "file" || target.path === undefined) {
    throw refuse(`target "${to}" takes no files`, "use a target with kind: file and a path");
  }
  return resolve(project.directory, target.path);
}

function append(value: string, before: string[]): string[] {
  return [...before, value];
}
