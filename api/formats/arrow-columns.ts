import {
  type DuckDBDataChunk,
  DuckDBDecimalType,
  DuckDBEnumType,
  type DuckDBType,
  DuckDBTypeId,
} from "@duckdb/node-api";
import duckdb from "@duckdb/node-bindings";
import {
  Bool,
  type Data,
  type DataType,
  DateDay,
  Decimal,
  Dictionary,
  Field,
  Float64,
  Int8,
  Int16,
  Int32,
  Int64,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  TimestampMicrosecond,
  Uint8,
  Uint16,
  Uint32,
  Uint64,
  Utf8,
  type Vector,
  vectorFromArray,
} from "apache-arrow";
import { valueConverter } from "../../warehouse/duckdb/values.ts";
import type { Column } from "../datasets/column.ts";

/** How a column of the engine becomes one of Arrow. */
interface Encoding {
  type: DataType;
  encode: (chunk: DuckDBDataChunk, index: number, rows: number) => Data;
}

export interface ArrowColumns {
  schema: Schema;
  encodings: Encoding[];
}

const fixedWidth: Partial<Record<number, { type: DataType; bytes: number }>> = {
  [DuckDBTypeId.TINYINT]: { type: new Int8(), bytes: 1 },
  [DuckDBTypeId.SMALLINT]: { type: new Int16(), bytes: 2 },
  [DuckDBTypeId.INTEGER]: { type: new Int32(), bytes: 4 },
  [DuckDBTypeId.BIGINT]: { type: new Int64(), bytes: 8 },
  [DuckDBTypeId.HUGEINT]: { type: new Decimal(0, 38, 128), bytes: 16 },
  [DuckDBTypeId.UTINYINT]: { type: new Uint8(), bytes: 1 },
  [DuckDBTypeId.USMALLINT]: { type: new Uint16(), bytes: 2 },
  [DuckDBTypeId.UINTEGER]: { type: new Uint32(), bytes: 4 },
  [DuckDBTypeId.UBIGINT]: { type: new Uint64(), bytes: 8 },
  [DuckDBTypeId.DOUBLE]: { type: new Float64(), bytes: 8 },
  [DuckDBTypeId.DATE]: { type: new DateDay(), bytes: 4 },
  [DuckDBTypeId.TIMESTAMP]: { type: new TimestampMicrosecond("UTC"), bytes: 8 },
  [DuckDBTypeId.TIMESTAMP_TZ]: { type: new TimestampMicrosecond("UTC"), bytes: 8 },
};

/** The Arrow schema of an answer, and how each of its columns is encoded. */
export function arrowColumns(columns: readonly Column[], types: readonly DuckDBType[]): ArrowColumns {
  const encodings = columns.map((column, index) => {
    const type = types[index];
    if (type === undefined) throw new RangeError(`no type for column ${column.name}`);
    return encodingOf(type, index);
  });
  const fields = encodings.map(({ type }, index) => new Field(columns[index]?.name ?? "", type, true));
  return { schema: new Schema(fields), encodings };
}

/** The first `rows` rows of a chunk. It may point into the chunk's memory: write it before the chunk is let go. */
export function recordBatch(columns: ArrowColumns, chunk: DuckDBDataChunk, rows: number): RecordBatch {
  const children = columns.encodings.map((encoding, index) => encoding.encode(chunk, index, rows));
  const type = new Struct(columns.schema.fields);
  return new RecordBatch(columns.schema, makeData({ type, length: rows, nullCount: 0, children }));
}

function encodingOf(type: DuckDBType, index: number): Encoding {
  const fixed = fixedWidth[type.typeId];
  if (fixed !== undefined) {
    return {
      type: fixed.type,
      encode: (chunk, column, rows) =>
        dataOf(fixed.type, chunk, column, rows, values(chunk, column, rows, fixed.bytes)),
    };
  }
  if (type instanceof DuckDBDecimalType) return decimalEncoding(type);
  if (type instanceof DuckDBEnumType) return enumEncoding(type, index);
  if (type.typeId === DuckDBTypeId.BOOLEAN) {
    return {
      type: new Bool(),
      encode: (chunk, column, rows) => dataOf(new Bool(), chunk, column, rows, bits(values(chunk, column, rows, 1))),
    };
  }
  return { type: new Utf8(), encode: encodeText };
}

function decimalEncoding({ width, scale }: DuckDBDecimalType): Encoding {
  const type = new Decimal(scale, width, 128);
  const bytes = width <= 4 ? 2 : width <= 9 ? 4 : width <= 18 ? 8 : 16;
  return {
    type,
    encode: (chunk, column, rows) =>
      dataOf(type, chunk, column, rows, widened(values(chunk, column, rows, bytes), bytes, rows)),
  };
}

/** Signed integers of 2, 4 or 8 bytes as such of 16 bytes, little-endian. */
function widened(source: Uint8Array, bytes: number, rows: number): Uint8Array {
  if (bytes === 16) return source;
  const words = new Int32Array(rows * 4);
  const view = new DataView(source.buffer, source.byteOffset, source.byteLength);
  for (let row = 0; row < rows; row++) {
    const low = bytes === 2 ? view.getInt16(row * 2, true) : view.getInt32(row * bytes, true);
    const high = bytes === 8 ? view.getInt32(row * 8 + 4, true) : low >> 31;
    words[row * 4] = low;
    words[row * 4 + 1] = high;
    words[row * 4 + 2] = high >> 31;
    words[row * 4 + 3] = high >> 31;
  }
  return new Uint8Array(words.buffer);
}

function enumEncoding(enumType: DuckDBEnumType, index: number): Encoding {
  const type = new Dictionary(new Utf8(), new Int32(), index);
  const dictionary: Vector<Utf8> = vectorFromArray([...enumType.values], new Utf8());
  const size = enumType.values.length;
  const bytes = size <= 256 ? 1 : size <= 65_536 ? 2 : 4;
  return {
    type,
    encode: (chunk, column, rows) => {
      const raw = values(chunk, column, rows, bytes);
      const narrow = bytes === 1 ? raw : bytes === 2 ? new Uint16Array(aligned(raw)) : new Uint32Array(aligned(raw));
      const indices = Int32Array.from(narrow);
      return makeData({ type, length: rows, data: indices, dictionary, ...nulls(chunk, column, rows) });
    },
  };
}

function encodeText(chunk: DuckDBDataChunk, column: number, rows: number): Data {
  const texts = chunk.convertColumnValues(column, valueConverter).slice(0, rows);
  const encoded = texts.map((value) =>
    value === null ? "" : typeof value === "string" ? value : JSON.stringify(value),
  );
  const valueOffsets = new Int32Array(rows + 1);
  for (const [row, value] of encoded.entries()) {
    valueOffsets[row + 1] = (valueOffsets[row] ?? 0) + Buffer.byteLength(value);
  }
  const data = Buffer.from(encoded.join(""));
  return makeData({ type: new Utf8(), length: rows, valueOffsets, data, ...nulls(chunk, column, rows) });
}

function dataOf(type: DataType, chunk: DuckDBDataChunk, column: number, rows: number, bytes: Uint8Array): Data {
  return makeData({ type, length: rows, data: bytes, ...nulls(chunk, column, rows) } as never);
}

function values(chunk: DuckDBDataChunk, column: number, rows: number, bytes: number): Uint8Array {
  return duckdb.vector_get_data(duckdb.data_chunk_get_vector(chunk.chunk, column), rows * bytes);
}

function nulls(chunk: DuckDBDataChunk, column: number, rows: number): { nullBitmap?: Uint8Array; nullCount: number } {
  const vector = duckdb.data_chunk_get_vector(chunk.chunk, column);
  const bitmap: Uint8Array | null = duckdb.vector_get_validity(vector, Math.ceil(rows / 64) * 8);
  return bitmap === null ? { nullCount: 0 } : { nullBitmap: bitmap, nullCount: -1 };
}

function bits(flags: Uint8Array): Uint8Array {
  const packed = new Uint8Array(Math.ceil(flags.length / 8));
  for (const [row, flag] of flags.entries())
    if (flag !== 0) packed[row >> 3] = (packed[row >> 3] ?? 0) | (1 << (row & 7));
  return packed;
}

function aligned(bytes: Uint8Array): ArrayBuffer {
  return bytes.slice().buffer as ArrayBuffer;
}
