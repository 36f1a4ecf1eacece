import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { recordEntities } from "../../cli/pipeline/entities.ts";
import { loadLibrary, variablesOf } from "../../cli/pipeline/library.ts";
import { systemClock } from "../../core/clock.ts";
import { silentLog } from "../../core/log.ts";
import { loadProject } from "../../core/project.ts";
import { ingest } from "../../ingest/ingest.ts";
import { Database } from "../../warehouse/duckdb/database.ts";
import type { Row } from "../../warehouse/duckdb/values.ts";
import { buildGraph } from "../../warehouse/runner/graph.ts";
import { planBuild } from "../../warehouse/runner/plan.ts";
import { runStep } from "../../warehouse/runner/run.ts";
import { selectModels } from "../../warehouse/runner/selector.ts";
import { prepareState, readSourceVersions } from "../../warehouse/runner/state.ts";
import { sqlLiteral } from "../../warehouse/runner/template.ts";
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

const tables: Record<keyof MartRows, string> = {
  entries: "fct_profit_entry",
  lines: "int_order_line_profit",
  orders: "int_order_profit",
  intercompany: "int_order_profit",
  customerMonths: "fct_customer_month",
  unassigned: "rpt_unassigned",
};
const conditions: Partial<Record<keyof MartRows, string>> = {
  lines: "not is_intercompany",
  orders: "not is_intercompany",
  intercompany: "is_intercompany",
};

/** Loads a company through the real ingest and the real models. Its parties are taken as given, not resolved. */
export async function computeMarts(company: Company, settings: Settings, debug?: string): Promise<MartRows> {
  const directory = mkdtempSync(join(tmpdir(), "whalecurve-oracle-"));
  const database = await Database.open({ path: ":memory:", mode: "write" });
  try {
    await writeCompany(directory, company, settings);
    const project = loadProject(directory, {});
    const connection = await database.connect();
    await prepareState(connection);
    await recordEntities(connection);
    const loaded = await ingest({
      project,
      database,
      clock: systemClock,
      log: silentLog,
      archiveDirectory: join(directory, "data/raw"),
    });
    if (loaded.failures.length > 0 || loaded.quarantined > 0) {
      throw new Error(`the company was not accepted: ${JSON.stringify(loaded)}`);
    }
    const library = loadLibrary(project);
    for (;;) {
      try {
        buildGraph(library, variablesOf({ project, asOf: settings.asOf }));
        break;
      } catch (e) {
        const n = /\/(\w+)\.sql: there is no model/.exec((e as Error).message)?.[1];
        if (n === undefined) throw e;
        library.models.delete(n);
      }
    } // TEMP
    const members = library.models.get("int_party_member");
    if (members !== undefined) {
      members.template = givenParties(company);
      members.options = { ...members.options, columns: {}, key: ["global_id"] };
    }
    const graph = buildGraph(library, variablesOf({ project, asOf: settings.asOf }));
    const wanted = [...new Set(Object.values(tables))].map((name) => `+${name}`).join(" ");
    const versions = await readSourceVersions(connection);
    for (const step of planBuild(graph, selectModels(graph, wanted, undefined), new Map(), versions)) {
      await runStep(connection, step, "2026-01-01 00:00:00");
    }
    if (debug) console.table(await connection.rows(debug)); // TEMP
    const result = {} as MartRows;
    for (const name of Object.keys(tables) as (keyof MartRows)[]) {
      const model = library.models.get(tables[name]);
      result[name] = await connection.rows(
        `select * from ${model?.schema}.${tables[name]} where ${conditions[name] ?? "true"}`,
      );
    }
    return result;
  } finally {
    database.close();
    rmSync(directory, { recursive: true });
  }
}

function givenParties(company: Company): string {
  const rows = company.parties.flatMap((party) =>
    party.rows.map(
      (row) =>
        `(${[row.source, row.entity, row.source_id, `${row.source}:${row.source_id}`, party.party_id].map((text) => sqlLiteral(text).sql).join(", ")})`,
    ),
  );
  return `select *, cast(null as integer) as rule, cast(1 as decimal(4, 2)) as confidence
    from (values ${rows.join(", ")}) as given (source, entity, source_id, global_id, party_id)`;
}
