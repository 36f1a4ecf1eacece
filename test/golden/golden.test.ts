import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { describe, expect, test } from "vitest";
import { relationOf, withBuiltProject } from "../models/pipeline.ts";
import { pickRows, readExpectation } from "./expectation.ts";

// A case is a project folder: README.md states the rule and derives the figures by hand, `expected/<mart>.csv` holds them.
// Its first column is the subject: of the rows that have one of its values, all must be expected, in the columns given.

const cases = join(import.meta.dirname, "../../fixtures/golden");

describe.each(readdirSync(cases))("golden case %s", (name) => {
  test("gives the figures derived by hand", { timeout: 120_000 }, async () => {
    const directory = join(cases, name);
    const marts = readdirSync(join(directory, "expected")).map((file) => basename(file, ".csv"));
    const archive = mkdtempSync(join(tmpdir(), "whalecurve-golden-"));
    try {
      await withBuiltProject(directory, archive, marts, async ({ connection, library, loaded }) => {
        expect(loaded.failures).toEqual([]);
        expect(loaded.quarantined).toBe(0);
        for (const mart of marts) {
          const expected = readExpectation(join(directory, "expected", `${mart}.csv`));
          const rows = await connection.rows(`from ${relationOf(library, mart)}`);
          expect([mart, ...pickRows(rows, expected)]).toEqual([mart, ...expected.rows]);
        }
      });
    } finally {
      rmSync(archive, { recursive: true });
    }
  });
});
