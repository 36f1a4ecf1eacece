import type { Moment } from "./calendar.ts";
import type { Bearer } from "./entries.ts";
import { type Line, type Model, type Order, unknownParty } from "./model.ts";
import { compareText, resolveReference, type SourceRow } from "./records.ts";

export interface CaseRow {
  row: SourceRow;
  opened: Moment;
}

/** Cases that are one complaint. */
export interface Complaint {
  /** by opening, source and id */
  cases: CaseRow[];
  line: Line | null;
  order: Order | null;
  partyId: string;
}

/** Merges the cases that name each other; answers by the case's row id. */
export class Complaints {
  readonly all: Complaint[];
  readonly #model: Model;
  readonly #ofCase = new Map<string, Complaint>();

  constructor(model: Model) {
    this.#model = model;
    const rows = model.records.all("cases");
    const byId = new Map(rows.map((row) => [row.id, row]));
    const groups = new Map(rows.map((row) => [row.id, new Set([row])]));
    for (const row of rows) {
      const others = new Map([...byId].filter(([, other]) => other.source !== row.source));
      const named = resolveReference(others, model.records.sources, row.source, row.values.reference);
      if (named !== null) merge(groups, row, named);
    }
    this.all = [...new Set(groups.values())].map((group) => this.#complaint([...group]));
    for (const complaint of this.all) for (const { row } of complaint.cases) this.#ofCase.set(row.id, complaint);
  }

  /** The complaint that a row's case_id names. */
  of(row: SourceRow): Complaint | null {
    const found = this.#model.records.find("cases", row.source, row.values.case_id);
    return found === null ? null : (this.#ofCase.get(found.id) ?? null);
  }

  #complaint(rows: SourceRow[]): Complaint {
    const model = this.#model;
    const cases = rows
      .map((row) => ({ row, opened: model.moment(row, "opened_at") }))
      .sort((one, other) => one.opened.instant - other.opened.instant || compareText(one.row.id, other.row.id));
    const first = <Value>(read: (row: SourceRow) => Value | null): Value | null =>
      cases.map(({ row }) => read(row)).find((value) => value !== null) ?? null;
    const line = first((row) => model.lineOf(row));
    const order = line?.order ?? first((row) => model.orderOf(row));
    return { cases, line, order, partyId: first((row) => model.partyOf(row)) ?? order?.partyId ?? unknownParty };
  }
}

/** The line or order that a complaint is tied to; null where only its customer is known. */
export function bearerOf(complaint: Complaint): Bearer | null {
  if (complaint.line !== null) return { line: complaint.line };
  return complaint.order === null ? null : { order: complaint.order };
}

function merge(groups: Map<string, Set<SourceRow>>, one: SourceRow, other: SourceRow): void {
  const merged = new Set([...(groups.get(one.id) ?? []), ...(groups.get(other.id) ?? [])]);
  for (const row of merged) groups.set(row.id, merged);
}
