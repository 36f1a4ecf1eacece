import { type Company, type Entity, keyColumns, type Row } from "./company.ts";

/** A row with the source it stands in. */
export interface SourceRow {
  source: string;
  /** `<source>:<key parts joined by />` */
  id: string;
  document: string;
  values: Row;
}

/** Orders text by code point, as the engine does. */
export const compareText = (one: string, other: string): number => Buffer.compare(Buffer.from(one), Buffer.from(other));

/** All current rows: of two rows with one key in a source the later one counts. */
export class Records {
  readonly sources: string[];
  readonly #rows = new Map<Entity, Map<string, SourceRow>>();

  constructor(company: Company) {
    this.sources = Object.keys(company.sources).sort(compareText);
    for (const entity of Object.keys(keyColumns) as Entity[]) {
      const rows = new Map<string, SourceRow>();
      for (const source of this.sources) {
        for (const values of company.sources[source]?.[entity] ?? []) {
          const id = `${source}:${keyColumns[entity].map((column) => values[column] ?? "").join("/")}`;
          rows.delete(id);
          rows.set(id, { source, id, document: `${entity}/${id}`, values });
        }
      }
      this.#rows.set(entity, rows);
    }
  }

  all(entity: Entity): SourceRow[] {
    return [...(this.#rows.get(entity)?.values() ?? [])];
  }

  /** The row that a reference means: its own source's, else the one named exactly, else the only other source's. */
  find(entity: Entity, source: string, reference: string | null | undefined): SourceRow | null {
    const rows = this.#rows.get(entity) ?? new Map<string, SourceRow>();
    return resolveReference(rows, this.sources, source, reference);
  }
}

/** The rule of references over any map whose keys are `<source>:<id>`. */
export function resolveReference<Value>(
  values: ReadonlyMap<string, Value>,
  sources: readonly string[],
  source: string,
  reference: string | null | undefined,
): Value | null {
  if (reference === null || reference === undefined || reference === "") return null;
  const own = values.get(`${source}:${reference}`) ?? values.get(reference);
  if (own !== undefined) return own;
  const others = sources.flatMap((other) => values.get(`${other}:${reference}`) ?? []);
  return others.length === 1 ? (others[0] ?? null) : null;
}
