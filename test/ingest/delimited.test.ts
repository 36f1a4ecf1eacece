import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readDelimited } from "../../ingest/files/delimited.ts";
import { plainNumber, spreadsheetNumber } from "../../ingest/files/number.ts";
import { type Connection, Database } from "../../warehouse/duckdb/database.ts";

let database: Database;
let connection: Connection;
const folder = mkdtempSync(join(tmpdir(), "whalecurve-delimited-"));
beforeAll(async () => {
  database = await Database.open({ path: ":memory:", mode: "write" });
  connection = await database.connect();
});
afterAll(() => {
  database.close();
  rmSync(folder, { recursive: true, force: true });
});

let number = 0;
async function readings(content: string) {
  const path = join(folder, String(number++));
  writeFileSync(path, content);
  const options = { delimiter: ",", header: false, columns: ["a", "b", "c"] };
  const rows = async (rewrite: boolean) => {
    const { reading } = await readDelimited(path, "file", options, rewrite);
    return { reading, found: await connection.rows(`select * from ${reading.scan}`) };
  };
  return { native: await rows(false), clean: await rows(true) };
}

test("whatever a file holds, every record is either read or rejected, and both ways of reading agree", async () => {
  const text = fc.string({
    unit: fc.constantFrom("a", "b", " ", ",", ",", '"', "\n", "\n", "\r\n", "ü"),
    maxLength: 40,
  });
  await fc.assert(
    fc.asyncProperty(text, async (garbage) => {
      const { native, clean } = await readings(`1,2,3\n${garbage}\n4,5,6\n`);
      expect(clean.found.length + clean.reading.rejected).toBe(clean.reading.rows);
      expect(clean.found).toContainEqual({ a: "1", b: "2", c: "3" });
      expect(native.reading.rows).toBe(clean.reading.rows);
      expect(native.found).toEqual(clean.found);
    }),
    { numRuns: 120, seed: 1 },
  );
});

test("well-formed values arrive as they were written, at every place where a file may be cut into pieces", async () => {
  const value = fc.string({ unit: fc.constantFrom("x", '"', ",", "\n", "\r\n", "é", " "), minLength: 1, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(value, value, value), { minLength: 1, maxLength: 8 }), async (rows) => {
      const written = rows
        .map((row) => `${row.map((field) => `"${field.replaceAll('"', '""')}"`).join(",")}\n`)
        .join("");
      const { native, clean } = await readings(written);
      const expected = rows.map(([a, b, c]) => ({ a, b, c }));
      expect(clean.found).toEqual(expected);
      expect(native.found).toEqual(expected);
    }),
    { numRuns: 60, seed: 1 },
  );
});

test("numbers lose their exponent and no digit", () => {
  expect(["1e3", "1.5e-3", "-2.50E+1", "12", "0.10", "1e-7", "123456789.123456789e2"].map(plainNumber)).toEqual([
    "1000",
    "0.0015",
    "-25",
    "12",
    "0.10",
    "0.0000001",
    "12345678912.3456789",
  ]);
  expect(
    ["1081.9200000000001", "0.30000000000000004", "42", "1.1000000000000001E-3", "100000000000000000"].map(
      spreadsheetNumber,
    ),
  ).toEqual(["1081.92", "0.3", "42", "0.0011", "100000000000000000"]);
});
