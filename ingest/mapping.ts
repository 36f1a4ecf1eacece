import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { messageOf, WhalecurveError } from "../core/error.ts";
import type { Project } from "../core/project.ts";
import type { Connection } from "../warehouse/duckdb/database.ts";
import { renderTemplate, SqlFragment } from "../warehouse/runner/template.ts";
import { entities } from "./entities/index.ts";

/** The SQL template that makes one canonical entity out of the tables of a source. */
export interface Mapping {
  entity: string;
  /** As the project names it: `sources/<source>/<entity>.sql`. */
  file: string;
  template: string;
}

/** The mappings of one source. */
export function readMappings(project: Project, source: string): Mapping[] {
  const folder = join("sources", source);
  const directory = join(project.directory, folder);
  if (!existsSync(directory)) return [];
  return readdirSync(directory)
    .filter((name) => name.endsWith(".sql"))
    .sort()
    .map((name) => {
      const entity = name.slice(0, -".sql".length);
      const file = join(folder, name);
      if (!entities.some((known) => known.name === entity)) {
        throw new WhalecurveError({
          code: "unknown_entity",
          where: file,
          what: `"${entity}" is no canonical entity`,
          hint: `name the file after one of ${entities.map((known) => known.name).join(", ")}`,
          exitCode: 2,
        });
      }
      return { entity, file, template: readFileSync(join(directory, name), "utf8") };
    });
}

/**
 * Renders a mapping. `relation` gives the SQL relation of a table of the source.
 * @returns the SQL and the names of the tables that it reads.
 */
export function renderMapping(
  mapping: Mapping,
  tables: readonly string[],
  relation: (table: string) => string,
): { sql: string; tables: string[] } {
  const used = new Set<string>();
  const table = (name: string): SqlFragment => {
    if (!tables.includes(name)) {
      throw new WhalecurveError({
        code: "unknown_table",
        where: `${mapping.file}:${lineOf(mapping.template, name)}`,
        what: `the source has no table "${name}"`,
        hint: tables.length === 0 ? "declare it under `tables:`" : `its tables are ${tables.join(", ")}`,
        exitCode: 2,
      });
    }
    used.add(name);
    return new SqlFragment(relation(name));
  };
  const sql = renderTemplate(mapping.template, { table }, mapping.file).replace(/;\s*$/, "");
  return { sql, tables: [...used] };
}

/**
 * The columns that a mapping yields.
 * @throws WhalecurveError with the template's line and the engine's message.
 */
export async function describeMapping(connection: Connection, mapping: Mapping, sql: string): Promise<string[]> {
  try {
    const rows = await connection.rows<{ column_name: string }>(`describe ${sql}\n`);
    return rows.map((row) => row.column_name);
  } catch (thrown) {
    throw mappingFailed(mapping, thrown);
  }
}

/** An engine error of a statement in which a mapping stands after some lines, in terms of the mapping's file. */
export function mappingFailed(mapping: Mapping, thrown: unknown, linesBefore = 0): WhalecurveError {
  if (thrown instanceof WhalecurveError) return thrown;
  const message = messageOf(thrown);
  const line = Number(/^LINE (\d+):/m.exec(message)?.[1] ?? 0) - linesBefore;
  return new WhalecurveError({
    code: "mapping_failed",
    where: line < 1 ? mapping.file : `${mapping.file}:${line}`,
    what: message.replace(/^LINE \d+:/m, line < 1 ? "" : `LINE ${line}:`).trim(),
    hint: "correct the mapping SQL",
    cause: thrown,
  });
}

function lineOf(template: string, name: string): number {
  const position = template.search(new RegExp(`table\\(\\s*['"\`]${name.replace(/[^A-Za-z0-9_]/g, "\\$&")}['"\`]`));
  return position < 0 ? 1 : template.slice(0, position).split("\n").length;
}
