import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Row } from "../../warehouse/duckdb/values.ts";
import type { Library } from "../../warehouse/runner/load.ts";
import { sqlLiteral } from "../../warehouse/runner/template.ts";
import { relationOf, withBuiltProject } from "../models/pipeline.ts";
import type { Company, Settings } from "./company.ts";
import { writeCompany } from "./writeCompany.ts";

/** Tables of profit as the SQL models compute them; rows as exact text, in no particular order. */
export interface MartRows {
  entries: Row[];
  lines: Row[];
  orders: Row[];
  intercompany: Row[];
  customerMonths: Row[];
  unassigned: Row[];
}

/** The marts of orders only add names of parties to `int_order_profit`; building parties would double the time. */
const tables: Record<keyof MartRows, string> = {
  entries: "fct_profit_entry",
  lines: "fct_order_line_profit",
  orders: "int_order_profit",
  intercompany: "int_order_profit",
  customerMonths: "fct_customer_month",
  unassigned: "rpt_unassigned",
};
const conditions: Partial<Record<keyof MartRows, string>> = {
  orders: "not is_intercompany",
  intercompany: "is_intercompany",
};

/** Loads a company through the real ingest and the real models. Its parties are taken as given, not resolved. */
export async function computeMarts(company: Company, settings: Settings): Promise<MartRows> {
  const directory = mkdtempSync(join(tmpdir(), "whalecurve-oracle-"));
  try {
    await writeCompany(directory, company, settings);
    return await withBuiltProject(
      directory,
      join(directory, "data/raw"),
      [...new Set(Object.values(tables))],
      async ({ connection, library, loaded }) => {
        if (loaded.failures.length > 0 || loaded.quarantined > 0) {
          throw new Error(`the company was not accepted: ${JSON.stringify(loaded)}`);
        }
        const result = {} as MartRows;
        for (const name of Object.keys(tables) as (keyof MartRows)[]) {
          result[name] = await connection.rows(
            `from ${relationOf(library, tables[name])} where ${conditions[name] ?? "true"}`,
          );
        }
        return result;
      },
      (library) => takeParties(library, company),
    );
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function takeParties(library: Library, company: Company): void {
  const members = library.models.get("int_party_member");
  if (members === undefined) throw new Error("there is no model int_party_member");
  const intercompany = new Set(
    Object.entries(company.sources).flatMap(([source, { customers = [] }]) =>
      customers.filter((row) => row.is_intercompany === "true").map((row) => `${source}:${row.customer_id}`),
    ),
  );
  const idOf = ({ source, source_id }: Company["parties"][number]["rows"][number]): string => `${source}:${source_id}`;
  const rows = company.parties.flatMap((party) =>
    party.rows.map((row, position) => {
      const isIntercompany = party.rows.some((own) => own.entity === "customers" && intercompany.has(idOf(own)));
      const texts = [row.source, row.entity, row.source_id, idOf(row), party.party_id];
      return [...texts.map((text) => sqlLiteral(text).sql), position === 0, isIntercompany].join(", ");
    }),
  );
  members.template = `select *, cast(null as integer) as rule, cast(1 as decimal(4, 2)) as confidence
    from (values ${rows.map((row, position) => `(${position + 1}, ${row})`).join(", ")})
      as given (row_number, source, entity, source_id, global_id, party_id, is_representative, is_intercompany)`;
}
