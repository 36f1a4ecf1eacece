import { Eta, type TemplateFunction } from "eta/core";
import { messageOf, WhalecurveError } from "../../core/error.ts";
import { literal } from "../duckdb/sql.ts";

/** A piece of SQL that may be written into a template as it is. A bare string may not: it could be anything. */
export class SqlFragment {
  readonly sql: string;
  constructor(sql: string) {
    this.sql = sql;
  }
  toString(): string {
    return this.sql;
  }
}

/** A value as an SQL literal; NULL for null and undefined. */
export function sqlLiteral(value: unknown): SqlFragment {
  if (value === null || value === undefined) return new SqlFragment("null");
  if (typeof value === "number" && Number.isFinite(value)) return new SqlFragment(exactNumber(value));
  if (typeof value === "boolean" || typeof value === "bigint") return new SqlFragment(String(value));
  if (typeof value === "string") return new SqlFragment(literal(value));
  throw new Error(`${JSON.stringify(value)} has no SQL literal: expected text, a number, true, false or null`);
}

function exactNumber(value: number): string {
  const text = String(value);
  return text.includes("e") ? value.toFixed(20).replace(/\.?0+$/, "") : text;
}

/** What a template threw, and where it stood. */
class TemplateFault extends Error {
  readonly line: number;
  constructor(thrown: unknown, line: number) {
    super(messageOf(thrown), { cause: thrown });
    this.line = line;
  }
}

const engine = new Eta({
  autoEscape: false,
  autoTrim: false,
  autoFilter: true,
  debug: true,
  filterFunction: (value: unknown) => {
    if (value instanceof SqlFragment) return value.sql;
    if (typeof value === "number" && Number.isFinite(value)) return exactNumber(value);
    throw new Error(
      `${JSON.stringify(value)} is not SQL: write it.literal(…) for a value, it.sql("…") for SQL that you wrote yourself`,
    );
  },
});
engine.RuntimeErr = (thrown, _template, line) => {
  throw thrown instanceof WhalecurveError ? thrown : new TemplateFault(thrown, line);
};
const compiled = new Map<string, TemplateFunction>();

/**
 * Renders one SQL template. `file` is how errors name it.
 * @throws WhalecurveError `template_failed` with file, line and cause.
 */
export function renderTemplate(template: string, context: object, file: string): string {
  try {
    const known = compiled.get(template) ?? engine.compile(template);
    compiled.set(template, known);
    return engine.render(known, context);
  } catch (thrown) {
    if (thrown instanceof WhalecurveError) throw thrown;
    const message = messageOf(thrown).split("\n")[0] ?? "";
    const line = thrown instanceof TemplateFault ? thrown.line : /line (\d+)/.exec(messageOf(thrown))?.[1];
    throw new WhalecurveError({
      code: "template_failed",
      where: line === undefined ? file : `${file}:${line}`,
      what: message,
      hint: "correct the template at this line",
      cause: thrown,
    });
  }
}
