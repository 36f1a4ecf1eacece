import { identifier, literal } from "../warehouse/duckdb/sql.ts";
import type { Column, Fallback } from "./entities/column.ts";
import type { Entity } from "./entities/entity.ts";

/** What a contract must know of the rows that it checks. */
export interface Intake {
  source: string;
  /** SQL that yields the rows, all columns text. */
  scan: string;
  /** The columns of the scan, as the source names them. */
  columns: readonly string[];
  timezone: string;
  /** The currency of amounts that carry none. */
  currency: string;
}

/** The columns that a checked row carries beside those of its entity. */
export const reasonsColumn = "__reasons";
export const rawColumn = "__raw";

const timeOfDay = "\\d{2}:\\d{2}(:\\d{2}(\\.\\d+)?)?";
const day = "\\d{4}-\\d{2}-\\d{2}";
const local = `${day}([ T]${timeOfDay})?`;
const zoned = `${day}[ T]${timeOfDay} ?([Zz]|[+-]\\d{2}(:?\\d{2})?)`;

/**
 * The entity's columns of which a scan delivers none although the contract requires them.
 * Names are compared without regard to case, as SQL does.
 */
export function missingColumns(entity: Entity, columns: readonly string[]): string[] {
  const present = new Set(columns.map((column) => column.toLowerCase()));
  return Object.entries(entity.columns)
    .filter(([name, column]) => column.required && !present.has(name))
    .map(([name]) => name);
}

/** The columns of a scan that the contract does not know. */
export function unknownColumns(entity: Entity, columns: readonly string[]): string[] {
  return columns.filter((column) => !Object.hasOwn(entity.columns, column.toLowerCase()));
}

/**
 * Compiles a contract into one query over a scan of text columns. It yields `source`, the typed columns, `__reasons`
 * (NULL for a good row, else a JSON list of column, rule, value, message) and `__raw` (the bad row as JSON text).
 */
export function compileContract(entity: Entity, intake: Intake): string {
  const given = new Map(intake.columns.map((column) => [column.toLowerCase(), column]));
  const columns = Object.entries(entity.columns).map(([name, column]) => ({ name, column, given: given.get(name) }));
  const present = columns.filter((column) => column.given !== undefined);
  const texts = present.map(({ name, given: written = name }) => `${trimmed(identifier(written))} as ${text(name)}`);
  const casts = present.map(({ name, column }) => `${cast(column, text(name), intake.timezone)} as ${value(name)}`);
  const typed = columns.map(({ name, column, given: written }) => {
    const fallback = fallbackOf(column.fallback, column, intake);
    const own = written === undefined ? `cast(null as ${column.type})` : value(name);
    return `${fallback === undefined ? own : `coalesce(${own}, ${fallback})`} as ${identifier(name)}`;
  });
  const checks = present.flatMap(({ name, column }) => checksOf(name, column));
  const rules = entity.rules.map((rule) => ({
    violated: rule.violated,
    reason: reason(rule.columns.join(", "), rule.name, "null", literal(rule.message)),
  }));
  const all = [...checks, ...rules];
  const verdict = all.map((check) => `coalesce(${check.violated}, false)`).join("\n      or ") || "false";
  const reasons = all.map((check) => `case when ${check.violated} then ${check.reason} end`).join(",\n        ");
  const raw = intake.columns.map((column, index) => `${literal(column)}: ${original(index)}`).join(", ");
  const originals = intake.columns.map((column, index) => `${identifier(column)} as ${original(index)}`);
  const names = columns.map(({ name }) => identifier(name)).join(", ");
  return `select ${literal(intake.source)} as source, ${names},
  case when bad then cast(to_json(list_filter([
        ${reasons || "null"}], lambda given: given is not null)) as varchar) end as ${reasonsColumn},
  case when bad then cast(to_json({${raw}}) as varchar) end as ${rawColumn}
from (
  select *, ${verdict} as bad
  from (
    select ${typed.join(",\n      ")},
      * exclude (${[...present.map(({ name }) => value(name))].join(", ")}),
      ${present.map(({ name }) => value(name)).join(", ")}
    from (
      select *, ${casts.join(",\n        ")}
      from (select ${[...originals, ...texts].join(",\n          ")} from ${intake.scan})
    )
  )
)`;
}

/** DDL columns of an entity's table: `source` first, then the columns of the contract. */
export function tableColumns(entity: Entity): { name: string; type: string }[] {
  return [
    { name: "source", type: "VARCHAR" },
    ...Object.entries(entity.columns).map(([name, column]) => ({ name, type: column.type })),
  ];
}

const text = (name: string): string => identifier(`__text_${name}`);
const value = (name: string): string => identifier(`__value_${name}`);
const original = (index: number): string => identifier(`__original_${index}`);

/** Trimming every value costs more than casting it, so only those that need it are touched. */
function trimmed(column: string): string {
  const ends = [32, 9, 10, 13].map((code) => `suffix(${column}, chr(${code}))`).join(" or ");
  return `case when ${column} < '!' or ${ends} then nullif(trim(${column}, e' \\t\\r\\n'), '') else ${column} end`;
}

/** The typed value of a trimmed text; NULL where its form is not exactly that of the type. */
function cast(column: Column, raw: string, timezone: string): string {
  const matches = (form: string): string => `regexp_full_match(${raw}, ${literal(form)})`;
  switch (column.kind) {
    case "text":
      return raw;
    case "decimal": {
      const { whole, places } = column.digits ?? { whole: 12, places: 6 };
      const exact = matches(`[+-]?(\\d+(\\.\\d{0,${places}}0*)?|\\.\\d{1,${places}}0*)`);
      const wide = `try_cast(${raw} as ${column.type})`;
      // Casting text to a decimal of more than 18 digits is a hundred times slower: try the narrow one first.
      const narrow = `cast(try_cast(${raw} as DECIMAL(18,${places})) as ${column.type})`;
      return `case when ${exact} then ${whole + places <= 18 ? wide : `coalesce(${narrow}, ${wide})`} end`;
    }
    case "integer":
      return `case when ${matches("[+-]?\\d+(\\.0*)?")} then try_cast(${raw} as BIGINT) end`;
    case "date":
      return `case when ${raw} like '____-__-__' and ${raw} >= '0' then try_cast(${raw} as DATE)
          when ${matches(local)} or ${matches(zoned)} then try_cast(substring(${raw}, 1, 10) as DATE) end`;
    case "timestamp": {
      const moment = `try_cast(${raw} as TIMESTAMP)`;
      const utc = timezone === "UTC" ? moment : `timezone('UTC', timezone(${literal(timezone)}, ${moment}))`;
      return `case when ${matches(local)} then ${utc}
          when ${matches(zoned)} then timezone('UTC', try_cast(replace(${raw}, ' +', '+') as TIMESTAMPTZ)) end`;
    }
    case "boolean":
      return `case when lower(${raw}) in ('true', '1', 'yes', 't') then true
          when lower(${raw}) in ('false', '0', 'no', 'f') then false end`;
    case "choice": {
      const choices = (column.choices ?? []).map(literal).join(", ");
      return `case when ${raw} in (${choices}) then ${raw} when lower(${raw}) in (${choices}) then lower(${raw}) end`;
    }
    case "currency":
      return `case when ${matches("[A-Za-z]{3}")} then upper(${raw}) end`;
    case "country":
      return `case when upper(${raw}) in (${(column.choices ?? []).map(literal).join(", ")}) then upper(${raw}) end`;
  }
}

function checksOf(name: string, column: Column): { violated: string; reason: string }[] {
  const [raw, typed] = [text(name), value(name)];
  const checks: { violated: string; reason: string }[] = [];
  if (column.required) {
    checks.push({
      violated: `${raw} is null`,
      reason: reason(name, "required", "null", literal("a value is required")),
    });
  }
  if (column.kind !== "text") {
    checks.push({ violated: `${raw} is not null and ${typed} is null`, reason: formReason(name, column) });
  }
  const limits = [
    { rule: "minimum", limit: column.minimum, operator: "<", message: "expected at least" },
    { rule: "maximum", limit: column.maximum, operator: ">", message: "expected at most" },
    { rule: "above", limit: column.above, operator: "<=", message: "expected more than" },
  ];
  for (const { rule, limit, operator, message } of limits) {
    if (limit === undefined) continue;
    const bound = `cast(${limit} as ${column.type})`;
    checks.push({
      violated: `${typed} ${operator} ${bound}`,
      reason: reason(name, rule, raw, literal(`${message} ${limit}`)),
    });
  }
  return checks;
}

/** Why a text does not have the form of its column. */
function formReason(name: string, column: Column): string {
  const raw = text(name);
  const matches = (form: string): string => `regexp_full_match(${raw}, ${literal(form)})`;
  const plain = (rule: string, message: string): string => reason(name, rule, raw, literal(message));
  switch (column.kind) {
    case "decimal": {
      const { whole, places } = column.digits ?? { whole: 12, places: 6 };
      return `case when not ${matches("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)")} then ${plain("number", "expected a number such as 1234.5: a decimal point, no thousands separator, no exponent")}
          when not ${matches(`[+-]?\\d*(\\.\\d{0,${places}}0*)?`)} then ${plain("decimal_places", `more than ${places} decimal places`)}
          else ${plain("too_large", `more than ${whole} digits before the decimal point`)} end`;
    }
    case "integer":
      return plain("integer", "expected a whole number");
    case "date":
      return plain("date", "expected an existing day as YYYY-MM-DD");
    case "timestamp":
      return plain("timestamp", "expected a moment as YYYY-MM-DD hh:mm:ss, with or without offset");
    case "boolean":
      return plain("boolean", "expected true or false, 1 or 0, yes or no");
    case "choice":
      return plain("accepted_values", `expected one of ${(column.choices ?? []).join(", ")}`);
    case "currency":
      return plain("currency", "expected an ISO 4217 code such as EUR");
    case "country":
      return plain("country", "expected an ISO 3166 alpha-2 code such as AT");
    case "text":
      return "null";
  }
}

function reason(column: string, rule: string, raw: string, message: string): string {
  return `{'column': ${literal(column)}, 'rule': ${literal(rule)}, 'value': left(${raw}, 200), 'message': ${message}}`;
}

function fallbackOf(fallback: Fallback | undefined, column: Column, intake: Intake): string | undefined {
  if (fallback === undefined) return undefined;
  if ("column" in fallback) return value(fallback.column);
  if ("source" in fallback) return literal(intake.currency);
  return `cast(${literal(String(fallback.value))} as ${column.type})`;
}
