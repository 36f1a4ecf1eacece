import { messageOf, WhalecurveError } from "../../core/error.ts";
import { literal } from "../../warehouse/duckdb/sql.ts";
import { Derivation, type Reading, WholeFile } from "./landing.ts";
import { plainNumber } from "./number.ts";
import type { Reject } from "./scanner.ts";
import { readText, recogniseText } from "./text.ts";

/** `JSON.parse` hands out the source text of each number (ECMAScript 2025); the library types do not know it yet. */
type Reviver = (this: unknown, key: string, value: unknown, context: { source?: string }) => unknown;
const parse = JSON.parse as (text: string, reviver: Reviver) => unknown;
const raw = JSON as unknown as { rawJSON(text: string): unknown; isRawJSON(value: unknown): boolean };

/**
 * Reads an array of objects, or one object per line, and writes every value as text beside the archived file, numbers
 * with every digit that was sent. Nested values stay JSON.
 */
export async function readJson(
  path: string,
  file: string,
  options: { lines: boolean; encoding?: string | undefined },
): Promise<{ reading: Reading; derivation: Derivation }> {
  const derivation = new Derivation(path, { ...options, version: 1 });
  const known = derivation.known();
  if (known !== undefined) return { reading: known, derivation };
  const form = await recogniseText(path, file, options.encoding);
  const output = new WholeFile(derivation.data);
  const columns = new Map<string, number>();
  const rejects: Reject[] = [];
  let rows = 0;
  let longest = 0;
  try {
    for await (const { text, line } of documents(readText(path, file, form), file, options.lines)) {
      rows++;
      const row = flatten(text);
      if (row === undefined) {
        const message = "expected one JSON object";
        rejects.push({ row: rows, line, rule: "ragged", message, text: text.slice(0, 100_000) });
        continue;
      }
      for (const column of Object.keys(row)) if (!columns.has(column)) columns.set(column, columns.size);
      const written = JSON.stringify(row);
      longest = Math.max(longest, written.length * 3);
      output.text(`${written}\n`);
    }
    if (rows > 0 && rejects.length === rows) throw notJson(file, rejects[0]?.line ?? 1, "no line is a JSON object");
  } catch (thrown) {
    output.abandon();
    throw thrown;
  }
  output.finish();
  const names = [...columns.keys()];
  const types = names.map((column) => `${literal(column)}: 'VARCHAR'`).join(", ");
  const scan =
    names.length === 0
      ? "(select null where false)"
      : `read_json(${literal(derivation.data)}, format = 'newline_delimited', compression = 'uncompressed',
    maximum_object_size = ${Math.max(16_777_216, longest)}, columns = {${types}})`;
  const reading = { columns: names, rows, rejected: rejects.length, scan };
  derivation.keep(reading, rejects);
  return { reading, derivation };
}

function flatten(text: string): Record<string, string | null> | undefined {
  let value: unknown;
  try {
    value = parse(text, (_key, inner, { source }) =>
      typeof inner === "number" && source !== undefined ? raw.rawJSON(source) : inner,
    );
  } catch {
    return undefined;
  }
  if (typeof value !== "object" || value === null || Array.isArray(value) || raw.isRawJSON(value)) return undefined;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, textOf(inner)]));
}

function textOf(value: unknown): string | null {
  if (value === null || typeof value === "string") return value;
  const written = JSON.stringify(value);
  return raw.isRawJSON(value) ? plainNumber(written) : written;
}

async function* documents(
  pieces: AsyncGenerator<Buffer>,
  file: string,
  byLine: boolean,
): AsyncGenerator<{ text: string; line: number }> {
  const splitter = new DocumentSplitter();
  const decoder = new TextDecoder("utf-8", { fatal: true });
  try {
    for await (const piece of pieces) yield* splitter.take(decoder.decode(piece, { stream: true }), byLine);
    decoder.decode();
  } catch (thrown) {
    if (!(thrown instanceof TypeError)) throw thrown;
    throw notJson(file, splitter.line, `the file is not UTF-8 (${messageOf(thrown)})`);
  }
  yield* splitter.finish(file, byLine);
}

/** Cuts a text into its top-level documents: by line, or the elements of an array by counting brackets. */
class DocumentSplitter {
  line = 1;
  #rest = "";
  #depth = 0;
  #inText = false;
  #escaped = false;
  #position = 0;
  #array = false;

  *take(text: string, byLine: boolean): Generator<{ text: string; line: number }> {
    this.#rest += text;
    if (byLine) yield* this.#lines();
    else yield* this.#elements();
  }

  *finish(file: string, byLine: boolean): Generator<{ text: string; line: number }> {
    if (byLine) {
      if (this.#rest.trim() !== "") yield { text: this.#rest.trim(), line: this.line };
    } else if (this.#depth > 0 || this.#array) {
      throw notJson(file, this.line, "the file is cut short: its array is never closed");
    } else if (this.#rest.trim() !== "") {
      throw notJson(file, this.line, "expected an array of objects, or one object per line");
    }
  }

  *#lines(): Generator<{ text: string; line: number }> {
    let start = 0;
    for (let end = this.#rest.indexOf("\n"); end >= 0; end = this.#rest.indexOf("\n", start)) {
      const text = this.#rest.slice(start, end).trim();
      if (text !== "") yield { text, line: this.line };
      this.line++;
      start = end + 1;
    }
    this.#rest = this.#rest.slice(start);
  }

  *#elements(): Generator<{ text: string; line: number }> {
    let start = 0;
    for (; this.#position < this.#rest.length; this.#position++) {
      const character = this.#rest[this.#position];
      if (character === "\n") this.line++;
      if (this.#inText) {
        if (this.#escaped) this.#escaped = false;
        else if (character === "\\") this.#escaped = true;
        else if (character === '"') this.#inText = false;
      } else if (character === '"') {
        this.#inText = true;
      } else if (character === "{" || (character === "[" && (this.#depth > 0 || this.#array))) {
        if (this.#depth++ === 0) start = this.#position;
      } else if (character === "[") {
        this.#array = true;
        start = this.#position + 1;
      } else if (character === "}" || (character === "]" && this.#depth > 0)) {
        if (--this.#depth === 0) {
          yield { text: this.#rest.slice(start, this.#position + 1), line: this.line };
          start = this.#position + 1;
        }
      } else if (character === "]") {
        this.#array = false;
        start = this.#position + 1;
      } else if (character === "," && this.#depth === 0) {
        start = this.#position + 1;
      }
    }
    this.#rest = this.#rest.slice(start);
    this.#position -= start;
  }
}

function notJson(file: string, line: number, what: string): WhalecurveError {
  return new WhalecurveError({
    code: "file_json",
    where: `${file}:${line}`,
    what,
    hint: "deliver a JSON array of objects, or one JSON object per line (.ndjson)",
  });
}
