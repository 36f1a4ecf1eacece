import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { generateCompany } from "../../fixtures/company/company.ts";
import { benchBuild } from "./build.ts";
import { benchIngest } from "./ingest.ts";
import { benchPublish } from "./publish.ts";
import type { Bench } from "./stopwatch.ts";
import { openWorkshop } from "./workshop.ts";

/**
 * `npm run bench -- --orders 1000000 [--memory 8GB]`: the sample company through every stage, each timed against what the
 * engine itself needs for the same data in the same run.
 */
const { values } = parseArgs({
  options: { orders: { type: "string", default: "100000" }, memory: { type: "string" } },
});
const benches: readonly Bench[] = [benchIngest, benchBuild, benchPublish];

const directory = mkdtempSync(join(tmpdir(), "whalecurve-bench-"));
try {
  process.stderr.write(`generating ${values.orders} order lines\n`);
  await generateCompany({ directory, orderLines: Number(values.orders), seed: 1 });
  const workshop = await openWorkshop(directory, values.memory);
  for (const bench of benches) {
    for (const line of await bench(workshop)) process.stdout.write(`${line}\n`);
  }
  const peak = process.resourceUsage().maxRSS / 1024;
  process.stdout.write(`peak memory of the process: ${peak.toFixed(0)} MB\n`);
  workshop.database.close();
} finally {
  rmSync(directory, { recursive: true });
}
