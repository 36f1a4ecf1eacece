import { type Kysely, sql } from "kysely";
import type { Row } from "../../warehouse/duckdb/values.ts";
import type { Tables } from "../../warehouse/snapshot/reader.ts";

/** A source row, as its source delivered it (in canonical columns). */
export interface SourceDocument {
  /** `<entity>/<source>:<key parts joined by />`, for example `deliveries/erp:D1/OL1/LOT1`. */
  source_document: string;
  entity: string;
  row: Row;
}

const batchSize = 500;

/** The rows that the documents name. A document that is no source row (a policy) is left out. */
export async function findDocuments(tables: Kysely<Tables>, documents: readonly string[]): Promise<SourceDocument[]> {
  const keys = await keyColumns(tables);
  const byEntity = Map.groupBy(documents, (document) => document.slice(0, document.indexOf("/")));
  const found: SourceDocument[] = [];
  for (const [entity, named] of byEntity) {
    const columns = keys.get(entity);
    if (columns === undefined) continue;
    for (let start = 0; start < named.length; start += batchSize) {
      found.push(...(await lookUp(tables, entity, columns, named.slice(start, start + batchSize))));
    }
  }
  return found;
}

/** The key columns of every entity whose rows the snapshot holds. */
async function keyColumns(tables: Kysely<Tables>): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ entity: string; key_columns: string | string[] }>`
    select entity, key_columns from marts.meta_entity
    where entity in (select table_name from duckdb_tables() where schema_name = 'sources')
  `.execute(tables);
  return new Map(
    rows.map(({ entity, key_columns }) => [
      entity,
      typeof key_columns === "string" ? (JSON.parse(key_columns) as string[]) : key_columns,
    ]),
  );
}

/** A document's name is rebuilt from each row's key, so that keys that contain a slash are found as well. */
async function lookUp(
  tables: Kysely<Tables>,
  entity: string,
  columns: readonly string[],
  documents: readonly string[],
): Promise<SourceDocument[]> {
  const parts = columns.map((column) => sql`coalesce(cast(${sql.ref(column)} as varchar), '')`);
  const name = sql`concat(cast(${entity} as varchar), '/', source, ':', ${sql.join(parts, sql`, '/', `)})`;
  const wanted = sql.join(documents.map((document) => sql`${document}`));
  const sources = [...new Set(documents.map((document) => document.slice(entity.length + 1).split(":")[0] ?? ""))];
  const { rows } = await sql<Row>`
    select ${name} as document_name, * from ${sql.table(`sources.${entity}`)}
    where source in (${sql.join(sources)}) and ${firstKey(columns, entity, documents)} and ${name} in (${wanted})
  `.execute(tables);
  return rows.map(({ document_name, ...row }) => ({ source_document: String(document_name), entity, row }));
}

/** Narrows the scan before names are put together: the first key part always begins what follows the source. */
function firstKey(columns: readonly string[], entity: string, documents: readonly string[]) {
  const keys = documents.map((document) => document.slice(document.indexOf(":", entity.length) + 1));
  const column = sql`coalesce(cast(${sql.ref(columns[0] ?? "")} as varchar), '')`;
  const candidates = keys.flatMap((key) => prefixes(key, columns.length));
  return sql`${column} in (${sql.join([...new Set(candidates)])})`;
}

function prefixes(key: string, parts: number): string[] {
  if (parts === 1) return [key];
  const pieces = key.split("/");
  return pieces.map((_, index) => pieces.slice(0, index + 1).join("/"));
}
