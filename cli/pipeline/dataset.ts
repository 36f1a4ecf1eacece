import { rename, rm } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { findDataset } from "../../api/datasets/index.ts";
import { writeAnswerFile } from "../../api/formats/file.ts";
import type { Format } from "../../api/formats/format.ts";
import { findFormat } from "../../api/formats/index.ts";
import { type Answer, openAnswer } from "../../api/query/answer.ts";
import { type Parameters, parseSelection } from "../../api/query/selection.ts";
import { WhalecurveError } from "../../core/error.ts";
import { findTarget, type NamedTarget } from "../../pricing/targets/index.ts";
import { SnapshotReader } from "../../warehouse/snapshot/reader.ts";
import { dataPaths, type Session } from "../session.ts";
import { writeToStdout } from "../stdout.ts";
import { counted } from "./report.ts";

/** Which rows of a dataset to write, how, and where. */
export interface DatasetExport {
  dataset: string;
  format: string;
  /** Filters, `sort` and `limit`, as in a request. */
  parameters?: Parameters;
  /** A file; `-` or nothing: standard output. */
  out?: string | undefined;
  /** The name of a target instead. */
  to?: string | undefined;
}

/** An ERP takes the list for complete: an empty one would say that no customer has a price grade. */
const neverEmpty: readonly string[] = ["price_grades"];

/**
 * Writes a dataset of the current snapshot: the same rows as the screen, complete or not at all.
 * @returns what was written and where, for people.
 * @throws WhalecurveError (exit code 2) for an unknown dataset, format, column or target; `empty_delivery` (exit code 1).
 */
export async function exportDataset(session: Session, wanted: DatasetExport): Promise<string> {
  const format = findFormat(wanted.format);
  const selection = parseSelection(findDataset(wanted.dataset), wanted.parameters ?? {});
  const target = wanted.to === undefined ? undefined : findTarget(session.project, wanted.to);
  const snapshots = new SnapshotReader(dataPaths(session.project).snapshots);
  try {
    const lease = await snapshots.lease();
    const answer = await openAnswer(lease, selection);
    try {
      const place =
        target === undefined ? await write(answer, format, wanted) : await deliver(answer, format, wanted, target);
      return `${wanted.dataset}: ${counted(answer.rows, "row")} of build ${lease.buildId}, as of ${lease.asOf}${place}`;
    } finally {
      await answer.close();
      lease.release();
    }
  } finally {
    snapshots.close();
  }
}

async function deliver(
  answer: Answer,
  format: Format,
  { dataset }: DatasetExport,
  target: NamedTarget,
): Promise<string> {
  if (answer.rows === 0 && neverEmpty.includes(dataset)) {
    throw new WhalecurveError({
      code: "empty_delivery",
      where: `${dataset} to ${target.name}`,
      what: "there are no rows; nothing was delivered, and what was delivered before stays",
      hint: `see what \`whalecurve export ${dataset}\` and \`whalecurve query "from marts.rpt_control"\` say`,
    });
  }
  await target.deliver({
    name: dataset,
    format: format.name,
    write: (path) => writeAnswerFile(answer, format, path),
  });
  return `, delivered to ${target.address}`;
}

async function write(answer: Answer, format: Format, { out }: DatasetExport): Promise<string> {
  if (out === undefined || out === "-") {
    await writeToStdout(format.write(answer));
    return "";
  }
  await replaceFile(resolve(out), (path) => writeAnswerFile(answer, format, path));
  return `, written to ${out}`;
}

/** The file appears complete or not at all. */
async function replaceFile(path: string, write: (path: string) => Promise<void>): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.part`);
  try {
    await rm(temporary, { force: true });
    await write(temporary);
    await rename(temporary, path);
  } catch (thrown) {
    await rm(temporary, { force: true });
    throw thrown;
  }
}
