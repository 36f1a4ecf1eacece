import { expect, test } from "vitest";
import type { exportDataset } from "../../cli/pipeline/dataset.ts";
import { checkExports, exportStage } from "../../cli/pipeline/exports.ts";
import { WhalecurveError } from "../../core/error.ts";
import { silentLog } from "../../core/log.ts";
import { policySchema } from "../../core/policy.ts";
import type { Project } from "../../core/project.ts";
import { temporaryFolder } from "./program.ts";

function projectIn(directory: string): Project {
  return {
    name: "acme",
    reporting_currency: "EUR",
    sources: {},
    targets: { erp: { kind: "file", path: "exports" } },
    schedule: [
      { name: "nightly", cron: "0 2 * * *", command: "run", format: "csv" },
      { name: "grades", cron: "0 6 1 * *", export: "price_grades", format: "csv", to: "erp" },
    ],
    server: { host: "127.0.0.1", port: 8080 },
    directory,
    policy: policySchema.parse({}),
    secrets: [],
  };
}

test("an export is delivered when it is due: the first time, after each due time, and again after a failure", async () => {
  const project = projectIn(temporaryFolder());
  const started: unknown[] = [];
  let fails = false;
  const deliver: typeof exportDataset = async (_session, wanted) => {
    started.push(wanted);
    if (fails) throw new WhalecurveError({ code: "empty_delivery", what: "no rows" });
    return "done";
  };
  const runOn = async (day: string): Promise<number> => {
    started.length = 0;
    const clock = { now: () => new Date(`${day}T12:00:00Z`) };
    await exportStage({ project, clock, log: silentLog, asOf: day }, deliver);
    return started.length;
  };

  expect(await runOn("2026-06-10")).toBe(1);
  expect(started).toEqual([{ dataset: "price_grades", format: "csv", to: "erp" }]);
  expect(await runOn("2026-06-11")).toBe(0);
  fails = true;
  await expect(runOn("2026-07-01")).rejects.toMatchObject({ code: "export_failed", exitCode: 1 });
  fails = false;
  expect(await runOn("2026-07-02")).toBe(1);
  expect(await runOn("2026-07-03")).toBe(0);
});

test("an export to nowhere is wrong configuration before anything is done", () => {
  const project = projectIn(temporaryFolder());
  expect(() => checkExports(project)).not.toThrow();
  expect(() => checkExports({ ...project, targets: {} })).toThrow(
    expect.objectContaining({ code: "unknown_target", exitCode: 2 }),
  );
});
