import { type Value, valueConverter } from "../../warehouse/duckdb/values.ts";
import type { Answer } from "../query/answer.ts";
import type { Format } from "./format.ts";

/** RFC 4180 with a header, UTF-8; decimals exact, missing values empty (an empty text is quoted). */
export const csv: Format = {
  name: "csv",
  mediaType: "text/csv; charset=utf-8; header=present",
  async *write(answer: Answer) {
    yield csvRecord(answer.columns.map((column) => column.name));
    for await (const { chunk, rows } of answer.batches()) {
      const columns = answer.columns.map((_, index) => chunk.convertColumnValues(index, valueConverter));
      let text = "";
      for (let row = 0; row < rows; row++) text += csvRecord(columns.map((values) => values[row] ?? null));
      yield text;
    }
  },
};

/** One record with its line end. */
export function csvRecord(values: readonly Value[]): string {
  return `${values.map(field).join(",")}\r\n`;
}

function field(value: Value): string {
  if (value === null) return "";
  const text = typeof value === "object" ? JSON.stringify(value) : String(value);
  return text === "" || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
