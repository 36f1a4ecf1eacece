import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { books, publishedMarts } from "./marts.ts";
import { type Outcome, temporaryFolder, whalecurve } from "./program.ts";

const minutes = 60_000;

test("demo leaves a folder alone that it did not make", async () => {
  const directory = temporaryFolder();
  writeFileSync(join(directory, "whalecurve.yaml"), "name: mine\n");
  const { code, messages } = await whalecurve("demo", directory, "--no-serve");
  expect(code).toBe(2);
  expect(messages).toContain("did not make");
  expect(readdirSync(directory)).toEqual(["whalecurve.yaml"]);
});

describe("the sample company", () => {
  const directory = mkdtempSync(join(tmpdir(), "whalecurve-"));
  const pointer = (): string => readFileSync(join(directory, "data/snapshots/current.json"), "utf8");
  const run = (): Promise<Outcome> => whalecurve("run", "--project-dir", directory);
  let first: Outcome;

  beforeAll(async () => {
    first = await whalecurve("demo", directory, "--orders", "1000", "--no-serve");
  }, 3 * minutes);
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  test("a first run tells each stage in one line and delivers the exports", () => {
    expect(first).toMatchObject({ code: 0, output: "" });
    expect(first.messages).toMatch(/^ingest: +[\d,]+ rows of \d+ tables accepted, \d+ quarantined \(/m);
    expect(first.messages).toMatch(/^build: +\d+ models \(/m);
    expect(first.messages).toMatch(/^test: +\d+ passed, \d+ warnings?, 0 failed \(/m);
    expect(first.messages).toMatch(/^publish: build \S+ \(/m);
    const delivered = readdirSync(join(directory, "data/exports/erp")).sort();
    expect(delivered).toEqual(["price_grades.csv", "price_grades.csv.sha256"]);
  });

  test(
    "a second run changes nothing",
    async () => {
      const state = async () => ({
        pointer: pointer(),
        marts: await publishedMarts(directory),
        books: await books(directory),
      });
      const before = await state();
      const { code, messages } = await run();
      expect(code).toBe(0);
      expect(messages).toMatch(/^nothing changed: build \S+ still stands$/m);
      expect(await state()).toEqual(before);
    },
    minutes,
  );

  test(
    "a failed test ends the run, and the former snapshot stays",
    async () => {
      const before = pointer();
      const models = join(directory, "models/marts");
      mkdirSync(models, { recursive: true });
      writeFileSync(join(models, "own.sql"), "select 1 as n");
      writeFileSync(
        join(models, "own.yaml"),
        "description: Mine.\ngrain: row\nmaterialized: table\ntests: [{ name: is_two, expression: n = 2 }]\n",
      );
      const { code, messages } = await run();
      expect(code).toBe(1);
      expect(messages).toContain("test is_two of own: 1 rows are wrong");
      expect(messages).toContain("1 test failed; nothing was published");
      expect(pointer()).toBe(before);
      rmSync(models, { recursive: true });
    },
    minutes,
  );

  test(
    "a file that cannot be read ends the run with one error; the other files are loaded",
    async () => {
      const before = pointer();
      const file = join(directory, "sources/crm/accounts.csv");
      const original = readFileSync(file);
      writeFileSync(file, Buffer.from([0x61, 0xff, 0xfe, 0x0a]));
      const { code, messages } = await run();
      expect(code).toBe(1);
      expect(messages).toContain("accounts.csv");
      expect(messages).toContain("1 table could not be loaded; nothing was published");
      expect(pointer()).toBe(before);
      writeFileSync(file, original);
    },
    minutes,
  );

  test(
    "the next run mends what was mended",
    async () => {
      const { code } = await run();
      expect(code).toBe(0);
      expect(existsSync(join(directory, "data/warehouse.duckdb"))).toBe(true);
    },
    minutes,
  );
});
