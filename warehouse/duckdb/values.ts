import type { DuckDBType, DuckDBValue, DuckDBValueConverter, Json } from "@duckdb/node-api";
import { DuckDBTypeId, JsonDuckDBValueConverter } from "@duckdb/node-api";

/** A value as it leaves the engine: decimals as exact text, dates `YYYY-MM-DD`, timestamps ISO 8601 in UTC. */
export type Value = Json;
export type Row = Record<string, Value>;

const integer = (value: DuckDBValue): number | string => {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : String(value);
};
const timestamp = (value: DuckDBValue): string => String(value).replace(" ", "T").replace(/\+00$/, "").concat("Z");

const overrides: Partial<Record<number, (value: DuckDBValue) => Json>> = {
  [DuckDBTypeId.BIGINT]: integer,
  [DuckDBTypeId.UBIGINT]: integer,
  [DuckDBTypeId.HUGEINT]: integer,
  [DuckDBTypeId.TIMESTAMP]: timestamp,
  [DuckDBTypeId.TIMESTAMP_TZ]: timestamp,
};

/** Converts engine values to JSON values without losing a digit. */
export const valueConverter: DuckDBValueConverter<Json> = (value, type, converter) => {
  if (value === null) return null;
  const override = overrides[type.typeId];
  return override === undefined ? JsonDuckDBValueConverter(value, type as DuckDBType, converter) : override(value);
};
