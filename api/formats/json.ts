import { valueConverter } from "../../warehouse/duckdb/values.ts";
import type { Answer } from "../query/answer.ts";
import type { Format } from "./format.ts";

/** `{ data: [row…], row_count, next_cursor }`; decimals are exact text. */
export const json: Format = {
  name: "json",
  mediaType: "application/json; charset=utf-8",
  async *write(answer: Answer) {
    const keys = answer.columns.map((column, index) => `${index === 0 ? "{" : ","}${JSON.stringify(column.name)}:`);
    let separator = '{"data":[\n';
    for await (const { chunk, rows } of answer.batches()) {
      const columns = keys.map((_, index) => chunk.convertColumnValues(index, valueConverter));
      let text = "";
      for (let row = 0; row < rows; row++) {
        text += separator;
        separator = ",\n";
        for (const [index, values] of columns.entries()) text += `${keys[index]}${JSON.stringify(values[row] ?? null)}`;
        text += "}";
      }
      yield text;
    }
    const end = `"row_count":${answer.rowCount},"next_cursor":${JSON.stringify(answer.nextCursor)}}\n`;
    yield separator.startsWith("{") ? `{"data":[],${end}` : `\n],${end}`;
  },
};
