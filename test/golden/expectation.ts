import { readFileSync } from "node:fs";
import type { Row } from "../../warehouse/duckdb/values.ts";

/** What a golden case expects of one mart: some of its columns, for some values of the first of them. */
export interface Expectation {
  columns: string[];
  rows: string[];
  /** The values of the first column: every row of the mart that has one of them must be expected. */
  subjects: Set<string>;
}

/** Reads `expected/<mart>.csv`. No field of these files holds a comma; an empty one is NULL. */
export function readExpectation(file: string): Expectation {
  const [header = "", ...lines] = readFileSync(file, "utf8").trimEnd().split("\n");
  const rows = lines.map((line) => line.split(",").map(plain));
  return {
    columns: header.split(","),
    rows: rows.map((row) => row.join(",")).sort(),
    subjects: new Set(rows.map(([subject]) => subject ?? "")),
  };
}

/** The rows of a mart that an expectation speaks of, as it writes them. Steps of zero may stand in the ledger or not. */
export function pickRows(rows: readonly Row[], { columns, subjects }: Expectation): string[] {
  return rows
    .map((row) => columns.map((column) => plain(String(row[column] ?? ""))))
    .filter(([subject]) => subjects.has(subject ?? ""))
    .filter((row) => !(columns.includes("step") && row[columns.indexOf("amount")] === "0"))
    .map((row) => row.join(","))
    .sort();
}

/** A number without trailing zeros, a moment at midnight as a date: one text for one value. */
function plain(text: string): string {
  if (/^-?\d+\.\d+$/.test(text)) return text.replace(/0+$/, "").replace(/\.$/, "").replace(/^-0$/, "0");
  return text.replace(/ 00:00:00$/, "");
}
