import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { WhalecurveError } from "../../core/error.ts";
import { findProject, loadProject } from "../../core/project.ts";

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "whalecurve-project-"));
});
afterEach(() => rmSync(directory, { recursive: true }));

function problem(work: () => unknown): WhalecurveError {
  try {
    work();
  } catch (thrown) {
    if (thrown instanceof WhalecurveError) return thrown;
    throw thrown;
  }
  throw new Error("no error was thrown");
}

test("a project has its defaults, and its policy those of the rules", () => {
  writeFileSync(
    join(directory, "whalecurve.yaml"),
    "name: a\nreporting_currency: EUR\nsources:\n  erp: { connector: files, path: x }\n",
  );
  const project = loadProject(directory, {});
  expect(project.server).toEqual({ host: "127.0.0.1", port: 8080 });
  expect(project.sources.erp?.timezone).toBe("UTC");
  expect(project.policy.tiers.thresholds).toEqual({ A: 30, B: 10 });
  expect(project.policy.tiers.payment.at(-1)).toEqual({ points: -10 });
});

test("every mistake is told with file, line, path and what was expected, all at once", () => {
  writeFileSync(
    join(directory, "whalecurve.yaml"),
    "name: a\nreporting_currency: euro\nsources:\n  erp:\n    connector: files\n    timezone: Mars\ncolour: blue\n",
  );
  const error = problem(() => loadProject(directory, {}));
  expect(error.exitCode).toBe(2);
  expect(error.message).toContain("whalecurve.yaml:2: reporting_currency: expected an ISO 4217 code such as EUR");
  expect(error.message).toContain("whalecurve.yaml:6: sources.erp.timezone: expected an IANA time zone");
  expect(error.message).toContain("whalecurve.yaml:7: colour: unknown key");
});

test("YAML that cannot be read names its line", () => {
  writeFileSync(join(directory, "whalecurve.yaml"), "name: a\nsources: [\n");
  expect(problem(() => loadProject(directory, {})).message).toMatch(/^whalecurve\.yaml:\d+: /);
});

test("secrets come from .env or the environment, which wins; a name that does not resolve is an error with its line", () => {
  writeFileSync(
    join(directory, "whalecurve.yaml"),
    `name: a\nreporting_currency: EUR\n# \${COMMENTED} is not looked up\nsources:\n  shop: { connector: files, path: "\${SHOP}" }\n`,
  );
  const error = problem(() => loadProject(directory, {}));
  expect(error.message).toContain(`whalecurve.yaml:5: \${SHOP} is not set`);
  writeFileSync(join(directory, ".env"), "SHOP='a: #b'\n");
  expect(loadProject(directory, {}).sources.shop?.path).toBe("a: #b");
  const project = loadProject(directory, { SHOP: "from the environment" });
  expect(project.sources.shop?.path).toBe("from the environment");
  expect(project.secrets).toEqual(["from the environment"]);
});

test("the project is found from a folder below it", () => {
  writeFileSync(join(directory, "whalecurve.yaml"), "");
  mkdirSync(join(directory, "sources", "erp"), { recursive: true });
  expect(findProject(join(directory, "sources", "erp"))).toBe(directory);
  expect(problem(() => findProject("/")).code).toBe("no_project");
});

test("an as-of date must be a day that exists", () => {
  writeFileSync(
    join(directory, "whalecurve.yaml"),
    "name: a\nreporting_currency: EUR\nsources: {}\nas_of: 2026-02-30\n",
  );
  expect(problem(() => loadProject(directory, {})).message).toContain("as_of: expected a date as YYYY-MM-DD");
});
