import { existsSync } from "node:fs";
import { WhalecurveError } from "../../core/error.ts";
import { literal } from "../../warehouse/duckdb/sql.ts";
import { Derivation, type Reading, WholeFile } from "./landing.ts";
import { type Dialect, invalidLine, RecordScanner, type RecordSink, type Reject } from "./scanner.ts";
import { readText, recogniseText, type TextForm } from "./text.ts";

/** How a delimited file is to be read; what is not said is recognised. */
export interface DelimitedOptions {
  delimiter?: string | undefined;
  quote?: string | undefined;
  rowEnd?: string | undefined;
  header: boolean;
  encoding?: string | undefined;
  columns?: readonly string[] | undefined;
}

const sniffed = [",", ";", "\t", "|"];

/**
 * Finds out how an archived delimited file can be scanned. Every record is looked at once: where the engine's strict
 * reader would stumble (another encoding, longer delimiters, a broken row), a clean copy without the broken rows is
 * written beside the file.
 * @param file what people know the file by.
 */
export async function readDelimited(
  path: string,
  file: string,
  options: DelimitedOptions,
  rewrite: boolean,
): Promise<{ reading: Reading; derivation: Derivation }> {
  const derivation = new Derivation(path, { ...options, rewrite, version: 1 });
  const known = derivation.known();
  if (known !== undefined) return { reading: known, derivation };
  const form = await recogniseText(path, file, options.encoding);
  const dialect = await dialectOf(path, file, form, options);
  const native =
    form.utf8 && dialect.rowEnd === undefined && dialect.delimiter.length === 1 && dialect.delimiter < "\u007f";
  const inspected = native && !rewrite ? await pass(path, file, form, dialect, options) : undefined;
  if (inspected !== undefined && isPlain(inspected)) {
    const scan = scanOf(path, inspected, {
      delimiter: dialect.delimiter,
      quote: dialect.quote,
      newLine: inspected.scanner.carriageReturns > 0 ? "\\r\\n" : "\\n",
      header: options.header,
      gzip: form.gzip,
    });
    const reading = { columns: inspected.columns, rows: inspected.scanner.rows, rejected: 0, scan };
    derivation.keep(reading, []);
    return { reading, derivation };
  }
  const output = existsSync(derivation.data) ? undefined : new WholeFile(derivation.data);
  const result = await pass(path, file, form, dialect, options, output).catch((thrown: unknown) => {
    output?.abandon();
    throw thrown;
  });
  output?.finish();
  const reading = {
    columns: result.columns,
    rows: result.scanner.rows,
    rejected: result.rejects.length,
    scan: scanOf(derivation.data, result, { delimiter: ",", quote: '"', newLine: "\\n", header: false, gzip: false }),
  };
  derivation.keep(reading, result.rejects);
  return { reading, derivation };
}

interface Pass {
  columns: string[];
  scanner: RecordScanner;
  rejects: Reject[];
}

function isPlain({ scanner, rejects }: Pass): boolean {
  const oneKindOfLineEnd = scanner.lineFeeds === 0 || scanner.carriageReturns === 0;
  return rejects.length === 0 && oneKindOfLineEnd && scanner.strayCarriageReturns === 0;
}

async function pass(
  path: string,
  file: string,
  form: TextForm,
  dialect: Dialect,
  options: DelimitedOptions,
  output?: WholeFile,
): Promise<Pass> {
  let columns = options.columns === undefined ? undefined : [...options.columns];
  let headerSeen = !options.header;
  const rejects: Reject[] = [];
  const sink: RecordSink = {
    accept(record) {
      if (!headerSeen) {
        headerSeen = true;
        columns ??= headerNames(record.fields(), file);
        return;
      }
      columns ??= Array.from({ length: record.count }, (_, index) => `column${index + 1}`);
      if (output !== undefined) writeRecord(record, output);
    },
    reject: (reject) => rejects.push(reject),
  };
  const scanner = new RecordScanner(dialect, sink, { width: columns?.length, header: options.header });
  let rest: Buffer = Buffer.alloc(0);
  const take = (bytes: Buffer, final: boolean): void => {
    const line = scanner.line;
    const taken = scanner.scan(bytes, final);
    const bad = form.utf8 ? invalidLine(bytes.subarray(0, taken)) : 0;
    if (bad > 0) throw notUtf8(file, line + bad - 1);
    rest = bytes.subarray(taken);
  };
  for await (const piece of readText(path, file, form)) {
    take(rest.length === 0 ? piece : Buffer.concat([rest, piece]), false);
  }
  take(Buffer.from(rest), true);
  if (rejects.length > 0 && rejects.length === scanner.rows) throw nothingFits(file, rejects[0] as Reject);
  return { columns: columns ?? [], scanner, rejects };
}

function writeRecord(record: RecordScanner, output: WholeFile): void {
  for (let index = 0; index < record.count; index++) {
    if (index > 0) output.byte(44);
    const start = record.starts[index] as number;
    const end = record.ends[index] as number;
    if (!record.quoted[index] && isSimple(record.buffer, start, end)) output.bytes(record.buffer, start, end);
    else output.text(`"${record.field(index).replaceAll('"', '""')}"`);
  }
  if (record.count === 1 && record.starts[0] === record.ends[0] && !record.quoted[0]) output.text('""');
  output.byte(10);
}

function isSimple(bytes: Buffer, start: number, end: number): boolean {
  for (let index = start; index < end; index++) {
    const byte = bytes[index];
    if (byte === 44 || byte === 34 || byte === 10 || byte === 13) return false;
  }
  return true;
}

async function dialectOf(path: string, file: string, form: TextForm, options: DelimitedOptions): Promise<Dialect> {
  const quote = options.quote ?? '"';
  let { delimiter, rowEnd } = options;
  if (delimiter === undefined || rowEnd === undefined) {
    const head = await firstLine(path, file, form, rowEnd);
    delimiter ??= mostFrequent(head.line, quote);
    if (rowEnd === undefined && head.onlyCarriageReturns) rowEnd = "\r";
  }
  return { delimiter, quote, rowEnd: rowEnd === "\n" || rowEnd === "\r\n" ? undefined : rowEnd };
}

async function firstLine(
  path: string,
  file: string,
  form: TextForm,
  rowEnd: string | undefined,
): Promise<{ line: string; onlyCarriageReturns: boolean }> {
  for await (const piece of readText(path, file, form)) {
    const text = piece.toString("utf8", 0, 1 << 20);
    const onlyCarriageReturns = text.includes("\r") && !text.includes("\n");
    return { line: text.split(rowEnd ?? /\r\n|\n|\r/, 1)[0] ?? "", onlyCarriageReturns };
  }
  return { line: "", onlyCarriageReturns: false };
}

function mostFrequent(line: string, quote: string): string {
  const outside =
    quote === ""
      ? line
      : line
          .split(quote)
          .filter((_, index) => index % 2 === 0)
          .join("");
  const counted = sniffed.map((delimiter) => ({ delimiter, times: outside.split(delimiter).length }));
  return counted.reduce((best, next) => (next.times > best.times ? next : best)).delimiter;
}

function headerNames(fields: string[], file: string): string[] {
  const names = fields.map((field, index) => field.trim() || `column${index + 1}`);
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name.toLowerCase())) {
      throw new WhalecurveError({
        code: "file_header",
        where: file,
        what: `the header names the column "${name}" twice`,
        hint: "give each column its own name, or list them under `tables:` with `columns:`",
      });
    }
    seen.add(name.toLowerCase());
  }
  return names;
}

function scanOf(
  path: string,
  { columns, scanner }: Pass,
  how: { delimiter: string; quote: string; newLine: string; header: boolean; gzip: boolean },
): string {
  if (columns.length === 0) return "(select null where false)";
  const types = columns.map((column) => `${literal(column)}: 'VARCHAR'`).join(", ");
  const longest = Math.max(2_097_152, scanner.longest * 2);
  return `read_csv(${literal(path)}, auto_detect = false, header = ${how.header}, delim = ${literal(how.delimiter)},
    quote = ${literal(how.quote)}, escape = ${literal(how.quote)}, nullstr = '', allow_quoted_nulls = false, strict_mode = true, new_line = ${literal(how.newLine)},
    compression = '${how.gzip ? "gzip" : "none"}', max_line_size = ${longest}, columns = {${types}})`;
}

function notUtf8(file: string, line: number): WhalecurveError {
  return new WhalecurveError({
    code: "file_encoding",
    where: `${file}:${line}`,
    what: "the file is not UTF-8",
    hint: "name its encoding under `tables:`, for example `encoding: windows-1252`",
  });
}

function nothingFits(file: string, first: Reject): WhalecurveError {
  return new WhalecurveError({
    code: "file_shape",
    where: `${file}:${first.line}`,
    what: `no row has the expected form (${first.message})`,
    hint: "check `delimiter`, `quote`, `row_end`, `header` and `columns` of this table",
  });
}
