import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { policyHash, policySchema } from "../../core/policy.ts";
import { loadProject } from "../../core/project.ts";
import { temporaryFolder, whalecurve } from "./program.ts";

const template = join(import.meta.dirname, "../../cli/template");

test("a new project loads as it is, and its policy states the defaults", async () => {
  const directory = join(temporaryFolder(), "acme tools");
  expect(await whalecurve("init", directory)).toMatchObject({ code: 0, output: "" });
  expect(readdirSync(directory).sort()).toEqual([
    ".env.example",
    "models",
    "policy.yaml",
    "sources",
    "whalecurve.yaml",
  ]);
  const project = loadProject(directory, {});
  expect(project.name).toBe("acme tools");
  expect(policyHash(project.policy)).toBe(policyHash(policySchema.parse({})));
});

test("the policy of a new project names every key that has a default", () => {
  const written = parse(readFileSync(join(template, "policy.yaml"), "utf8")) as unknown;
  expect(pathsOf(written)).toEqual(pathsOf(policySchema.parse({})));
});

test("a folder that has a project is left alone", async () => {
  const directory = temporaryFolder();
  writeFileSync(join(directory, "whalecurve.yaml"), "name: mine\n");
  const { code, messages } = await whalecurve("init", directory);
  expect(code).toBe(2);
  expect(messages).toContain("a project stands here already");
  expect(readdirSync(directory)).toEqual(["whalecurve.yaml"]);
});

test("the doctor finds nothing wrong with a new project, and says what is still to be done", async () => {
  const directory = temporaryFolder();
  await whalecurve("init", directory);
  const { code, output, messages } = await whalecurve("doctor", "--project-dir", directory);
  expect(messages).toBe("");
  expect(code).toBe(0);
  expect(output).toMatch(/^todo {5}source erp: .* is empty$/m);
  expect(output).toMatch(/^todo {5}snapshot: nothing published yet$/m);
});

test("the doctor names what is wrong", async () => {
  const directory = temporaryFolder();
  const configuration = [
    "name: acme",
    "reporting_currency: EUR",
    "sources: { erp: { connector: files, path: nowhere }, fax: { connector: fax } }",
    'schedule: [{ name: grades, cron: "0 6 1 * *", export: price_grades, to: erp }, { name: run, cron: often, command: run }]',
  ];
  writeFileSync(join(directory, "whalecurve.yaml"), configuration.join("\n"));
  const { code, output } = await whalecurve("doctor", "--project-dir", directory);
  expect(code).toBe(1);
  expect(output).toMatch(/^problem {2}source erp: .*nowhere does not exist$/m);
  expect(output).toContain('source fax: there is no connector "fax"');
  expect(output).toContain('schedule grades: there is no target "erp"');
  expect(output).toMatch(/^problem {2}schedule run: /m);
});

function pathsOf(value: unknown, path = ""): string[] {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return [path];
  const entries = Object.entries(value);
  return entries.length === 0 ? [path] : entries.flatMap(([key, inner]) => pathsOf(inner, `${path}.${key}`)).sort();
}
