import { cpSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder, whalecurve } from "./program.ts";

function project(): string {
  const directory = temporaryFolder();
  cpSync(join(import.meta.dirname, "../../cli/template"), directory, { recursive: true });
  mkdirSync(join(directory, "models/own"), { recursive: true });
  return directory;
}

test("ls lists models in the order of the build, those of the project among them, without a warehouse", async () => {
  const directory = project();
  writeFileSync(
    join(directory, "models/own/source_count.sql"),
    "select count(*) as n from <%= it.ref('int_source') %>",
  );
  writeFileSync(join(directory, "models/own/source_count.yaml"), "description: Number of sources.\ngrain: company\n");
  const { code, output } = await whalecurve(
    "ls",
    "--project-dir",
    directory,
    "--select",
    "int_source+,path:models/own int_source",
  );
  expect(code).toBe(0);
  expect(output).toBe("int_source\nsource_count\n");
  expect(existsSync(join(directory, "data"))).toBe(false);
});

test("compile prints the SQL that the engine would run", async () => {
  const directory = project();
  writeFileSync(join(directory, "models/own/today.sql"), "select <%= it.as_of %> as today");
  writeFileSync(join(directory, "models/own/today.yaml"), "description: Today.\ngrain: company\n");
  const { output } = await whalecurve(
    "compile",
    "--select",
    "today",
    "--as-of",
    "2026-03-01",
    "--project-dir",
    directory,
  );
  expect(output).toBe("-- models/own/today.sql\nselect date '2026-03-01' as today;\n");
});

test("a selection that matches nothing is wrong use", async () => {
  const { code, output, messages } = await whalecurve("ls", "--select", "nothing", "--project-dir", project());
  expect({ code, output }).toEqual({ code: 2, output: "" });
  expect(messages).toContain("no model matches");
});

test("a build without data says what to do first", async () => {
  const { code, messages } = await whalecurve("build", "--project-dir", project());
  expect(code).toBe(1);
  expect(messages).toContain("run `whalecurve ingest` first");
});
