import { type RawBuilder, sql } from "kysely";
import { isIsoDate } from "../../core/clock.ts";
import type { Column, ColumnType } from "../datasets/column.ts";
import { badRequest } from "./problem.ts";

interface Form {
  expected: string;
  accepts: (value: string) => boolean;
  /** The value as a bound parameter of the column's type. */
  bind: (value: string) => RawBuilder<unknown>;
}

const decimalForm: Form = {
  expected: "a decimal number such as -12.50",
  accepts: (value) => /^-?\d{1,16}(\.\d{1,12})?$/.test(value),
  bind: (value) => {
    const scale = value.split(".")[1]?.length ?? 0;
    return scale <= 2 ? sql`cast(${value} as decimal(18, 2))` : sql`cast(${value} as decimal(38, 12))`;
  },
};
const textForm: Form = { expected: "text", accepts: () => true, bind: (value) => sql`cast(${value} as varchar)` };

const forms: Record<ColumnType, Form> = {
  text: textForm,
  json: textForm,
  integer: {
    expected: "a whole number",
    accepts: (value) => /^-?\d{1,18}$/.test(value),
    bind: (value) => sql`cast(${value} as bigint)`,
  },
  money: decimalForm,
  decimal: decimalForm,
  share: decimalForm,
  boolean: {
    expected: "true or false",
    accepts: (value) => value === "true" || value === "false",
    bind: (value) => sql`cast(${value} as boolean)`,
  },
  date: {
    expected: "a date as YYYY-MM-DD",
    accepts: isIsoDate,
    bind: (value) => sql`cast(${value} as date)`,
  },
  timestamp: {
    expected: "a time as YYYY-MM-DDTHH:MM:SSZ",
    accepts: (value) =>
      /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d{1,6})?Z?)?$/.test(value) && isIsoDate(value.slice(0, 10)),
    bind: (value) => sql`cast(${value} as timestamp)`,
  },
};

/** A column as it is compared and sorted: ENUM columns by their text, not by their position. */
export function comparable(column: Column): RawBuilder<unknown> {
  const reference = sql.ref(column.name);
  return column.type === "text" || column.type === "json" ? sql`cast(${reference} as varchar)` : sql`${reference}`;
}

/**
 * A value given as text, bound as a parameter of the column's type.
 * @throws WhalecurveError `invalid_value` saying what the column expects.
 */
export function operand(column: Column, value: string): RawBuilder<unknown> {
  const form = forms[column.type];
  if (!form.accepts(value)) {
    throw badRequest(
      "invalid_value",
      `"${value}" is not a value of ${column.name}`,
      `${column.name} takes ${form.expected}`,
    );
  }
  return form.bind(value);
}
