import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { WhalecurveError } from "../../core/error.ts";
import type { Log } from "../../core/log.ts";
import { generateCompany } from "../../fixtures/company/company.ts";
import { codeVersion } from "./library.ts";
import { counted, reportStage } from "./report.ts";

/** The sample company that a folder is to hold. */
export interface Sample {
  directory: string;
  orderLines: number;
  seed: number;
}

const marker = ".demo.json";

/**
 * Generates the sample company into a folder, unless that very company stands there already.
 * @throws WhalecurveError `not_a_demo` (exit code 2) for a folder that holds something else.
 */
export async function provideSample(sample: Sample, log: Log): Promise<void> {
  const { directory, orderLines, seed } = sample;
  const file = join(directory, marker);
  const wanted = (state: "generating" | "complete"): string =>
    `${JSON.stringify({ order_lines: orderLines, seed, version: codeVersion, state })}\n`;
  const standing = existsSync(file) ? readFileSync(file, "utf8") : undefined;
  if (standing === wanted("complete")) {
    log.info(`demo:    the sample company stands in ${directory}`);
    return;
  }
  if (standing === undefined && existsSync(directory) && readdirSync(directory).length > 0) {
    throw new WhalecurveError({
      code: "not_a_demo",
      where: directory,
      what: "this folder holds something that `whalecurve demo` did not make",
      hint: "name another folder: `whalecurve demo my-demo`",
      exitCode: 2,
    });
  }
  const started = performance.now();
  mkdirSync(directory, { recursive: true });
  writeFileSync(file, wanted("generating"));
  const progress = (rows: number, total: number): void => log.progress(`demo: order line ${rows} of ${total}`);
  const { rows } = await generateCompany({ directory, orderLines, seed, progress });
  writeFileSync(file, wanted("complete"));
  const total = Object.values(rows).reduce((sum, count) => sum + count, 0);
  reportStage(log, "demo", `${counted(total, "row")} generated in ${directory}`, performance.now() - started, {
    rows: total,
  });
}
