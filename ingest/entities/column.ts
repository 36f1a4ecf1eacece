import { z } from "zod";
import { countries } from "./countries.ts";

/** What takes the place of a missing value: a fixed value, another column of the row, or the currency of the source. */
export type Fallback = { value: string | number | boolean } | { column: string } | { source: "currency" };

/** What the compiled contract knows about one column beside its zod schema. */
export interface Column {
  kind: "text" | "decimal" | "integer" | "date" | "timestamp" | "boolean" | "choice" | "currency" | "country";
  /** The type in the warehouse. */
  type: string;
  required: boolean;
  fallback?: Fallback;
  /** Digits before and after the decimal point. */
  digits?: { whole: number; places: number };
  choices?: readonly string[];
  minimum?: number;
  maximum?: number;
  /** The value must be greater than this. */
  above?: number;
}

/** What a column asks for beside its form. A column that says nothing may be missing or NULL. */
export interface Demands {
  required?: true;
  fallback?: Fallback;
  minimum?: number;
  maximum?: number;
  above?: number;
}

export const required: Demands = { required: true };
/** Text, trimmed. */
export const text = (demands: Demands = {}) => column(z.string(), { kind: "text", type: "VARCHAR" }, demands);
/** An amount or a quantity: at most 12 digits before and 6 after the point. */
export const decimal = (demands: Demands = {}) => number(12, 6, demands);
/** A price or a cost of one unit: at most 14 digits before and 10 after the point. */
export const price = (demands: Demands = {}) => number(14, 10, demands);
/** A currency rate: at most 14 digits before and 14 after the point, greater than zero. */
export const rate = () => number(14, 14, { required: true, above: 0 });
/** A fraction of one, 0 to 1. */
export const share = (demands: Demands = {}) => decimal({ ...demands, minimum: 0, maximum: 1 });

export const integer = (demands: Demands = {}) =>
  column(z.string().regex(/^[+-]?\d+(\.0*)?$/), { kind: "integer", type: "BIGINT" }, demands);
/** A calendar day, `YYYY-MM-DD`; a timestamp counts as its day. */
export const date = (demands: Demands = {}) =>
  column(z.string().regex(/^\d{4}-\d{2}-\d{2}/), { kind: "date", type: "DATE" }, demands);
/** A moment, kept in UTC; a text without offset stands in the time zone of the source, a day means its midnight. */
export const timestamp = (demands: Demands = {}) =>
  column(z.string().regex(/^\d{4}-\d{2}-\d{2}/), { kind: "timestamp", type: "TIMESTAMP" }, demands);
export const boolean = (demands: Demands = {}) =>
  column(z.string().regex(/^(true|false|1|0|yes|no|t|f)$/i), { kind: "boolean", type: "BOOLEAN" }, demands);
/** One of a fixed set of words, in any case. */
export const oneOf = (choices: readonly [string, ...string[]], demands: Demands = {}) =>
  column(z.string().toLowerCase().pipe(z.enum(choices)), { kind: "choice", type: "VARCHAR", choices }, demands);
/** An ISO 4217 code. */
export const currency = (demands: Demands = {}) =>
  column(z.string().regex(/^[A-Za-z]{3}$/), { kind: "currency", type: "VARCHAR" }, demands);
/** The currency of the amounts beside it: where the row has none, that of the source. */
export const amountCurrency = () => currency({ fallback: { source: "currency" } });
/** An ISO 3166 alpha-2 code. */
export const country = (demands: Demands = {}) =>
  column(
    z.string().refine((code) => countries.includes(code.toUpperCase())),
    { kind: "country", type: "VARCHAR", choices: countries },
    demands,
  );

const columns = z.registry<Column>();

/** The column behind a schema that one of the builders made. */
export function columnOf(schema: z.ZodType): Column {
  const found = columns.get(schema);
  if (found === undefined) throw new Error("a contract may only hold columns made by ingest/entities/column.ts");
  return found;
}

function number(whole: number, places: number, demands: Demands) {
  const form = new RegExp(`^[+-]?(\\d+(\\.\\d{0,${places}}0*)?|\\.\\d{1,${places}}0*)$`);
  return column(
    z.string().regex(form),
    { kind: "decimal", type: `DECIMAL(${whole + places},${places})`, digits: { whole, places } },
    demands,
  );
}

function column(form: z.ZodType, facts: Omit<Column, "required">, demands: Demands): z.ZodType {
  const { required: needed = false, ...limits } = demands;
  const schema = needed ? form : form.nullish();
  columns.add(schema, { ...facts, required: needed, ...limits });
  return schema;
}
