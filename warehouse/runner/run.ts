import { messageOf, WhalecurveError } from "../../core/error.ts";
import type { Connection } from "../duckdb/database.ts";
import { identifier } from "../duckdb/sql.ts";
import { type Model, relation } from "./model.ts";
import type { Step } from "./plan.ts";

/**
 * Makes one model. Its rows and its state are stored in one transaction.
 * @throws WhalecurveError `model_failed` naming file and line, with the compiled SQL around it.
 */
export async function runStep(connection: Connection, step: Step, builtAt: string): Promise<number | null> {
  const { model, sql } = step.node;
  const kind = model.options.materialized;
  try {
    return await connection.transaction(async () => {
      await connection.execute(`create schema if not exists ${identifier(model.schema)}`);
      await dropOtherKind(connection, model);
      await connection.execute(`create or replace ${kind} ${relation(model)} as\n${sql}`);
      await checkColumns(connection, model);
      const rows =
        kind === "table"
          ? ((await connection.row<{ rows: number }>(`select count(*) as rows from ${relation(model)}`))?.rows ?? 0)
          : null;
      await connection.execute("delete from meta.model_state where name = $1", [model.name]);
      await connection.execute("insert into meta.model_state values ($1, $2, $3, $4, $5::timestamp)", [
        model.name,
        step.fingerprint,
        kind,
        rows,
        builtAt,
      ]);
      return rows;
    });
  } catch (thrown) {
    if (thrown instanceof WhalecurveError) throw thrown;
    throw sqlError(model, sql, thrown);
  }
}

/** An engine error told in terms of the template that caused it. */
export function sqlError(model: Model, sql: string, thrown: unknown): WhalecurveError {
  const message = messageOf(thrown);
  const compiledLine = Number(/LINE (\d+):/.exec(message)?.[1] ?? "2") - 1;
  const lines = sql.split("\n");
  const excerpt = lines
    .map((line, index) => `${String(index + 1).padStart(5)}${index + 1 === compiledLine ? " > " : "   "}${line}`)
    .slice(Math.max(0, compiledLine - 4), compiledLine + 3);
  return new WhalecurveError({
    code: "model_failed",
    where: `${model.path}:${templateLine(model.template, lines[compiledLine - 1] ?? "")}`,
    what: `${message.split("\n")[0]}\n  compiled SQL:\n${excerpt.join("\n")}`,
    hint: `correct the template; \`whalecurve compile --select ${model.name}\` shows all of its SQL`,
    cause: thrown,
  });
}

function templateLine(template: string, compiled: string): number {
  const lines = template.split("\n");
  const exact = lines.findIndex((line) => line.trim() === compiled.trim());
  if (exact >= 0) return exact + 1;
  const start = compiled.trim().slice(0, 12);
  const similar = lines.findIndex((line) => start.length > 0 && line.trim().startsWith(start));
  return similar >= 0 ? similar + 1 : 1;
}

async function dropOtherKind(connection: Connection, model: Model): Promise<void> {
  const standing = await connection.row<{ kind: string }>("select kind from meta.model_state where name = $1", [
    model.name,
  ]);
  if (standing !== undefined && standing.kind !== model.options.materialized) {
    await connection.execute(`drop ${standing.kind} if exists ${relation(model)}`);
  }
}

async function checkColumns(connection: Connection, model: Model): Promise<void> {
  const found = await connection.rows<{ column_name: string }>(`describe ${relation(model)}`);
  const names = new Set(found.map((row) => row.column_name));
  const missing = [...Object.keys(model.options.columns), ...(model.options.key ?? [])].filter(
    (name) => !names.has(name),
  );
  if (missing.length === 0) return;
  throw new WhalecurveError({
    code: "unknown_column",
    where: model.path.replace(/\.sql$/, ".yaml"),
    what: `the model has no column ${missing.join(", ")}; it has: ${[...names].join(", ")}`,
    hint: "correct the name in the YAML or select the column in the model",
    exitCode: 2,
  });
}
