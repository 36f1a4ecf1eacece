import readWorkbook from "read-excel-file/node";
import { messageOf, WhalecurveError } from "../../core/error.ts";
import { literal } from "../../warehouse/duckdb/sql.ts";
import { Derivation, type Reading, WholeFile } from "./landing.ts";
import { spreadsheetNumber } from "./number.ts";

type Cell = string | number | boolean | Date | null | undefined | object;

/** Reads one sheet of an XLSX workbook into a CSV beside the archived file. Dates become `YYYY-MM-DD [hh:mm:ss]`. */
export async function readSpreadsheet(
  path: string,
  file: string,
  options: { sheet?: string | undefined; header: boolean; columns?: readonly string[] | undefined },
): Promise<{ reading: Reading; derivation: Derivation }> {
  const derivation = new Derivation(path, { ...options, version: 1 });
  const known = derivation.known();
  if (known !== undefined) return { reading: known, derivation };
  const rows = (await sheetOf(path, file, options.sheet)).filter((row) => row.some((cell) => textOf(cell) !== ""));
  const header = options.header ? rows.shift() : undefined;
  const width = Math.max(0, ...rows.map((row) => row.length), header?.length ?? 0);
  const columns = Array.from(
    { length: options.columns?.length ?? width },
    (_, index) => options.columns?.[index] ?? (textOf(header?.[index]) || `column${index + 1}`),
  );
  const output = new WholeFile(derivation.data);
  for (const row of rows) {
    output.text(`${columns.map((_, index) => `"${textOf(row[index]).replaceAll('"', '""')}"`).join(",")}\n`);
  }
  output.finish();
  const types = columns.map((column) => `${literal(column)}: 'VARCHAR'`).join(", ");
  const scan =
    columns.length === 0
      ? "(select null where false)"
      : `read_csv(${literal(derivation.data)}, auto_detect = false, header = false, delim = ',', quote = '"', escape = '"',
    nullstr = '', strict_mode = true, new_line = '\\n', compression = 'none', max_line_size = 67108864, columns = {${types}})`;
  const reading = { columns, rows: rows.length, rejected: 0, scan };
  derivation.keep(reading, []);
  return { reading, derivation };
}

async function sheetOf(path: string, file: string, wanted: string | undefined): Promise<Cell[][]> {
  const sheets = await readWorkbook(path, { parseNumber: spreadsheetNumber }).catch((thrown: unknown) => {
    throw new WhalecurveError({
      code: "file_spreadsheet",
      where: file,
      what: `the file is not a readable XLSX workbook (${messageOf(thrown)})`,
      hint: "save it again as .xlsx",
      cause: thrown,
    });
  });
  const found = wanted === undefined ? sheets[0] : sheets.find(({ sheet }) => sheet === wanted);
  if (found === undefined) {
    throw new WhalecurveError({
      code: "file_sheet",
      where: file,
      what: `the workbook has no sheet "${wanted ?? ""}"`,
      hint: `its sheets are ${sheets.map(({ sheet }) => sheet).join(", ")}`,
    });
  }
  return found.data as Cell[][];
}

function textOf(cell: Cell): string {
  if (cell === null || cell === undefined) return "";
  if (!(cell instanceof Date)) return String(cell);
  const [day, time = ""] = cell.toISOString().slice(0, 19).split("T");
  return time === "00:00:00" ? `${day}` : `${day} ${time}`;
}
